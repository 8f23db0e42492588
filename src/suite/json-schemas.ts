import type { BackendAdapter } from "../contract/backend-adapter.js";
import { type ExternalKind, packageNamePattern } from "../contract/external-packages.js";
import type { SystemVocabulary } from "./read-system.js";
import { suiteSchema } from "./suite-schema.js";
import { systemSchema } from "./system-schema.js";
import { type JsonSchema, toInnerSchema, toJsonSchema } from "./to-json-schema.js";
import { inferenceWorkloadSchema } from "./workload-schema.js";

/** Of a suite file. */
export function suiteJsonSchema(): JsonSchema {
  return { ...toJsonSchema(suiteSchema), title: "tokwatt suite" };
}

/** Of a workload file. */
export function workloadJsonSchema(): JsonSchema {
  return { ...toJsonSchema(inferenceWorkloadSchema), title: "tokwatt workload" };
}

/** Of a system file. Options are checked by the adapter and the power sources that the file names, where they ship. */
export function systemJsonSchema({ backends, powerSources }: SystemVocabulary): JsonSchema {
  const plain = toJsonSchema(systemSchema);
  const system = withOptionsOf(plain, { nameKey: "adapter", kind: "backend", definitions: backends.entries });
  const path = ["properties", "power", "properties", "sources", "items"];
  const withSources = replaced(system, path, (source) =>
    withOptionsOf(source, { nameKey: "use", kind: "power-source", definitions: powerSources.entries }),
  );
  return { ...withSources, title: "tokwatt system" };
}

interface Choice {
  /** Key of the name; the options stand beside it. */
  readonly nameKey: string;
  readonly kind: ExternalKind;
  readonly definitions: readonly Pick<BackendAdapter, "name" | "optionsSchema">[];
}

/** A mapping with a name and options: a known name, or that of a package, and the options that go with a known one. */
function withOptionsOf(mapping: JsonSchema, { nameKey, kind, definitions }: Choice): JsonSchema {
  const names = definitions.map(({ name }) => name);
  const anyOf = [{ enum: names }, { type: "string" as const, pattern: packageNamePattern(kind) }];
  return {
    ...replaced(mapping, ["properties", nameKey], ({ description = "" }) => ({ description, anyOf })),
    allOf: definitions.map(({ name, optionsSchema }) => ({
      if: { type: "object", properties: { [nameKey]: { const: name } }, required: [nameKey] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: {
        type: "object",
        properties: { options: toInnerSchema(optionsSchema) },
        ...(optionsSchema.safeParse({}).success ? {} : { required: ["options"] }),
      },
    })),
  };
}

/** A copy of a schema with the one at `path` changed. */
function replaced(schema: JsonSchema, path: readonly string[], change: (inner: JsonSchema) => JsonSchema): JsonSchema {
  const [key, ...rest] = path;
  if (key === undefined) return change(schema);
  return { ...schema, [key]: replaced(schema[key] as JsonSchema, rest, change) };
}
