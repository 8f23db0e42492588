import { StringDecoder } from "node:string_decoder";
import type { Clock } from "../contract/clock.js";
import type { Job } from "../contract/job-launcher.js";
import type { CommandEnd, FollowedCommand, MachineCommands } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { RawEntry } from "../model/raw-log.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";
import { cutLines } from "../processes/follow-lines.js";
import { badEnd, LONGEST_OUTPUT, notStartedReason } from "./node-command-ends.js";
import { followRounds } from "./node-rounds.js";
import { type NodeTask, startNodeTask } from "./node-task.js";

type Command = readonly [string, ...string[]];

export interface NodeCommandsContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const LIMIT_LEEWAY_NS = 10 * NS_PER_MILLISECOND;

/**
 * Commands of one node of a running job, as tasks beside it. What they print is stamped by this machine's clock when it
 * comes, so the stamps are late by the way from the node (`readNodeClock` bounds it). Programs are looked for on the node's
 * `PATH`, and speak the language of programs (`LC_ALL=C`).
 *
 * A command that ends because its job does has not failed: `read` is `interrupted` then, and a followed one has no end.
 *
 * @param node as the job's scheduler calls it; never in what is reported
 */
export function createNodeCommands(
  job: Pick<Job, "beside" | "ended">,
  node: string,
  context: NodeCommandsContext,
): MachineCommands {
  const start = (command: Command, take: (bytes: Uint8Array, atNs: Nanoseconds) => void): NodeTask =>
    startNodeTask({ job, node, command, clock: context.clock, take });
  const follow: MachineCommands["follow"] = (command, line) => followOutput(command, line, start);
  return {
    read: (command, limitNs) => readOutput(context, command, limitNs, start),
    follow,
    repeat: (commands, pace, result) =>
      followRounds(follow, commands, { ...pace, sinceNs: context.clock.nowNs() }, result),
  };
}

type StartTask = (command: Command, take: (bytes: Uint8Array, atNs: Nanoseconds) => void) => NodeTask;

/** One call of a command, from the order to start it to its last byte. */
async function readOutput(
  { clock, signal }: NodeCommandsContext,
  command: Command,
  limitNs: Nanoseconds,
  start: StartTask,
): Promise<RawEntry> {
  const interrupted = failure("interrupted");
  if (signal.aborted) throw new MeasurementError(interrupted);
  const startNs = clock.nowNs();
  const decoder = new StringDecoder("utf8");
  let text = "";
  let lastByteNs: Nanoseconds | undefined;
  let stopFor = (_finding: Finding): void => {};
  const stopped = new Promise<Finding>((resolve) => {
    stopFor = resolve;
  });
  const task = start(command, (bytes, atNs) => {
    lastByteNs = atNs;
    if (text.length < LONGEST_OUTPUT) text += decoder.write(Buffer.from(bytes));
    else stopFor(failure("telemetry-endless", { command: command[0] }));
  });
  const hung = failure("telemetry-hung", { command: command[0], seconds: limitNs / NS_PER_SECOND });
  const cancelLimit = clock.schedule(startNs + limitNs, () => stopFor(hung), LIMIT_LEEWAY_NS);
  const interrupt = (): void => stopFor(interrupted);
  signal.addEventListener("abort", interrupt, { once: true });
  const first = await Promise.race([task.ended, stopped]);
  cancelLimit();
  signal.removeEventListener("abort", interrupt);

  if (first !== undefined && "code" in first) {
    await task.stop();
    throw new MeasurementError(first);
  }
  if (first === undefined) throw new MeasurementError(interrupted);
  if (first.refusal !== undefined) throw new MeasurementError(first.refusal);
  if (first.outcome !== "exit 0") throw new MeasurementError(badEnd(command, first.outcome, first.words || text));
  const atNs = lastByteNs ?? clock.nowNs();
  return { atNs, withinNs: atNs - startNs, text };
}

function followOutput(command: Command, line: (entry: RawEntry) => void, start: StartTask): FollowedCommand {
  let atNs: Nanoseconds = 0;
  const lines = cutLines((texts) => {
    for (const text of texts) line({ atNs, withinNs: 0, text });
  });
  const task = start(command, (bytes, readNs) => {
    atNs = readNs;
    lines.take(bytes);
  });
  const ended = new Promise<CommandEnd>((resolve) => {
    void task.ended.then((end) => {
      // It ended with its job: whoever follows it is about to be stopped, and nothing is wrong with it.
      if (end === undefined) return;
      const outcome = end.refusal?.code ?? notStartedReason(end.outcome) ?? end.outcome;
      resolve({ outcome, words: end.words, cut: lines.rest() });
    });
  });
  return { ended, stop: task.stop };
}
