import { type Finding, note, warning } from "../model/finding.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import type { TelemetryParser } from "./telemetry-parser.js";

/** A meter may be this much slower than it was asked to be: tools sleep between readings, and reading takes time too. */
const SLOW_FACTOR = 1.5;

const EXAMPLE_LENGTH = 200;

/** A piece of raw output that is short enough for a sentence. */
export function example(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= EXAMPLE_LENGTH ? trimmed : `${trimmed.slice(0, EXAMPLE_LENGTH)} ...`;
}

/** Lines that a format's parsers did not understand, over a whole run. */
export function unparsedFindings(
  source: string,
  format: string,
  parsers: readonly TelemetryParser[],
): readonly Finding[] {
  const unknown = parsers.map((parser) => parser.unknown).filter(({ lines }) => lines > 0);
  const last = unknown.at(-1);
  if (last === undefined) return [];
  const lines = unknown.reduce((sum, parser) => sum + parser.lines, 0);
  return [warning("telemetry-unparsed", { source, format, lines, example: example(last.last) })];
}

/** A source that reads more slowly than it was asked to. */
export function paceFindings(
  source: string,
  askedNs: Nanoseconds,
  achievedNs: Nanoseconds | undefined,
): readonly Finding[] {
  if (achievedNs === undefined || achievedNs <= SLOW_FACTOR * askedNs) return [];
  const data = { source, askedSeconds: askedNs / NS_PER_SECOND, achievedSeconds: achievedNs / NS_PER_SECOND };
  return [note("telemetry-slow", data)];
}
