import type { Nanoseconds } from "../../model/time.js";
import { NS_PER_SECOND } from "../../model/time.js";
import { createIntervalMedian, type IntervalMedian } from "../interval-median.js";
import type { RecordedLine } from "./read-recorded.js";

/** What a file holds of one device. */
export interface SurveyedDevice {
  readonly key: string;
  readonly chip: string | undefined;
  /** Usual time between its readings. */
  readonly intervalNs: Nanoseconds;
}

/** What a file holds, seen once from its first line to its last. */
export interface RecordedSurvey {
  readonly devices: readonly SurveyedDevice[];
  /** In milliseconds since 1970; absent where no line has a time and a reading. */
  readonly span: { readonly fromUnixMs: number; readonly untilUnixMs: number } | undefined;
}

interface Row {
  chip: string | undefined;
  lastMs: number;
  readonly intervals: IntervalMedian;
}

const NS_PER_MILLISECOND = 1e6;

export async function surveyRecorded(lines: AsyncIterable<RecordedLine>): Promise<RecordedSurvey> {
  const rows = new Map<string, Row>();
  let [fromUnixMs, untilUnixMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const { readings, label } of lines) {
    if (label === undefined) continue;
    for (const { device } of readings) {
      const { unixMs, chip } = label;
      fromUnixMs = Math.min(fromUnixMs, unixMs);
      untilUnixMs = Math.max(untilUnixMs, unixMs);
      const row = rows.get(device) ?? { chip, lastMs: unixMs, intervals: createIntervalMedian() };
      rows.set(device, row);
      if (unixMs > row.lastMs) row.intervals.add((unixMs - row.lastMs) * NS_PER_MILLISECOND);
      row.lastMs = Math.max(row.lastMs, unixMs);
    }
  }
  const devices = [...rows].map(([key, { chip, intervals }]) => ({
    key,
    chip,
    intervalNs: Math.max(1, Math.round(intervals.medianNs() ?? NS_PER_SECOND)),
  }));
  return { devices, span: rows.size === 0 ? undefined : { fromUnixMs, untilUnixMs } };
}
