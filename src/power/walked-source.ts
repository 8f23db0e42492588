import { type Clock, sleepUntil } from "../contract/clock.js";
import type { MachineCommands, PowerSink, PowerSource, RawLogSink } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import { failure, warning } from "../model/finding.js";
import type { RawEntry } from "../model/raw-log.js";
import { LOCAL_SHARD } from "../model/run-record.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import type { Command } from "./acquire/command.js";
import { createDeviceTraces } from "./device-traces.js";
import { reportOnce } from "./report-once.js";
import { stampedReadings } from "./stamped-readings.js";
import { paceFindings, unparsedFindings } from "./telemetry-findings.js";
import { deviceMissing, type TelemetryPlan } from "./telemetry-source.js";

export interface WalkedSourceOptions extends TelemetryPlan {
  /** Run one after the other: tools that ask one driver wait for each other anyway. */
  readonly commands: readonly Command[];
  /** How long one command may run. `stop` waits for the one that is running. */
  readonly limitNs: Nanoseconds;
  readonly access: MachineCommands;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** One command of the walk. */
interface Stop {
  readonly command: Command;
  /** Devices that it has told of so far. */
  readonly tells: Set<string>;
  /** It left a process that cannot be ended; another one would get stuck like it. */
  isStuck: boolean;
}

const LEEWAY_NS = NS_PER_MILLISECOND;

/**
 * A power source that runs commands which print once and end, all of them a round. Rounds begin at the interval; one that
 * takes longer is followed by the next at once. Each reading is stamped when its command's output was there, and says
 * how long that command ran (`DeviceState.withinNs`).
 *
 * `start` walks one round and throws MeasurementError for a command that cannot be read (see `MachineCommands.read`) and for
 * devices that it does not show (`device-missing`). Later such a command costs the readings of its devices in this round,
 * which are missing ones; each kind of trouble is reported when it happens for the first time. A machine that can repeat
 * commands by itself is left to do so after the first round.
 */
export function createWalkedSource(options: WalkedSourceOptions): PowerSource {
  const {
    id,
    devices,
    commands,
    format,
    intervalNs,
    limitNs,
    rawId,
    shard = LOCAL_SHARD,
    access,
    clock,
    signal,
  } = options;
  const traces = createDeviceTraces(devices);
  const parser = format.createParser();
  const stops = commands.map((command): Stop => ({ command, tells: new Set(), isStuck: false }));
  const stopping = new AbortController();
  const ended = AbortSignal.any([stopping.signal, signal]);
  const lost = new Set<string>();
  let report: PowerSink["report"] = () => {};
  let walking: Promise<void> | undefined;

  const nameLost = (key: string): void => {
    if (lost.has(key)) return;
    lost.add(key);
    const device = devices.find((each) => each.key === key)?.header.device ?? key;
    report(warning("device-lost", { source: id, device }));
  };
  const hear = (stop: Stop, raw: RawLogSink, entry: RawEntry): void => {
    raw.append(entry);
    const told = new Set<string>();
    for (const reading of stampedReadings(parser, "outputs", entry)) {
      if (traces.take(reading)) told.add(reading.device);
    }
    for (const key of stop.tells) {
      if (told.has(key)) continue;
      traces.miss(key, entry.atNs);
      nameLost(key);
    }
    for (const key of told) stop.tells.add(key);
  };
  const visit = async (stop: Stop, raw: RawLogSink): Promise<void> =>
    hear(stop, raw, await access.read(stop.command, limitNs));
  const miss = (stop: Stop): void => {
    for (const key of stop.tells) traces.miss(key, clock.nowNs());
  };
  const visitOrMiss = async (stop: Stop, raw: RawLogSink, reportNew: PowerSink["report"]): Promise<void> => {
    try {
      if (!stop.isStuck) return await visit(stop, raw);
    } catch (error) {
      if (!(error instanceof MeasurementError)) throw error;
      const { code, data } = error.finding;
      if (code === "interrupted") return;
      reportNew(warning(code, data));
      stop.isStuck = code === "processes-not-stopped";
    }
    miss(stop);
  };
  /** Has the machine walk by itself, until it is stopped or the way there is cut. */
  const letWalk = async (raw: RawLogSink, reportNew: PowerSink["report"]): Promise<void> => {
    const walk = access.repeat?.(commands, { intervalNs, limitNs }, (index, result) => {
      const stop = stops[index];
      if (stop === undefined || ended.aborted) return;
      if (!("code" in result)) return hear(stop, raw, result);
      reportNew(warning(result.code, result.data));
      miss(stop);
    });
    if (walk === undefined) return;
    await Promise.race([walk.ended, whenAborted(ended)]);
    await walk.stop();
  };
  const walkOn = async (firstNs: Nanoseconds, raw: RawLogSink): Promise<void> => {
    const reportNew = reportOnce(report);
    await letWalk(raw, reportNew);
    if (ended.aborted) return;
    for (let dueNs = firstNs + intervalNs; ; dueNs = Math.max(dueNs + intervalNs, clock.nowNs())) {
      await sleepUntil(clock, dueNs, ended, LEEWAY_NS);
      for (const stop of stops) {
        if (ended.aborted) return;
        await visitOrMiss(stop, raw, reportNew);
      }
      if (ended.aborted) return;
    }
  };

  return {
    id,
    start: async (sink) => {
      report = sink.report;
      const origin = commonOrigin(commands);
      const raw = sink.openRaw({ id: rawId, format: format.name, framing: "outputs", origin, shard });
      const firstNs = clock.nowNs();
      for (const stop of stops) {
        await visit(stop, raw);
        if (ended.aborted) throw new MeasurementError(failure("interrupted"));
      }
      if (traces.unseen().length > 0) throw deviceMissing(id, traces.unseen(), traces.found);
      traces.open(sink);
      walking = walkOn(firstNs, raw);
      // What goes wrong in it is told by `stop`, which may be called much later.
      walking.catch(() => {});
    },
    stop: async () => {
      stopping.abort();
      try {
        await walking;
      } finally {
        const findings = [
          ...unparsedFindings(id, format.name, [parser]),
          ...paceFindings(id, intervalNs, traces.slowestIntervalNs()),
        ];
        for (const finding of findings) report(finding);
      }
    },
  };
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

/** The words that all commands have in one place, `*` where they differ. */
function commonOrigin([first = [""], ...others]: readonly (readonly string[])[]): readonly string[] {
  return first.map((word, index) => (others.every((other) => other[index] === word) ? word : "*"));
}
