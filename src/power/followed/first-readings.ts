import { type Clock, sleepUntil } from "../../contract/clock.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";
import type { Command } from "../acquire/command.js";
import { notStarted } from "../acquire/command-failure.js";
import { deviceMissing } from "../telemetry-source.js";
import { diedData, type FollowedSession } from "./session.js";
import type { StreamDevices } from "./stream-devices.js";

const LEEWAY_NS = 10 * NS_PER_MILLISECOND;

/**
 * Resolves when every device of the plan has shown itself.
 *
 * @throws MeasurementError `telemetry-missing`, `telemetry-died`; after `limitNs` `telemetry-hung` where nothing at all
 *   came, `device-missing` where something came; `interrupted`
 */
export async function awaitFirstReadings(options: {
  readonly id: string;
  readonly command: Command;
  readonly session: FollowedSession;
  readonly devices: StreamDevices;
  readonly limitNs: Nanoseconds;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { id, command, session, devices, limitNs, clock, signal } = options;
  const enough = new AbortController();
  const anyEnd = AbortSignal.any([signal, enough.signal]);
  const first = await Promise.race([
    devices.allSeen.then(() => "all-seen" as const),
    session.ended,
    sleepUntil(clock, session.startNs + limitNs, anyEnd, LEEWAY_NS).then(() => "limit" as const),
  ]);
  enough.abort();
  if (first === "all-seen") return;
  if (signal.aborted) throw new MeasurementError(failure("interrupted"));
  if (first !== "limit") {
    const died = failure("telemetry-died", diedData(id, command, session, first));
    throw new MeasurementError(notStarted(command, first.outcome) ?? died);
  }
  if (session.lines() > 0) throw deviceMissing(id, devices.traces.unseen(), devices.traces.found);
  throw new MeasurementError(failure("telemetry-hung", { command: command[0], seconds: limitNs / NS_PER_SECOND }));
}
