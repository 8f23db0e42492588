import { type FileHandle, mkdir, open, stat } from "node:fs/promises";
import { z } from "zod";
import { API_VERSION } from "../../contract/backend-adapter.js";
import type {
  BesideObserver,
  BesideTasks,
  Job,
  JobEvent,
  JobLauncherContext,
  JobLauncherDefinition,
  JobObserver,
  JobOutcome,
  JobRequest,
} from "../../contract/job-launcher.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import { NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";
import { followLines } from "../../processes/follow-lines.js";
import { keepLastLines } from "../../processes/last-lines.js";
import { type SpawnedTree, spawnTree } from "../../processes/spawned-tree.js";
import { findFreePort } from "./free-port.js";
import { jobFiles } from "./job-files.js";
import { nodeRankVariables, rendezvousVariables, UNBUFFERED_VARIABLES } from "./torchrun-variables.js";
import { createWholeLines } from "./whole-lines.js";

const localOptionsSchema = z.strictObject({
  timeLimitMinutes: z.number().positive().optional().describe("The job is ended after so long; no limit when absent."),
  graceSeconds: z.number().min(0).max(300).default(10).describe("What a job that is ended gets before it is killed."),
});

export type LocalOptions = z.output<typeof localOptionsSchema>;

const NODE = "localhost";
/** Lines of a task's error output that are passed on. */
const BESIDE_WORDS = 4;
/** An accelerator works on for some milliseconds at what its host has queued. */
const SHORTEST_HOLD_NS = 20 * NS_PER_MILLISECOND;
/** Exit statuses of `env`: the folder is not there, the program cannot be run, there is no such program. */
const NOT_RUN = new Map([
  ["exit 126", "cannot be run"],
  ["exit 127", "not found"],
]);

/** A job as a process tree of this machine: one node, no scheduler. What the job starts ends with it. */
export const localLauncher: JobLauncherDefinition<LocalOptions> = {
  apiVersion: API_VERSION,
  name: "local",
  optionsSchema: localOptionsSchema,
  isOnThisMachine: true,
  create: (options, context) => ({
    id: "local",
    launch: (request, observer) => launchLocal(request, observer, options, context),
  }),
};

async function launchLocal(
  request: JobRequest,
  observer: JobObserver,
  options: LocalOptions,
  context: JobLauncherContext,
): Promise<Job> {
  const { clock } = context;
  if (request.nodes !== 1) throw new MeasurementError(failure("job-one-node-only", { nodes: request.nodes }));
  const isFolder = await stat(request.directory)
    .then((found) => found.isDirectory())
    .catch(() => false);
  if (!isFolder) throw new MeasurementError(failure("job-folder-missing"));
  await mkdir(request.keepIn, { recursive: true });
  const kept = await open(jobFiles(request.keepIn).output, "w");
  const environment = {
    ...context.environment,
    ...UNBUFFERED_VARIABLES,
    ...rendezvousVariables({ address: "127.0.0.1", port: await findFreePort(), nodes: 1 }),
    ...nodeRankVariables(0),
    ...request.environment,
  };
  // `env` becomes the program, in the folder that the job is to run in.
  const start = (command: readonly [string, ...string[]]): SpawnedTree =>
    spawnTree({ command: ["env", `--chdir=${request.directory}`, "--", ...command], environment, clock });
  const tree = start(request.command);
  observer.event({ kind: "started", atNs: clock.nowNs(), nodes: [NODE] });
  const written = collectOutput(tree, kept, observer, context);

  let asked: JobOutcome | undefined;
  const stop = async (why: JobOutcome): Promise<void> => {
    asked ??= why;
    await tree.stop(options.graceSeconds);
  };
  const { timeLimitMinutes } = options;
  const cancelLimit =
    timeLimitMinutes === undefined
      ? () => {}
      : clock.schedule(
          clock.nowNs() + timeLimitMinutes * 60 * NS_PER_SECOND,
          // What survives even that is told to whoever cancels.
          () => void stop("time-out").catch(() => {}),
          NS_PER_SECOND / 10,
        );
  let isRunning = true;
  const ended = tree.exited.then(async (exit) => {
    isRunning = false;
    cancelLimit();
    tree.sweep();
    await written();
    const end: Extract<JobEvent, { kind: "ended" }> = {
      kind: "ended",
      atNs: clock.nowNs(),
      outcome: asked ?? (exit === "exit 0" ? "completed" : "failed"),
      detail: NOT_RUN.has(exit) ? `${exit}: ${request.command[0]} ${NOT_RUN.get(exit)}` : exit,
    };
    observer.event(end);
    return end;
  });
  ended.catch(() => {});
  return {
    ticket: "local",
    ended,
    beside: async (command, tasks, node = NODE) => {
      if (!isRunning) throw new MeasurementError(failure("job-not-running", { job: request.name }));
      if (node !== NODE) throw new MeasurementError(failure("node-not-of-job", { job: request.name }));
      return startBeside(start(command), tasks, context);
    },
    holding: {
      shortestNs: SHORTEST_HOLD_NS,
      hold: () => tree.hold(),
      resume: async () => tree.resume(),
    },
    cancel: async () => {
      await stop("cancelled");
      await ended;
    },
  };
}

/** Hands both streams over as whole lines and keeps them; the result resolves when all of it is kept. */
function collectOutput(
  tree: SpawnedTree,
  kept: FileHandle,
  observer: JobObserver,
  { clock }: JobLauncherContext,
): () => Promise<void> {
  let writing = Promise.resolve();
  const pass = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return;
    observer.output(bytes, clock.nowNs());
    // A full disk must not end the job; what was observed stays true.
    writing = writing.then(() => kept.appendFile(bytes)).catch(() => {});
  };
  const streams = [tree.stdout, tree.stderr].map((stream) => {
    const lines = createWholeLines({ isReturnAnEnd: true });
    stream.on("data", (bytes: Buffer) => pass(lines.take(bytes)));
    return lines;
  });
  return async () => {
    for (const lines of streams) pass(lines.rest());
    await writing;
    await kept.close();
  };
}

function startBeside(tree: SpawnedTree, tasks: BesideObserver, { clock }: JobLauncherContext): BesideTasks {
  tree.stdout.on("data", (bytes: Buffer) => tasks.output(NODE, bytes, clock.nowNs()));
  const words = keepLastLines();
  const errors = followLines(tree.stderr, (texts) => texts.forEach(words.add));
  const ended = tree.exited.then((exit) => {
    if (errors.rest() !== "") words.add(errors.rest());
    tree.sweep();
    tasks.ended(NODE, exit, words.text(BESIDE_WORDS));
  });
  return {
    stop: async () => {
      await tree.stop(2);
      await ended;
    },
  };
}
