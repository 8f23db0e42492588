import type { Clock } from "../../src/contract/clock.js";
import type { Finding } from "../../src/model/finding.js";
import type { DeviceState, PowerTraceHeader } from "../../src/model/power-trace.js";
import type { RawEntry, RawLogHeader } from "../../src/model/raw-log.js";
import { createPowerSink } from "../../src/power/recording.js";
import type { TelemetryDevice } from "../../src/power/telemetry-source.js";

export const SECOND = 1e9;

export type Sample = readonly [seconds: number, value: number | null, state?: DeviceState];

/** The power part of a record, in memory. */
export function memoryRecord(clock: Clock) {
  const findings: Finding[] = [];
  const traces = new Map<string, Sample[]>();
  const crossChecks = new Map<string, Sample[]>();
  const raw = new Map<string, { readonly header: RawLogHeader; readonly entries: RawEntry[] }>();
  const openIn = (opened: Map<string, Sample[]>) => (header: PowerTraceHeader) => {
    const samples: Sample[] = [];
    opened.set(header.id, samples);
    return {
      append: (atNs: number, value: number | null, state?: DeviceState) => {
        samples.push(state === undefined ? [atNs / SECOND, value] : [atNs / SECOND, value, state]);
      },
    };
  };
  const sink = createPowerSink({
    clock,
    writer: {
      openTrace: openIn(traces),
      openCrossCheck: openIn(crossChecks),
      openRaw: (header) => {
        const entries: RawEntry[] = [];
        raw.set(header.id, { header, entries });
        return { append: (entry) => entries.push(entry) };
      },
      finding: (finding) => findings.push(finding),
    },
  });
  return { sink, findings, traces, crossChecks, raw, codes: () => findings.map(({ code }) => code) };
}

export function watts(key: string, changes: Partial<PowerTraceHeader> = {}): TelemetryDevice {
  return {
    key,
    header: {
      id: `plain-${key}`,
      source: "plain",
      device: `Device ${key}`,
      boundary: "board",
      quantity: "watts",
      shard: "client",
      averagingNs: 0,
      intervalNs: SECOND,
      resolution: 0,
      accuracy: "unknown",
      ...changes,
    },
  };
}
