/**
 * A worker: a process that carries its share of a load and writes its own shard. It is started by `worker-process.ts`, hears
 * and speaks by messages (`messages.ts`), and does not outlive whoever started it.
 */
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import type { Nanoseconds } from "../../model/time.js";
import { createShardWriter } from "../../records/shard-writer.js";
import { createMonotonicClock } from "../monotonic-clock.js";
import { carryShare } from "./carry-share.js";
import type { FromWorker, ToWorker, WorkerEnding, WorkerTask } from "./messages.js";
import { openReceiveProbe } from "./receive-probe.js";

/** Instants that the coordinator names. */
const instants = { begin: named(), batch: named() };
const cut = new AbortController();

// Who wants the run to stop tells the coordinator, which says what is to be done. A terminal's Ctrl-C reaches every process.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => cut.abort());
process.on("message", (message: ToWorker) => {
  switch (message.kind) {
    case "task":
      void carry(message.task).then((ending) => sayLast({ kind: "ended", ending }));
      break;
    case "cut":
      cut.abort();
      break;
    default:
      instants[message.kind].name(message.startNs);
  }
});

async function carry(task: WorkerTask): Promise<WorkerEnding> {
  const { directory, alias } = task;
  const clock = createMonotonicClock(task.zeroHrtimeNs);
  const broken = new AbortController();
  try {
    const receive = await openReceiveProbe(clock, `${task.seed}:${alias}`);
    const outcome = await carryShare(task, {
      clock,
      signal: AbortSignal.any([cut.signal, broken.signal]),
      receive,
      begin: () => {
        say({ kind: "ready" });
        return unlessCut(instants.begin.instant, clock.nowNs());
      },
      barrier: () => {
        say({ kind: "warm" });
        return instants.batch.instant;
      },
      // A disk that is full will not be less so at the end: what is not recorded need not be measured.
      openShard: (tokens) => createShardWriter({ directory, alias, tokens, onFailure: () => broken.abort() }),
    });
    await receive.close();
    return { outcome };
  } catch (error) {
    return { failure: findingOf(error) };
  }
}

/** An instant that is named later. */
function named(): { readonly instant: Promise<Nanoseconds>; readonly name: (atNs: Nanoseconds) => void } {
  let name: (atNs: Nanoseconds) => void = () => undefined;
  const instant = new Promise<Nanoseconds>((resolve) => {
    name = resolve;
  });
  return { instant, name: (atNs) => name(atNs) };
}

/** A load that is cut before it began begins all the same, and ends at once: its shard is there, without a request. */
function unlessCut(instant: Promise<Nanoseconds>, otherwiseNs: Nanoseconds): Promise<Nanoseconds> {
  const stopped = new Promise<Nanoseconds>((resolve) => {
    if (cut.signal.aborted) resolve(otherwiseNs);
    else cut.signal.addEventListener("abort", () => resolve(otherwiseNs), { once: true });
  });
  return Promise.race([instant, stopped]);
}

function say(message: FromWorker, said: () => void = () => undefined): void {
  if (process.connected) process.send?.(message, undefined, undefined, said);
  else said();
}

/** Whoever should hear it may be gone: then only the files are left, and they are closed. */
function sayLast(message: FromWorker): void {
  say(message, () => process.exit());
}

function findingOf(error: unknown): WorkerEnding["failure"] & object {
  if (error instanceof MeasurementError) return error.finding;
  return failure("unexpected-error", {
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
}
