import type { BesideObserver, Job, JobEvent } from "../../src/contract/job-launcher.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { MeasurementError } from "../../src/model/errors.js";
import { failure } from "../../src/model/finding.js";
import { followLines } from "../../src/processes/follow-lines.js";
import { keepLastLines } from "../../src/processes/last-lines.js";
import { type SpawnedTree, spawnTree } from "../../src/processes/spawned-tree.js";

type Environment = Readonly<Record<string, string>>;

/**
 * A job on several nodes that are process trees of this machine, each with an environment of its own: the launcher that a
 * cluster would need. Only what is beside the job runs.
 */
export function createFakeNodes(nodes: Readonly<Record<string, Environment>>) {
  const clock = createMonotonicClock();
  const trees = new Set<SpawnedTree>();
  let isOver = false;
  let count = 0;
  let end = (_event: Extract<JobEvent, { kind: "ended" }>): void => {};
  const ended = new Promise<Extract<JobEvent, { kind: "ended" }>>((resolve) => {
    end = resolve;
  });
  const startTask = (command: readonly [string, ...string[]], tasks: BesideObserver, node: string): SpawnedTree => {
    const tree = spawnTree({ command, environment: nodes[node] ?? {}, clock });
    const words = keepLastLines();
    followLines(tree.stderr, (texts) => texts.forEach(words.add));
    tree.stdout.on("data", (bytes: Buffer) => tasks.output(node, bytes, clock.nowNs()));
    trees.add(tree);
    count += 1;
    void tree.exited.then((exit) => {
      trees.delete(tree);
      tree.sweep();
      tasks.ended(node, exit, words.text());
    });
    return tree;
  };
  const job: Job = {
    ticket: "fake",
    ended,
    beside: async (command, tasks, node) => {
      if (isOver) throw new MeasurementError(failure("job-not-running", { job: "fake" }));
      const started = (node === undefined ? Object.keys(nodes) : [node]).map((one) => startTask(command, tasks, one));
      return {
        stop: async () => {
          await Promise.all(started.map((tree) => tree.stop(1)));
        },
      };
    },
    cancel: async () => {},
  };
  return {
    job,
    clock,
    /** Ends what runs beside the job as a scheduler does, first, and then tells that the job has ended. */
    finish: async () => {
      isOver = true;
      await Promise.all([...trees].map((tree) => tree.stop(1)));
      end({ kind: "ended", atNs: clock.nowNs(), outcome: "completed", detail: "exit 0" });
      await ended;
    },
    /** Tasks so far. */
    started: () => count,
    /** Tasks that run. */
    running: () => trees.size,
  };
}
