import type { Problem } from "../../../model/problem.js";
import type { TraceRow } from "./trace-row.js";

/** What is wrong with a line, before file and line number are known. */
export type LineProblem = Pick<Problem, "code" | "data" | "hint">;

/** A row whose instant still counts from the trace's own zero, in two parts: nanoseconds since 1970 are no exact double. */
export interface TimedRow extends Omit<TraceRow, "atNs"> {
  readonly seconds: number;
  /** Whole nanoseconds on top; may be a second or more. */
  readonly ns: number;
}

/** What a line says; `header` is the first line of a table. */
export type LineReading =
  | { readonly kind: "row"; readonly row: TimedRow }
  | { readonly kind: "header" }
  | { readonly kind: "problems"; readonly problems: readonly LineProblem[] };

/** Reads the lines of one file in their order. Gets no empty line. */
export type TraceLineReader = (line: string) => LineReading;

/** A field that must be a whole number of at least 1. */
export function lengthProblem(field: string, value: unknown, hint?: string): readonly LineProblem[] {
  if (Number.isSafeInteger(value) && Number(value) >= 1) return [];
  return [fieldProblem(field, "whole-number-from-1", value, hint)];
}

/** @param expected what the field must be, as `word.<expected>` of the catalogue */
export function fieldProblem(field: string, expected: string, value: unknown, hint?: string): LineProblem {
  const received = value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value)).slice(0, 60);
  return { code: "trace-field", data: { field, expected, received }, ...(hint === undefined ? {} : { hint }) };
}
