import type { PowerSink } from "../../contract/power-source.js";
import { warning } from "../../model/finding.js";
import type { Nanoseconds } from "../../model/time.js";
import { createDeviceTraces, type DeviceTraces } from "../device-traces.js";
import type { StampedReading } from "../stamped-readings.js";
import type { TelemetryPlan } from "../telemetry-source.js";
import { createRoundWatch, type PassedOver } from "./round-watch.js";

/** The devices of a stream: their traces, and who is passed over in it. */
export interface StreamDevices {
  readonly traces: DeviceTraces;
  /** Resolves when every device of the plan has shown itself, with or without watts. */
  readonly allSeen: Promise<void>;
  hear(readings: readonly StampedReading[]): void;
  /** The command is started (again). */
  restart(atNs: Nanoseconds): void;
  /** Names the devices that have been silent for too long; asked while lines come, whatever they hold. */
  nameOverdue(nowNs: Nanoseconds): void;
  /** Hands over what is still open when the source ends. */
  end(): void;
}

/** @param silenceNs how long a device may be passed over before it is lost */
export function createStreamDevices(
  { id, devices }: Pick<TelemetryPlan, "id" | "devices">,
  silenceNs: Nanoseconds,
  report: PowerSink["report"],
): StreamDevices {
  const names = new Map(devices.map(({ key, header }) => [key, header.device]));
  const traces = createDeviceTraces(devices);
  const rounds = createRoundWatch([...names.keys()], silenceNs);
  let tellAllSeen = (): void => {};
  const allSeen = new Promise<void>((resolve) => {
    tellAllSeen = resolve;
  });
  let isComplete = false;

  const nameLost = (keys: readonly string[]): void => {
    for (const key of keys) report(warning("device-lost", { source: id, device: names.get(key) ?? key }));
  };
  const miss = (missed: PassedOver["missed"]): void => {
    for (const { key, atNs } of missed) traces.miss(key, atNs);
  };
  const passOver = ({ missed, lost }: PassedOver): void => {
    miss(missed);
    nameLost(lost);
  };
  return {
    traces,
    allSeen,
    hear: (readings) => {
      for (const reading of readings) {
        // Up to its first reading a device is not lost but missing, which is for the start to tell.
        if (isComplete && names.has(reading.device)) passOver(rounds.seen(reading.device, reading.atNs));
        traces.take(reading);
        if (isComplete || traces.unseen().length > 0) continue;
        isComplete = true;
        rounds.restart(reading.atNs);
        tellAllSeen();
      }
    },
    restart: (atNs) => {
      miss(rounds.rest());
      rounds.restart(atNs);
    },
    nameOverdue: (nowNs) => nameLost(rounds.overdue(nowNs)),
    end: () => miss(rounds.rest()),
  };
}
