import { readFileSync } from "node:fs";
import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../../../src/power/telemetry-parser.js";

/** A file of `fixtures/`, as the tool printed it. */
export function readFixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), "utf8");
}

/** All readings of one whole output, and the parser that gave them. */
export function parseAll(
  format: TelemetryFormat,
  text: string,
): { readonly readings: readonly DeviceReading[]; readonly parser: TelemetryParser } {
  const parser = format.createParser();
  const readings = text.split("\n").flatMap((line) => parser.line(line));
  return { readings: [...readings, ...parser.end()], parser };
}
