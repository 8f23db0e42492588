import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { CommandEnd, PowerSink } from "../../contract/power-source.js";
import { MeasurementError } from "../../model/errors.js";
import { type Finding, warning } from "../../model/finding.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";
import type { Command } from "../acquire/command.js";
import { reportOnce } from "../report-once.js";
import { example } from "../telemetry-findings.js";
import { diedData, type FollowedSession } from "./session.js";
import type { StreamDevices } from "./stream-devices.js";

const MOST_RESTARTS = 3;
const RESTART_PAUSE_NS = NS_PER_SECOND;
const LEEWAY_NS = 10 * NS_PER_MILLISECOND;

export interface WatchOptions {
  readonly id: string;
  readonly command: Command;
  readonly devices: StreamDevices;
  /** Without a line for this long the command has stalled. */
  readonly silenceNs: Nanoseconds;
  /** The same up to the first line. */
  readonly startLimitNs: Nanoseconds;
  readonly clock: Clock;
  readonly report: PowerSink["report"];
  /** Starts the command again. */
  readonly restart: () => FollowedSession;
  readonly stopping: AbortSignal;
}

/**
 * Watches a command that must not end, until `stopping`: one that dies or falls silent is ended with its children and
 * started again after a second, three times at most. Each kind of trouble is reported when it happens for the first time.
 */
export async function watchSession(options: WatchOptions, first: FollowedSession): Promise<void> {
  const { id, command, clock, stopping, restart } = options;
  const report = reportOnce(options.report);
  let session = first;
  for (let restarts = 0; ; restarts += 1) {
    const end = await endOrSilence(options, session);
    if (stopping.aborted) return;
    if (end === undefined) {
      const seconds = (clock.nowNs() - session.lastLineNs()) / NS_PER_SECOND;
      report(warning("telemetry-stalled", { source: id, command: command[0], seconds }));
    } else {
      report(warning("telemetry-died", diedData(id, command, session, end)));
      if (end.cut !== "") report(warning("telemetry-line-cut", { source: id, example: example(end.cut) }));
    }
    const isGone = await stopOrReport(session, options.report);
    if (stopping.aborted) return;
    if (!isGone || restarts === MOST_RESTARTS) {
      report(warning("telemetry-given-up", { source: id, command: command[0], restarts }));
      return;
    }
    await sleepUntil(clock, clock.nowNs() + RESTART_PAUSE_NS, stopping, LEEWAY_NS);
    if (stopping.aborted) return;
    session = restart();
  }
}

/** How the command ended; undefined when it has stalled, or `stopping`. */
async function endOrSilence(options: WatchOptions, session: FollowedSession): Promise<CommandEnd | undefined> {
  const { devices, silenceNs, startLimitNs, clock, stopping } = options;
  for (;;) {
    const limitNs = session.lines() === 0 ? startLimitNs : silenceNs;
    const enough = new AbortController();
    const anyEnd = AbortSignal.any([stopping, enough.signal]);
    const silence = sleepUntil(clock, session.lastLineNs() + limitNs, anyEnd, LEEWAY_NS).then(() => undefined);
    const end = await Promise.race([session.ended, silence]);
    enough.abort();
    if (end !== undefined || stopping.aborted) return end;
    if (clock.nowNs() >= session.lastLineNs() + limitNs) return undefined;
    devices.nameOverdue(clock.nowNs());
  }
}

/** @returns false where a process is left that cannot be ended: another one would get stuck like it */
async function stopOrReport(session: FollowedSession, report: (finding: Finding) => void): Promise<boolean> {
  try {
    await session.stop();
    return true;
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    report(warning(error.finding.code, error.finding.data));
    return false;
  }
}
