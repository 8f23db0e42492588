import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { jsonSchemaOf } from "../../src/cli/json-schemas.js";
import { readResults } from "../../src/records/results-reader.js";
import { modelSchema } from "../../src/suite/models/model-schema.js";
import { suiteSchema } from "../../src/suite/suite-schema.js";
import { type JsonSchema, toJsonSchema } from "../../src/suite/to-json-schema.js";

const FOLDERS = {
  suite: ["benchmarks/suites"],
  system: ["benchmarks/systems"],
  workload: ["benchmarks/workloads/inference", "benchmarks/workloads/training"],
  model: ["benchmarks/models"],
} as const;
const TOPICS = ["suite", "system", "workload", "model"] as const;

const yamlFiles = TOPICS.flatMap((topic) =>
  FOLDERS[topic].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => ({ topic, file: join(folder, file) })),
  ),
);

/** What a JSON Schema says against a value. zod reads all that zod writes; conditions are followed by hand. */
function complaints(schema: JsonSchema, value: unknown): readonly string[] {
  const { allOf = [], ...plain } = schema;
  const result = z.fromJSONSchema(withoutConditions(plain)).safeParse(value);
  const own = result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  const conditional = allOf.flatMap((part) => {
    const { if: condition, then } = part as { readonly if: JsonSchema; readonly then: JsonSchema };
    return z.fromJSONSchema(condition).safeParse(value).success ? complaints(then, value) : [];
  });
  return [...own, ...conditional];
}

/** The items of `power.sources` and the launcher have conditions of their own; they are checked apart. */
function withoutConditions(schema: JsonSchema): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, inner) => (key === "allOf" ? undefined : inner));
}

function sourceSchema(system: JsonSchema): JsonSchema {
  const power = system.properties?.["power"] as JsonSchema | undefined;
  const sources = power?.properties?.["sources"] as JsonSchema | undefined;
  return sources?.items as JsonSchema;
}

function launcherSchema(system: JsonSchema): JsonSchema {
  const training = system.properties?.["training"] as JsonSchema | undefined;
  return training?.properties?.["launcher"] as JsonSchema;
}

interface WithParts {
  readonly power?: { readonly sources?: readonly unknown[] };
  readonly training?: { readonly launcher?: unknown };
}

function systemComplaints(value: WithParts): readonly string[] {
  const schema = jsonSchemaOf("system");
  const sources = value.power?.sources ?? [];
  const launcher = value.training?.launcher;
  return [
    ...complaints(schema, value),
    ...sources.flatMap((source) => complaints(sourceSchema(schema), source)),
    ...(launcher === undefined ? [] : complaints(launcherSchema(schema), launcher)),
  ];
}

describe("the JSON Schemas of benchmarks/schemas", () => {
  it.each(TOPICS)("%s is what the sources say (npm run docs writes it)", (topic) => {
    const written = JSON.parse(readFileSync(`benchmarks/schemas/${topic}.schema.json`, "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(topic))));
  });

  it.each(yamlFiles)("are named in the first line of $file", ({ topic, file }) => {
    const [first = ""] = readFileSync(file, "utf8").split("\n");
    const path = relative(dirname(file), `benchmarks/schemas/${topic}.schema.json`);
    expect(first).toBe(`# yaml-language-server: $schema=${path}`);
    expect(existsSync(resolve(dirname(file), path))).toBe(true);
  });

  it.each(yamlFiles)("hold for $file", ({ topic, file }) => {
    const value = parse(readFileSync(file, "utf8"));
    expect(topic === "system" ? systemComplaints(value) : complaints(jsonSchemaOf(topic), value)).toEqual([]);
  });

  it("describe every key of a file, and of what ships, for whoever completes them", () => {
    for (const topic of TOPICS) expect({ topic, bare: undescribed(jsonSchemaOf(topic)) }).toEqual({ topic, bare: [] });
  });
});

const slurm = (options: object) => ({ use: "slurm", options });

function training(changes: object) {
  const jobs = [{ workload: "learn", nodes: 1, command: ["train"] }];
  return { launcher: { use: "local" }, logs: "megatron-lm", jobs, ...changes };
}

describe("the schema of a system", () => {
  const system = () => parse(readFileSync("benchmarks/systems/mock-gpu.yaml", "utf8"));

  it.each<[string, object, boolean]>([
    ["as it is", {}, true],
    ["of another adapter's options", { adapter: "gpu" }, false],
    ["without the options that its adapter needs", { options: undefined }, false],
    ["with options of its adapter", { adapter: "gpu", options: { model: "m", baseUrl: "http://127.0.0.1:1" } }, true],
    ["with an unknown adapter", { adapter: "tpu" }, false],
    [
      "with an adapter from a package, whose options nobody knows",
      { adapter: "@a/tokwatt-backend-b", options: 3 },
      true,
    ],
    ["with a power source", { power: { sources: [{ use: "rapl" }] } }, true],
    ["with wrong options of a power source", { power: { sources: [{ use: "rapl", options: { watts: 1 } }] } }, false],
    ["with a power source from a package", { power: { sources: [{ use: "tokwatt-power-x", options: [] }] } }, true],
    ["with an adapter as a power source", { power: { sources: [{ use: "mock" }] } }, false],
    ["with a topology", { topology: { diesPerPackage: 1, packagesPerNode: 8, nodes: 1 } }, true],
    ["with half a topology", { topology: { nodes: 1 } }, false],
    ["without serving", { serving: undefined }, true],
    ["with training", { training: training({}) }, true],
    ["with options of a launcher", { training: training({ launcher: slurm({ partition: "p" }) }) }, true],
    ["with wrong options of a launcher", { training: training({ launcher: slurm({ partitions: "p" }) }) }, false],
    ["without the options that its launcher needs", { training: training({ launcher: { use: "attach" } }) }, false],
    ["with an unknown launcher", { training: training({ launcher: { use: "pbs" } }) }, false],
    ["with an unknown log parser", { training: training({ logs: "megatron" }) }, false],
    ["with a device's peak", { training: training({ peak: { device: "h100-sxm" } }) }, true],
    ["with an unknown device's peak", { training: training({ peak: { device: "h100" } }) }, false],
    ["with a peak without its source", { training: training({ peak: { precision: "bf16", teraFlops: 1 } }) }, false],
    ["without jobs", { training: training({ jobs: [] }) }, false],
    ["with an unknown key", { colour: "red" }, false],
  ])("takes or refuses a file %s", (_, changes, isRight) => {
    const value = JSON.parse(JSON.stringify({ ...system(), ...changes }));
    expect(systemComplaints(value).length === 0).toBe(isRight);
  });
});

describe("the other schemas", () => {
  it("say what the schemas of the files say, with a title", () => {
    expect(jsonSchemaOf("suite")).toEqual({ ...toJsonSchema(suiteSchema), title: "tokwatt suite" });
    expect(jsonSchemaOf("model")).toEqual({ ...toJsonSchema(modelSchema), title: "tokwatt model" });
  });

  it.each([
    ["llama31-8b-pretraining", {}, true],
    ["llama31-8b-pretraining", { kind: "inference" }, false],
    ["llama31-8b-pretraining", { kind: "fine-tuning" }, false],
    ["llama31-8b-pretraining", { warmUpSteps: 0 }, false],
    ["llama31-8b-pretraining", { globalbatch: 8 }, false],
    ["llama31-8b-pretraining", { parallelism: { tensor: 8 } }, true],
    ["llama31-8b-pretraining", { parallelism: { tensors: 8 } }, false],
  ])("of a workload takes both kinds, each with its own keys: %s with %j", (id, changes, isRight) => {
    const value = parse(readFileSync(`benchmarks/workloads/training/${id}.yaml`, "utf8"));
    expect(complaints(jsonSchemaOf("workload"), { ...value, ...changes }).length === 0).toBe(isRight);
  });

  it.each([
    ["v1", "golden-000", "requests.jsonl"],
    ["v2", "golden2-000", "requests/client-1.jsonl"],
  ])("hold for a record of %s, line by line", async (version, run, requests) => {
    const schema = jsonSchemaOf("record");
    const folder = `test/records/fixtures/${version}/${run}`;
    const lines = (file: string) =>
      readFileSync(`${folder}/${file}`, "utf8")
        .trim()
        .split("\n")
        .map((text) => JSON.parse(text) as unknown);
    const part = (name: string) => (schema["definitions"] as Record<string, JsonSchema>)[name] as JsonSchema;
    const { definitions: _, ...manifest } = schema;
    expect(complaints(manifest, JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8")))).toEqual([]);
    expect(lines(requests).flatMap((line) => complaints(part("request"), line))).toEqual([]);
    expect(lines("findings.jsonl").flatMap((line) => complaints(part("finding"), line))).toEqual([]);
    const [header, ...readings] = lines("power/package-0.jsonl");
    expect(complaints(part("powerHeader"), header)).toEqual([]);
    expect(complaints(part("powerHeader"), {})).not.toEqual([]);
    expect(readings.length).toBeGreaterThan(0);
    const { ledger } = await readResults(`test/records/fixtures/${version}`);
    expect(ledger.flatMap((entry) => complaints(part("ledgerEntry"), entry))).toEqual([]);
  });
});

/**
 * Paths of properties that have no description, but those whose names speak: the kind, texts in two languages, limits, and
 * options as a whole, which each key of them describes.
 */
function undescribed(schema: JsonSchema, path = ""): readonly string[] {
  const children = Object.entries(schema.properties ?? {}) as [string, JsonSchema][];
  const own = children
    .filter(([key, child]) => child.description === undefined && !SPEAKING.test(`${path}.${key}`))
    .map(([key]) => `${path}.${key}`);
  const inner = children.flatMap(([key, child]) => undescribed(child, `${path}.${key}`));
  const parts = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const conditional = (schema.allOf ?? []).map((part) => (part as { readonly then?: JsonSchema }).then);
  const others = [...parts, ...conditional].flatMap((part) =>
    typeof part === "object" && !Array.isArray(part) ? undescribed(part as JsonSchema, `${path}.`) : [],
  );
  return [...own, ...inner, ...others];
}

const SPEAKING = /\.(kind|title|en|zh|options)$|^\.limits\./;
