import type { Random } from "../../src/contract/random.js";
import type { DeviceReading } from "../../src/power/telemetry-parser.js";

/** Output of a tool that is made up, in the shape that the real one prints, with what must be read from it. */
export interface SampleOutput {
  /** As `TelemetryFormat.name`. */
  readonly format: string;
  /** What one reading counts. */
  readonly quantity: "watts" | "joules";
  /**
   * Lines that a running command prints once, before all rounds. Where each round is an output of its own (`npu-smi info`
   * is called again and again) there are none, and rounds end by `TelemetryParser.end()`.
   */
  preamble(): readonly string[];
  /**
   * One reading of every device.
   *
   * @param values what stands where the tool prints the device's watts (or its counter), in the order of the devices:
   *   digits of `sampleValue`, or anything else, for a reading that is missing
   */
  round(values: readonly string[], random: Random): SampleRound;
  /** A value as the tool would print it. */
  sampleValue(random: Random): string;
}

export interface SampleRound {
  readonly lines: readonly string[];
  /** Key and value of each device where `values` holds a number in the tool's own form. */
  readonly readings: readonly Pick<DeviceReading, "device" | "watts" | "joules">[];
  /** Keys of the devices, in the order of `values`. */
  readonly devices: readonly string[];
}

/**
 * A number of so many digits, none of them 0: what reads as 0 was then never printed. (Fuzzing relies on it; the speed of a
 * parser does not depend on it.)
 */
export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => 1 + Math.floor(random() * 9)).join("");
}

/** Device numbers begin at 1, for the same reason. */
export function deviceNumbers(values: readonly string[]): readonly number[] {
  return values.map((_, index) => index + 1);
}

/** Readings of watts by key; a value that is no plain number is a missing reading. */
export function wattsReadings(keys: readonly string[], values: readonly string[]): SampleRound["readings"] {
  return keys.map((device, index) => ({ device, watts: plainNumber(values[index] ?? "") }));
}

export function plainNumber(text: string): number | null {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}
