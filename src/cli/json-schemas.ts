import { engineSampleSchema } from "../records/schema/engine-schema.js";
import { findingSchema } from "../records/schema/field-schemas.js";
import { ledgerSchema } from "../records/schema/ledger-schema.js";
import { manifestSchema } from "../records/schema/manifest-schema.js";
import { powerReadingSchema, traceHeaderSchema } from "../records/schema/power-schema.js";
import { rawEntrySchema, rawHeaderSchema } from "../records/schema/raw-schema.js";
import { requestSchema } from "../records/schema/request-schema.js";
import { modelJsonSchema, suiteJsonSchema, systemJsonSchema, workloadJsonSchema } from "../suite/json-schemas.js";
import { type JsonSchema, toInnerSchema, toJsonSchema } from "../suite/to-json-schema.js";
import { createVocabulary } from "./vocabulary.js";

/** The files that have a JSON Schema. */
export const SCHEMA_TOPICS = ["suite", "system", "workload", "model", "record"] as const;
export type SchemaTopic = (typeof SCHEMA_TOPICS)[number];

/** The JSON Schema of one kind of file, with what ships by way of adapters, power sources, launchers and log parsers. */
export function jsonSchemaOf(topic: SchemaTopic): JsonSchema {
  switch (topic) {
    case "suite":
      return suiteJsonSchema();
    case "system":
      return systemJsonSchema(createVocabulary());
    case "workload":
      return workloadJsonSchema();
    case "model":
      return modelJsonSchema();
    case "record":
      return recordJsonSchema();
  }
}

/** Of `manifest.json`; the lines of the files beside it stand under `definitions`. */
function recordJsonSchema(): JsonSchema {
  return {
    ...toJsonSchema(manifestSchema),
    title: "tokwatt record",
    description: "manifest.json of a run; definitions: the lines of the files beside it (docs/records.md).",
    definitions: {
      request: line("A line of requests/<alias>.jsonl.", requestSchema),
      finding: line("A line of findings.jsonl.", findingSchema),
      powerHeader: line("First line of a file in power/ or cross-checks/.", traceHeaderSchema),
      powerReading: line("Every further line: instant in ns, reading, state.", powerReadingSchema),
      rawHeader: line("First line of a file in raw/.", rawHeaderSchema),
      rawEntry: line("Every further line: instant in ns, text, ns within which it was printed.", rawEntrySchema),
      engineSample: line("A line of engine.jsonl.", engineSampleSchema),
      ledgerEntry: line("A line of ledger.jsonl beside the runs' folders.", ledgerSchema),
    },
  };
}

function line(description: string, schema: Parameters<typeof toInnerSchema>[0]): JsonSchema {
  return { ...toInnerSchema(schema), description };
}
