import type { LogEntry, LogParser, LogParserDefinition } from "../../contract/log-parser.js";
import type { Nanoseconds } from "../../model/time.js";
import { createLogLines } from "./log-lines.js";
import { splitRankLabel } from "./rank-label.js";
import { createStepOrder } from "./step-order.js";

/** Processes beyond so many share one parser: what is before a colon may also be anything else. */
const MOST_LABELS = 4096;

/** What a log says, with the instant at which the piece of bytes was read in which the line ended that says it. */
export interface StampedLogEntry {
  readonly atNs: Nanoseconds;
  readonly entry: LogEntry;
}

/** Reads a log while it is written. */
export interface LogFollower {
  /** @returns what the lines say that these bytes complete, in order */
  push(bytes: Uint8Array, atNs: Nanoseconds): readonly StampedLogEntry[];
  /** The log has ended. */
  end(atNs: Nanoseconds): readonly StampedLogEntry[];
  /** Bytes of lines over a MiB that were not read. */
  readonly droppedBytes: number;
}

/**
 * Follows the output of a job, of one process or of all of them joined: each has a parser of its own, by the label that
 * its launcher puts before its lines, and every step is reported once (`createStepOrder`). Step numbers grow from entry
 * to entry except after a `restart`.
 */
export function followLog(definition: LogParserDefinition): LogFollower {
  const parsers = new Map<string, LogParser>();
  const order = createStepOrder();
  let entries: StampedLogEntry[] = [];
  let nowNs: Nanoseconds = 0;

  const parserOf = (label: string): LogParser => {
    const own = parsers.get(label);
    if (own !== undefined) return own;
    const key = parsers.size < MOST_LABELS ? label : "";
    const parser = parsers.get(key) ?? definition.create();
    parsers.set(key, parser);
    return parser;
  };
  const admit = (said: readonly LogEntry[], label: string): void => {
    for (const entry of said) {
      for (const admitted of order.admit(entry, label)) entries.push({ atNs: nowNs, entry: admitted });
    }
  };
  const lines = createLogLines(
    (line) => {
      const { label, text } = splitRankLabel(line);
      admit(parserOf(label).line(text), label);
    },
    { needles: definition.needles },
  );
  const handOver = (): readonly StampedLogEntry[] => {
    const completed = entries;
    entries = [];
    return completed;
  };

  return {
    push: (bytes, atNs) => {
      nowNs = atNs;
      lines.push(bytes);
      return handOver();
    },
    end: (atNs) => {
      nowNs = atNs;
      lines.end();
      for (const [label, parser] of parsers) admit(parser.end(), label);
      return handOver();
    },
    get droppedBytes() {
      return lines.droppedBytes;
    },
  };
}
