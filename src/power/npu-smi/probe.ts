import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { CommandEnd, MachineCommands } from "../../contract/power-source.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";
import type { Command } from "../acquire/command.js";
import { badEnd } from "../acquire/command-failure.js";
import { stampedReadings } from "../stamped-readings.js";
import type { DeviceReading, TelemetryFormat } from "../telemetry-parser.js";
import type { Npu } from "./inventory.js";
import type { NpuMethod } from "./methods.js";

/** What a method printed of one NPU when it was tried. */
export interface ProbeResult {
  readonly readings: readonly DeviceReading[];
  /** The last line that nobody understood: where a tool says that it cannot. */
  readonly words: string;
}

export interface ProbeContext {
  readonly access: MachineCommands;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limitNs: Nanoseconds;
}

/** `watch` has time for its delay and for a walk over the chips; a version that keeps its output back shows nothing in it. */
const WATCH_SECONDS = 4;
const CHIP_SECONDS = 1;
/** The other dies' rows follow the first one's by a walk over them. */
const OTHER_DIES_NS = NS_PER_SECOND;
const LEEWAY_NS = 10 * NS_PER_MILLISECOND;

/**
 * Tries a method on one NPU.
 *
 * @throws MeasurementError as `MachineCommands.read`; `telemetry-hung` also where `watch` prints nothing in time
 */
export async function probeMethod(method: NpuMethod, npu: Npu, context: ProbeContext): Promise<ProbeResult> {
  const [command] = method.commands([npu], false);
  if (command === undefined) return { readings: [], words: "" };
  return method.kind === "followed"
    ? probeFollowed(command, method, npu, context)
    : probeOnce(command, method.format, context);
}

async function probeOnce(command: Command, format: TelemetryFormat, context: ProbeContext): Promise<ProbeResult> {
  const entry = await context.access.read(command, context.limitNs);
  const parser = format.createParser();
  const readings = stampedReadings(parser, "outputs", entry);
  return { readings, words: parser.unknown.last };
}

async function probeFollowed(
  command: Command,
  { format, intervalSeconds }: NpuMethod,
  npu: Npu,
  { access, clock, signal, limitNs: longestNs }: ProbeContext,
): Promise<ProbeResult> {
  const usualNs = (WATCH_SECONDS + intervalSeconds + CHIP_SECONDS * npu.chips) * NS_PER_SECOND;
  const limitNs = Math.min(usualNs, longestNs);
  const parser = format.createParser();
  const readings: DeviceReading[] = [];
  const enough = new AbortController();
  const anyEnd = AbortSignal.any([signal, enough.signal]);
  let rows = 0;
  let toldFirst = (): void => {};
  const first = new Promise<void>((resolve) => {
    toldFirst = resolve;
  });
  let toldAll = (): void => {};
  const all = new Promise<void>((resolve) => {
    toldAll = resolve;
  });
  const followed = access.follow(command, ({ text }) => {
    const before = parser.unknown.lines;
    readings.push(...parser.line(text));
    // A row that tells no watts is a row all the same; the header comes before the first reading.
    if (readings.length > 0 && parser.unknown.lines === before) rows += 1;
    if (readings.length > 0) toldFirst();
    if (rows >= npu.chips) toldAll();
  });
  const limit = sleepUntil(clock, clock.nowNs() + limitNs, anyEnd, LEEWAY_NS);
  const ended = await Promise.race([first, followed.ended, limit]);
  if (readings.length > 0) {
    const othersLimit = sleepUntil(clock, clock.nowNs() + OTHER_DIES_NS, anyEnd, LEEWAY_NS);
    await Promise.race([all, followed.ended, othersLimit]);
  }
  enough.abort();
  await followed.stop();
  if (signal.aborted) throw new MeasurementError(failure("interrupted"));
  if (readings.length === 0) throw silent(command, limitNs, parser.unknown.last, ended ?? undefined);
  return { readings, words: parser.unknown.last };
}

function silent(command: Command, limitNs: Nanoseconds, last: string, end: CommandEnd | undefined): MeasurementError {
  if (end !== undefined) return new MeasurementError(badEnd(command, end.outcome, end.words || end.cut || last));
  return new MeasurementError(failure("telemetry-hung", { command: command[0], seconds: limitNs / NS_PER_SECOND }));
}
