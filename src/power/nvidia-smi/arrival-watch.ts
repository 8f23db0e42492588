import type { PowerSink } from "../../contract/power-source.js";
import { type Finding, warning } from "../../model/finding.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";

/** The `timestamp` field at the beginning of a row: local time without a zone. */
const STAMP = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3}),/;

/** Rows may come this much later than the fastest one: beside the interval, what a busy machine takes. */
const LEEWAY_NS = NS_PER_SECOND;
/** A longer delay is a clock that somebody set, or the end of summer time. */
const LONGEST_DELAY_NS = 900 * NS_PER_SECOND;
/** One late row is a hiccup. */
const ENOUGH_ROWS = 3;

/**
 * Checks that rows come when nvidia-smi takes them: readings are stamped on arrival, which is wrong where something on
 * the way holds rows back, such as a program that buffers its output. Only differences of the tool's own stamps are used:
 * they have no zone.
 */
export interface ArrivalWatch {
  readonly sink: PowerSink;
  /** What was seen, once the source has stopped. */
  findings(): readonly Finding[];
}

export function watchArrivals(source: string, sink: PowerSink, intervalNs: Nanoseconds): ArrivalWatch {
  const limitNs = intervalNs + LEEWAY_NS;
  let leastNs = Number.POSITIVE_INFINITY;
  const delays: Nanoseconds[] = [];
  const hear = (text: string, atNs: Nanoseconds): void => {
    const printedNs = parseStampNs(text);
    if (printedNs === undefined) return;
    const delayNs = atNs - printedNs;
    leastNs = Math.min(leastNs, delayNs);
    delays.push(delayNs);
  };
  return {
    sink: {
      ...sink,
      openRaw: (header) => {
        const log = sink.openRaw(header);
        return {
          append: (entry) => {
            hear(entry.text, entry.atNs);
            log.append(entry);
          },
        };
      },
    },
    findings: () => {
      const late = delays.map((delayNs) => delayNs - leastNs).filter((ns) => ns > limitNs && ns < LONGEST_DELAY_NS);
      if (late.length < ENOUGH_ROWS) return [];
      const worstNs = late.reduce((worst, ns) => Math.max(worst, ns), 0);
      const seconds = Math.round(worstNs / NS_PER_MILLISECOND) / 1000;
      return [warning("telemetry-delayed", { source, rows: late.length, seconds })];
    },
  };
}

function parseStampNs(row: string): Nanoseconds | undefined {
  const digits = STAMP.exec(row);
  if (digits === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = digits.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second, ms) * NS_PER_MILLISECOND;
}
