import type { RawLog } from "../model/raw-log.js";
import { type StampedReading, stampedReadings } from "./stamped-readings.js";
import type { TelemetryFormat } from "./telemetry-parser.js";

/**
 * The readings of a log of raw output, as a run would have them that is made today: a parser's bug is repaired without
 * measuring again.
 *
 * @param format the one that `log.header.format` names
 */
export function reparse(log: RawLog, format: TelemetryFormat): readonly StampedReading[] {
  const parser = format.createParser();
  return log.entries.flatMap((entry) => stampedReadings(parser, log.header.framing, entry));
}
