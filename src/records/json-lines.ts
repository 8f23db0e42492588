import { type Finding, failure, note, warning } from "../model/finding.js";
import { type Damage, NOT_JSON, parseJson, type Validation } from "./validate.js";

/** One line of a file, without its line break. */
export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly bytes: number;
  /** False for a last line without a line break: whoever wrote it was stopped, or had one byte to go. */
  readonly ended: boolean;
}

/** The lines of a UTF-8 file. Decodes line by line: a whole file may be longer than a string can be. */
export function* linesOf(bytes: Buffer): Generator<TextLine> {
  for (let start = 0, number = 1; start < bytes.length; number += 1) {
    const lineBreak = bytes.indexOf(0x0a, start);
    const end = lineBreak === -1 ? bytes.length : lineBreak;
    yield { number, text: bytes.toString("utf8", start, end), bytes: end - start, ended: lineBreak !== -1 };
    start = end + 1;
  }
}

/** The value of a line, `undefined` where it is no JSON, and what a schema makes of it. */
export function parseLine<Value>(
  line: TextLine,
  validateValue: (value: unknown) => Validation<Value>,
): { readonly value: unknown; readonly validation: Validation<Value> } {
  const value = parseJson(line.text);
  return { value, validation: value === undefined ? { valid: false, damage: NOT_JSON } : validateValue(value) };
}

/** Lines of a file that become values or damage. */
export interface LineCheck {
  take(line: TextLine): void;
  /** What was found in all lines that were taken. */
  findings(): readonly Finding[];
}

/**
 * Checks lines of JSON one by one. Damaged lines are left out and make one finding for all of them; so do unknown fields. A
 * last line that was cut off is left out with the number of its bytes.
 *
 * @param file as findings name it: relative to the results folder
 * @param accept takes each valid value with its line number
 */
export function createLineCheck<Value>(
  file: string,
  validateLine: (value: unknown, line: number) => Validation<Value>,
  accept: (value: Value, line: number) => void,
): LineCheck {
  let damaged: { readonly line: number; readonly damage: Damage; count: number } | undefined;
  const unknown = { lines: 0, firstLine: 0, fields: new Set<string>() };
  const truncated: Finding[] = [];
  return {
    take(line) {
      const { value, validation } = parseLine(line, (parsed) => validateLine(parsed, line.number));
      if (validation.valid) {
        accept(validation.value, line.number);
        if (validation.unknownFields.length === 0) return;
        if (unknown.lines === 0) unknown.firstLine = line.number;
        unknown.lines += 1;
        for (const field of validation.unknownFields) unknown.fields.add(field);
      } else if (value === undefined && !line.ended) {
        truncated.push(warning("record-truncated", { file, line: line.number, bytes: line.bytes }));
      } else if (damaged === undefined) damaged = { line: line.number, damage: validation.damage, count: 1 };
      else damaged.count += 1;
    },
    findings() {
      const findings = [...truncated];
      if (damaged !== undefined) {
        const { line, damage, count } = damaged;
        findings.push(failure("record-lines-damaged", { file, line, ...damage.data, count }));
      }
      if (unknown.lines > 0) {
        findings.push(unknownFieldsNote(file, unknown.firstLine, [...unknown.fields], unknown.lines));
      }
      return findings;
    },
  };
}

/** Reads a file of JSON lines that is in memory, as `createLineCheck` says. */
export function readJsonLines<Value>(
  file: string,
  bytes: Buffer,
  validateLine: (value: unknown, line: number) => Validation<Value>,
  accept: (value: Value, line: number) => void,
): readonly Finding[] {
  const check = createLineCheck(file, validateLine, accept);
  for (const line of linesOf(bytes)) check.take(line);
  return check.findings();
}

/** Says which fields of a newer tokwatt were left out, and in how many lines. */
export function unknownFieldsNote(file: string, line: number, fields: readonly string[], count: number): Finding {
  return note("record-fields-unknown", { file, line, fields: fields.join(", "), count });
}
