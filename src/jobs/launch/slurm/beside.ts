import type { BesideObserver, BesideTasks, JobLauncherContext } from "../../../contract/job-launcher.js";
import { keepLastLines } from "../../../processes/last-lines.js";
import { spawnTree } from "../../../processes/spawned-tree.js";
import { createWholeLines } from "../whole-lines.js";
import { parseLabelled, parseTaskEnds } from "./parse-labelled.js";

/** Slurm asks the tasks to end and kills them after `KillWait`, half a minute unless configured; srun waits for that. */
const GRACE_SECONDS = 40;

/** What srun says of a job that is over (`slurm_strerror`, src/common/slurm_errno.c). */
const JOB_OVER =
  /Invalid job id|already complet(?:ing|ed)|Job\/step already|job \d+ has expired|Expired or invalid job|step.*CANCELLED|step aborted/;

/** Lines of a task's error output that are passed on. */
const WORDS_LINES = 4;

/**
 * Starts a command once on each of these nodes of a running job, as a further step of it. The step overlaps the job's own: it
 * gets no processors, memory or devices for itself, and sees those of the job. A task that ends does not end the others.
 *
 * Lines come through srun as they are printed; a task's output must be lines. The end of a task is told as soon as srun tells
 * it; of the only one when srun itself has ended, which is after all that the task printed.
 *
 * @param nodes of the job, in the order of their ranks, or one of them
 */
export function startBeside(
  id: number,
  nodes: readonly string[],
  command: readonly [string, ...string[]],
  tasks: BesideObserver,
  { clock, environment }: JobLauncherContext,
): BesideTasks {
  const [only] = nodes.length === 1 ? nodes : [];
  const tree = spawnTree({
    command: [
      "srun",
      `--jobid=${id}`,
      "--overlap",
      ...(only === undefined ? [] : [`--nodelist=${only}`]),
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
  const words = new Map(nodes.map((node) => [node, keepLastLines()]));
  const own = keepLastLines();
  const details = new Map<string, string>();
  const end = (node: string, detail: string): void => {
    if (!open.delete(node)) return;
    const said = words.get(node)?.text(WORDS_LINES) ?? "";
    tasks.ended(node, detail, said === "" ? own.text(WORDS_LINES) : said);
  };
  eachLine(tree.stdout, (line) => {
    const labelled = parseLabelled(line);
    const node = labelled === undefined ? undefined : nodes[labelled.task];
    if (labelled !== undefined && node !== undefined)
      tasks.output(node, Buffer.from(labelled.text, "latin1"), clock.nowNs());
  });
  eachLine(tree.stderr, (line) => {
    const text = Buffer.from(line, "latin1").toString("utf8").trimEnd();
    const ends = parseTaskEnds(text).flatMap(({ task, detail }) => {
      const node = nodes[task];
      return node === undefined ? [] : [{ node, detail }];
    });
    for (const { node, detail } of ends) {
      if (only === undefined) end(node, detail);
      else details.set(node, detail);
    }
    const labelled = parseLabelled(text);
    const node = labelled === undefined ? undefined : nodes[labelled.task];
    if (labelled !== undefined && node !== undefined) words.get(node)?.add(labelled.text);
    else if (ends.length === 0 && /^(?:srun|slurmstepd): /.test(text)) own.add(text);
  });
  const ended = tree.exited.then((exit) => {
    tree.sweep();
    const isOver = (node: string): boolean => JOB_OVER.test(`${own.text()}\n${words.get(node)?.text()}`);
    for (const node of nodes) end(node, isOver(node) ? "job over" : (details.get(node) ?? exit));
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
