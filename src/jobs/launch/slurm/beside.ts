import type { BesideObserver, BesideTasks, JobLauncherContext } from "../../../contract/job-launcher.js";
import { spawnTree } from "../../../processes/spawned-tree.js";
import { createWholeLines } from "../whole-lines.js";
import { parseLabelled, parseTaskEnds } from "./parse-labelled.js";

/** Slurm asks the tasks to end and kills them after `KillWait`, half a minute unless configured; srun waits for that. */
const GRACE_SECONDS = 40;

/**
 * Starts a command once on each node of a running job, as a further step of it. The step overlaps the job's own: it gets no
 * processors, memory or devices for itself, and sees those of the job. A task that ends does not end the others.
 *
 * Lines come through srun as they are printed; a task's output must be lines.
 */
export function startBeside(
  id: number,
  nodes: readonly string[],
  command: readonly [string, ...string[]],
  tasks: BesideObserver,
  { clock, environment }: JobLauncherContext,
): BesideTasks {
  const tree = spawnTree({
    command: [
      "srun",
      `--jobid=${id}`,
      "--overlap",
      `--nodes=${nodes.length}`,
      `--ntasks=${nodes.length}`,
      "--ntasks-per-node=1",
      "--label",
      "--kill-on-bad-exit=0",
      "--wait=0",
      "--input=none",
      "--mpi=none",
      "--export=ALL",
      ...command,
    ],
    environment,
    clock,
  });
  const open = new Set(nodes);
  const end = (node: string | undefined, detail: string): void => {
    if (node !== undefined && open.delete(node)) tasks.ended(node, detail);
  };
  eachLine(tree.stdout, (line) => {
    const labelled = parseLabelled(line);
    const node = labelled === undefined ? undefined : nodes[labelled.task];
    if (labelled !== undefined && node !== undefined)
      tasks.output(node, Buffer.from(labelled.text, "latin1"), clock.nowNs());
  });
  let words = "";
  eachLine(tree.stderr, (line) => {
    const ends = parseTaskEnds(line.trimEnd());
    for (const { task, detail } of ends) end(nodes[task], detail);
    if (/^srun: error/.test(line)) words = line.trim();
  });
  const ended = tree.exited.then((exit) => {
    tree.sweep();
    for (const node of nodes) end(node, words === "" ? exit : `${exit}: ${words}`);
  });
  return {
    stop: async () => {
      await tree.stop(GRACE_SECONDS);
      await ended;
    },
  };
}

/** Each line with its end. One character a byte (latin1), so that bytes come out as they went in. */
function eachLine(stream: NodeJS.ReadableStream, line: (text: string) => void): void {
  const whole = createWholeLines({ isReturnAnEnd: false });
  const pass = (bytes: Uint8Array): void => {
    const text = Buffer.from(bytes).toString("latin1");
    for (const piece of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) line(piece);
  };
  stream.on("data", (bytes: Buffer) => pass(whole.take(bytes)));
  stream.once("end", () => pass(whole.rest()));
}
