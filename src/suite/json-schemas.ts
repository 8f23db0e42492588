import { z } from "zod";
import type { BackendAdapter } from "../contract/backend-adapter.js";
import { type ExternalKind, packageNamePattern } from "../contract/external-packages.js";
import { modelSchema } from "./models/model-schema.js";
import type { SystemVocabulary } from "./read-system.js";
import { suiteSchema } from "./suite-schema.js";
import { systemSchema } from "./system-schema.js";
import { type JsonSchema, toInnerSchema, toJsonSchema } from "./to-json-schema.js";
import { trainingWorkloadSchema } from "./training/training-workload-schema.js";
import { inferenceWorkloadSchema } from "./workload-schema.js";

/** Of a suite file. */
export function suiteJsonSchema(): JsonSchema {
  return { ...toJsonSchema(suiteSchema), title: "tokwatt suite" };
}

/** Of a workload file, of inference or of training. */
export function workloadJsonSchema(): JsonSchema {
  return { ...toJsonSchema(workloadSchema), title: "tokwatt workload" };
}

/** Either kind; files are read by the schema of their own kind, whose complaints are shorter. */
const workloadSchema = z.discriminatedUnion("kind", [inferenceWorkloadSchema, trainingWorkloadSchema]);

/** Of a model file. */
export function modelJsonSchema(): JsonSchema {
  return { ...toJsonSchema(modelSchema), title: "tokwatt model" };
}

/** Of a system file. Options are checked by what the file names (adapter, power sources, launcher), where that ships. */
export function systemJsonSchema({ backends, powerSources, launchers, logParsers }: SystemVocabulary): JsonSchema {
  const plain = toJsonSchema(systemSchema);
  const system = withOptionsOf(plain, { nameKey: "adapter", kind: "backend", definitions: backends.entries });
  const path = ["properties", "power", "properties", "sources", "items"];
  const withSources = replaced(system, path, (source) =>
    withOptionsOf(source, { nameKey: "use", kind: "power-source", definitions: powerSources.entries }),
  );
  const training = ["properties", "training", "properties"];
  const withLauncher = replaced(withSources, [...training, "launcher"], (launcher) =>
    withOptionsOf(launcher, { nameKey: "use", definitions: launchers.entries }),
  );
  const names = logParsers.entries.map(({ name }) => name);
  const withLogs = replaced(withLauncher, [...training, "logs"], ({ description = "" }) => ({
    description,
    enum: names,
  }));
  return { ...withLogs, title: "tokwatt system" };
}

interface Choice {
  /** Key of the name; the options stand beside it. */
  readonly nameKey: string;
  /** Absent where no package can bring it. */
  readonly kind?: ExternalKind;
  readonly definitions: readonly Pick<BackendAdapter, "name" | "optionsSchema">[];
}

/** A mapping with a name and options: a known name, or that of a package, and the options that go with a known one. */
function withOptionsOf(mapping: JsonSchema, { nameKey, kind, definitions }: Choice): JsonSchema {
  const names = definitions.map(({ name }) => name);
  const packages = kind === undefined ? [] : [{ type: "string" as const, pattern: packageNamePattern(kind) }];
  const anyOf = [{ enum: names }, ...packages];
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
