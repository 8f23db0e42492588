import { createCsvReader } from "./csv-reader.js";
import type { TimedRow, TraceLineReader } from "./trace-reader.js";

const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))?$/;

/**
 * Azure's LLM inference traces of 2023 and 2024 (Azure/AzurePublicDataset): `TIMESTAMP,ContextTokens,GeneratedTokens` with
 * times like `2023-11-16 18:17:03.9799600`, those of 2024 with `+00:00` behind them.
 */
export function createAzureReader(): TraceLineReader {
  return createCsvReader({
    timeColumn: "TIMESTAMP",
    promptColumn: "ContextTokens",
    outputColumn: "GeneratedTokens",
    timeForm: "trace-time",
    parseTime,
  });
}

function parseTime(text: string): Pick<TimedRow, "seconds" | "ns"> | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [fraction = "", sign = "+", zoneHours = "0", zoneMinutes = "0"] = match.slice(7);
  const utcMs = Date.UTC(year, month - 1, day, hour, minute, second);
  // A 31st of April rolls over to May, and an hour 24 to the next day.
  const isReal = new Date(utcMs).toISOString().startsWith(text.slice(0, 19).replace(" ", "T"));
  if (!isReal) return undefined;
  const zoneSeconds = (sign === "-" ? -1 : 1) * (Number(zoneHours) * 3600 + Number(zoneMinutes) * 60);
  return { seconds: utcMs / 1000 - zoneSeconds, ns: Number(fraction.padEnd(9, "0")) };
}
