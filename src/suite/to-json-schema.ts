import { type ZodType, z } from "zod";

/** A JSON Schema as plain data. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** What zod writes and no reader needs: bounds of JavaScript's integers, formats that JSON Schema does not have. */
function withoutNoise(schema: JsonSchema): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.format === "starts_with") delete schema.format;
  // A field that is read from two kinds of values: those are listed, and the kind that it becomes is nobody's business.
  if (schema.anyOf !== undefined && schema.type !== undefined) {
    delete schema.type;
    delete schema.exclusiveMinimum;
    delete schema.exclusiveMaximum;
  }
  if (JSON.stringify(schema.propertyNames) === '{"type":"string"}') delete schema.propertyNames;
}

/**
 * The JSON Schema (draft 7, which editors know best) of what a file may hold: before defaults are filled in. Rules between
 * fields are not in it.
 */
export function toJsonSchema(schema: ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema }) => withoutNoise(jsonSchema),
  });
}

/** The same as a part of another schema. */
export function toInnerSchema(schema: ZodType): JsonSchema {
  const { $schema: _, ...inner } = toJsonSchema(schema);
  return inner;
}
