import type { Clock } from "../contract/clock.js";
import type { PowerSink, PowerTraceSink, RawLogSink } from "../contract/power-source.js";
import type { Finding } from "../model/finding.js";
import type { DeviceState, PowerTraceHeader } from "../model/power-trace.js";
import type { RawLogHeader } from "../model/raw-log.js";
import type { Nanoseconds } from "../model/time.js";
import { countFindings, newTraceCount, rateFindings, type TraceCount, tailOf } from "./trace-count.js";

/** The part of a run writer that power needs. */
export interface PowerWriter {
  openTrace(header: PowerTraceHeader): TraceWriter;
  openCrossCheck(header: PowerTraceHeader): TraceWriter;
  openRaw(header: RawLogHeader): RawLogSink;
  finding(finding: Finding): void;
}

interface TraceWriter {
  append(atNs: Nanoseconds, value: number | null, state?: DeviceState): void;
}

export interface RecordingPowerSink extends PowerSink {
  /** How long the meters must read on after the load: a reading is then beyond the window's end. */
  tailNs(): Nanoseconds;
  /** Writes what was counted over the run as findings; call it once, when all sources have stopped. */
  finish(): void;
}

/**
 * A sink that writes readings down, stamped by their source or else with the run's clock when they are handed over. A
 * reading that is no finite number is written as missing, never as 0. Of several readings with one stamp the first is
 * kept: energy between two equal instants means nothing.
 */
export function createPowerSink(options: { readonly writer: PowerWriter; readonly clock: Clock }): RecordingPowerSink {
  const { writer, clock } = options;
  const counts: TraceCount[] = [];
  const follow = (header: PowerTraceHeader, trace: TraceWriter, isCrossCheck: boolean): PowerTraceSink => {
    const count = newTraceCount(header, isCrossCheck);
    counts.push(count);
    return traceSink(trace, count, clock);
  };
  return {
    open: (header) => follow(header, writer.openTrace(header), false),
    openCrossCheck: (header) => follow(header, writer.openCrossCheck(header), true),
    openRaw: (header) => writer.openRaw(header),
    report: (finding) => writer.finding(finding),
    tailNs: () => counts.reduce((tail, count) => Math.max(tail, tailOf(count)), 0),
    finish: () => {
      for (const finding of [...counts.flatMap(countFindings), ...rateFindings(counts)]) writer.finding(finding);
    },
  };
}

function traceSink(trace: TraceWriter, count: TraceCount, clock: Clock): PowerTraceSink {
  return {
    sample: (value, state, atNs = clock.nowNs()) => {
      count.readings += 1;
      if (atNs <= count.lastNs) {
        count.duplicates += 1;
        return;
      }
      count.lastNs = atNs;
      const isNumber = value !== null && Number.isFinite(value);
      if (!isNumber) count.missing += 1;
      if (!isNumber && value !== null) count.notNumbers += 1;
      if (isNumber) {
        if (count.lastValueNs !== undefined) count.intervals.add(atNs - count.lastValueNs);
        count.lastValueNs = atNs;
        count.withinNs = Math.max(count.withinNs, state?.withinNs ?? 0);
      }
      trace.append(atNs, isNumber ? value : null, state);
    },
  };
}
