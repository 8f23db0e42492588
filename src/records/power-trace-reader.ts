import { type Finding, failure } from "../model/finding.js";
import type { DeviceState, PowerTrace, PowerTraceHeader } from "../model/power-trace.js";
import { readJsonLines } from "./json-lines.js";
import { type PowerReading, powerReadingSchema, traceHeaderSchema } from "./schema/power-schema.js";
import { type Validation, validate } from "./validate.js";

export interface TraceReading {
  /** Absent where the header cannot be read: readings without unit and boundary mean nothing. */
  readonly trace?: PowerTrace | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Reads a power trace. Readings that the meter did not give are counted and left out.
 *
 * @param file as findings name it: relative to the results folder
 * @param traceId the id that the file's name stands for
 */
export function readPowerTrace(file: string, bytes: Buffer, traceId: string): TraceReading {
  let header: PowerTraceHeader | undefined;
  const timesNs: number[] = [];
  const values: number[] = [];
  const states: (DeviceState | undefined)[] = [];
  let missing = 0;
  const findings = readJsonLines<PowerTraceHeader | PowerReading>(file, bytes, validateTraceLine, (line) => {
    if (!Array.isArray(line)) {
      header = line;
      return;
    }
    const [atNs, value, state] = line;
    if (value === null) missing += 1;
    else {
      timesNs.push(atNs);
      values.push(value);
      states.push(state);
    }
  });
  if (header === undefined) return { findings };
  const isNamesake = header.id === traceId;
  return {
    trace: { header, timesNs, values, states, missing },
    findings: isNamesake ? findings : [...findings, failure("trace-id-differs", { file, trace: header.id })],
  };
}

function validateTraceLine(value: unknown, line: number): Validation<PowerTraceHeader | PowerReading> {
  return line === 1 ? validate(traceHeaderSchema, value) : validate(powerReadingSchema, value);
}
