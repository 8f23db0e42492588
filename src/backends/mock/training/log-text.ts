import type { LogEntry, LoggedStep } from "../../../contract/log-parser.js";

/** What a mock job prints; no wall time, since its clock may be a virtual one. */
export type PrintedEntry = Exclude<LogEntry, LoggedStep> | Omit<LoggedStep, "wallUnixMs">;

/** An entry as a line of tokwatt's own form, which `tokwattLines` reads; without the line's end. */
export function logText({ kind, ...fields }: PrintedEntry): string {
  // JSON has no word for what is no finite number; in quotes it is taken.
  return JSON.stringify({ tokwatt: kind, ...fields }, (_key, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
}
