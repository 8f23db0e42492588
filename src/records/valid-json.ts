import type { ZodType } from "zod";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import { validate } from "./validate.js";

/**
 * The JSON text of a value that comes from outside tokwatt, such as an adapter: what a reader would refuse is refused
 * before it is written, while it can still be said who made it.
 *
 * @param file as messages name it: relative to the results folder
 * @throws MeasurementError
 */
export function validJson(file: string, schema: ZodType<unknown>, value: unknown, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent);
  // What a reader will see: JSON turns NaN into null and drops what is undefined.
  const validation = validate(schema, JSON.parse(text));
  if (validation.valid) return text;
  const { field = "", problem = "" } = validation.damage.data;
  throw new MeasurementError(failure("record-value-refused", { file, field, problem }));
}
