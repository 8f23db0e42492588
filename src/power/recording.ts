import type { Clock } from "../contract/clock.js";
import type { PowerSink, PowerTraceSink, RawLogSink } from "../contract/power-source.js";
import { type Finding, note, warning } from "../model/finding.js";
import type { DeviceState, PowerTraceHeader } from "../model/power-trace.js";
import type { RawLogHeader } from "../model/raw-log.js";
import type { Nanoseconds } from "../model/time.js";

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
  /** Writes what was counted over the run as findings; call it once, when all sources have stopped. */
  finish(): void;
}

interface TraceCount {
  readonly header: PowerTraceHeader;
  readings: number;
  missing: number;
  notNumbers: number;
  duplicates: number;
  lastNs: Nanoseconds;
}

/**
 * A sink that stamps each reading with the run's clock when it is handed over and writes it down. A reading that is no
 * finite number is written as missing, never as 0. Of several readings with one stamp the first is kept: energy between
 * two equal instants means nothing.
 */
export function createPowerSink(options: { readonly writer: PowerWriter; readonly clock: Clock }): RecordingPowerSink {
  const { writer, clock } = options;
  const counts: TraceCount[] = [];
  const follow = (header: PowerTraceHeader, trace: TraceWriter): PowerTraceSink => {
    const count = { header, readings: 0, missing: 0, notNumbers: 0, duplicates: 0, lastNs: Number.NEGATIVE_INFINITY };
    counts.push(count);
    return traceSink(trace, count, clock);
  };
  return {
    open: (header) => follow(header, writer.openTrace(header)),
    openCrossCheck: (header) => follow(header, writer.openCrossCheck(header)),
    openRaw: (header) => writer.openRaw(header),
    report: (finding) => writer.finding(finding),
    finish: () => {
      for (const count of counts) for (const finding of countFindings(count)) writer.finding(finding);
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
      trace.append(atNs, isNumber ? value : null, state);
    },
  };
}

function countFindings(count: TraceCount): readonly Finding[] {
  const { header, readings, missing, notNumbers, duplicates } = count;
  const data = { trace: header.id, device: header.device, readings };
  const findings: Finding[] = [];
  if (readings === missing) findings.push(warning("power-no-readings", data));
  else if (missing > 0) findings.push(note("power-readings-missing", { ...data, missing }));
  if (notNumbers > 0) findings.push(warning("power-readings-not-numbers", { ...data, notNumbers }));
  if (duplicates > 0) findings.push(warning("power-duplicate-stamps", { ...data, duplicates }));
  return findings;
}
