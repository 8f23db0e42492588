import { type ChildProcess, fork } from "node:child_process";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { type Finding, failure } from "../../model/finding.js";
import type { Nanoseconds } from "../../model/time.js";
import { followLines } from "../../processes/follow-lines.js";
import { keepLastLines } from "../../processes/last-lines.js";
import type { FromWorker, ToWorker, WorkerEnding, WorkerStage, WorkerTask } from "./messages.js";

const WORKER_MAIN = fileURLToPath(new URL("./worker-main.js", import.meta.url));

/** A worker that was told to stop, or has said its last, is gone by then; else it hangs and is killed. */
const PATIENCE_MS = 10_000;

/** One worker, as its coordinator sees it. */
export interface WorkerProcess {
  /** Resolves when the worker has come so far, or has ended. */
  reached(stage: WorkerStage): Promise<void>;
  /** Resolves when the process is gone, with what it said last or how it died. */
  readonly ended: Promise<WorkerEnding>;
  begin(startNs: Nanoseconds): void;
  batch(startNs: Nanoseconds): void;
  /** Ends the worker's requests and with them the worker; kills one that does not listen. */
  cut(): void;
}

/** Starts a worker. Never throws: one that cannot be started has ended. */
export function startWorker(task: WorkerTask, log: (line: string) => void): WorkerProcess {
  const child = fork(WORKER_MAIN, {
    serialization: "advanced",
    // Nothing that this process was started with, such as a profiler, is meant for the worker.
    execArgv: [],
    // A group of its own: the signals of a terminal come to the coordinator alone.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const stages = { ready: once(), warm: once() };
  const last = keepLastLines();
  const tell = (line: string): void => {
    log(line);
    last.add(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) listen(stream, tell);
  }
  let said: WorkerEnding | undefined;
  let patience: NodeJS.Timeout | undefined;
  let isOver = false;
  const killUnlessGone = (): void => {
    if (!isOver) patience ??= setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  };
  child.on("message", (message) => {
    const heard = message as FromWorker;
    if (heard.kind === "ended") {
      said = heard.ending;
      killUnlessGone();
    } else stages[heard.kind].happen();
  });
  const ended = endOf(child).then((outcome) => {
    isOver = true;
    clearTimeout(patience);
    for (const stage of Object.values(stages)) stage.happen();
    return said ?? { failure: deathOf(task.alias, outcome, last.text()) };
  });
  const say = (message: ToWorker): void => {
    // One that has gone meanwhile says so by its end.
    if (child.connected) child.send(message, () => undefined);
  };
  say({ kind: "task", task });
  return {
    reached: (stage) => stages[stage].happened,
    ended,
    begin: (startNs) => say({ kind: "begin", startNs }),
    batch: (startNs) => say({ kind: "batch", startNs }),
    cut: () => {
      say({ kind: "cut" });
      killUnlessGone();
    },
  };
}

function deathOf(worker: string, outcome: string, words: string): Finding {
  return failure("worker-died", { worker, outcome, words });
}

/** Resolves with how the process ended, after its last message and its last words were read. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined) resolve(error.code ?? error.message);
    });
    child.once("close", (code, signal) => resolve(signal ?? `exit ${code}`));
  });
}

function listen(stream: Readable, tell: (line: string) => void): void {
  const lines = followLines(stream, (texts) => texts.forEach(tell));
  stream.once("end", () => {
    if (lines.rest() !== "") tell(lines.rest());
  });
}

/** Something that happens at most once. */
function once(): { readonly happened: Promise<void>; readonly happen: () => void } {
  let happen: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happened, happen: () => happen() };
}
