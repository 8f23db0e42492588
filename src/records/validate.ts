import type { ZodType, z } from "zod";
import type { MessageData } from "../model/finding.js";

/** What is wrong with a piece of a record; the reader adds file and line and makes a finding of it. */
export interface Damage {
  readonly code: "record-not-json" | "record-field-invalid" | "record-format-unknown" | "record-version-unknown";
  readonly data: MessageData;
  /** Place of the damage inside the value. */
  readonly path: readonly PropertyKey[];
}

/** A value in the shape of the model, with the fields that this version does not know; or what is wrong with it. */
export type Validation<Value> =
  | { readonly valid: true; readonly value: Value; readonly unknownFields: readonly string[] }
  | { readonly valid: false; readonly damage: Damage };

/**
 * Holds a value against a schema. Fields that the schema does not know are left out of the result and named beside it:
 * a newer tokwatt may have added them, and a reader must know that it did not see everything.
 */
export function validate<Value>(schema: ZodType<Value>, value: unknown): Validation<Value> {
  const result = schema.safeParse(value);
  if (!result.success) return { valid: false, damage: fieldDamage(result.error) };
  const unknownFields: string[] = [];
  collectUnknownFields(value, result.data, "", unknownFields);
  return { valid: true, value: result.data, unknownFields };
}

/** Parses JSON; `undefined` where the text is none, which JSON itself cannot say. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const NOT_JSON: Damage = { code: "record-not-json", data: { field: "", problem: "not JSON" }, path: [] };

function fieldDamage(error: z.ZodError): Damage {
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  const problem = issue !== undefined && "expected" in issue ? `${issue.code} ${issue.expected}` : issue?.code;
  return { code: "record-field-invalid", data: { field: path.join("."), problem: problem ?? "" }, path };
}

function collectUnknownFields(input: unknown, known: unknown, path: string, found: string[]): void {
  // A schema that takes anything hands its input on.
  if (input === known || !isObject(input) || !isObject(known)) return;
  for (const key of Object.keys(input)) {
    const place = path === "" ? key : `${path}.${key}`;
    if (Object.hasOwn(known, key)) collectUnknownFields(input[key], known[key], place, found);
    else found.push(place);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
