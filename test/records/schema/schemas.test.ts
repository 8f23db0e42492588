import { describe, expect, it } from "vitest";
import type { ZodType } from "zod";
import { engineSampleSchema } from "../../../src/records/schema/engine-schema.js";
import { findingSchema } from "../../../src/records/schema/field-schemas.js";
import { ledgerSchema } from "../../../src/records/schema/ledger-schema.js";
import { manifestSchema } from "../../../src/records/schema/manifest-schema.js";
import { powerReadingSchema, traceHeaderSchema } from "../../../src/records/schema/power-schema.js";
import { rawEntrySchema, rawHeaderSchema } from "../../../src/records/schema/raw-schema.js";
import { requestSchema } from "../../../src/records/schema/request-schema.js";
import { stepSchema } from "../../../src/records/schema/step-schema.js";
import { systemSchema } from "../../../src/records/schema/system-schema.js";
import { trainingFactsSchema } from "../../../src/records/schema/training-facts-schema.js";
import { trainingSystemSchema } from "../../../src/records/schema/training-system-schema.js";
import { workloadSchema } from "../../../src/records/schema/workload-schema.js";
import { validate } from "../../../src/records/validate.js";
import { makeTraining, TRAINING_FACTS } from "../../run/training/training-fixtures.js";
import { endOfFullRun, fullDeviceState, fullHeader, fullLedgerEntry, fullRequests, fullStart } from "../full-run.js";
import { endV2, planV2, requestsV2, startV2 } from "../full-run-v2.js";
import { telemetryEngine, telemetryRaw, telemetrySystem, telemetryTrace } from "../telemetry-run.js";

const files = { "tokens.bin": { bytes: 8, sha256: "d".repeat(64) } };
const FREE_OF_WORKLOAD = [
  "promptWords",
  "outputTokens",
  "slo",
  "slo.ttftSeconds",
  "slo.tpotSeconds",
  "slo.endToEndSeconds",
];
const OF_MANIFEST = [
  "plan.systems.0.serving",
  ...["engine", "speculation", "speculation.acceptance"].map((field) => `plan.systems.0.serving.${field}`),
  ...FREE_OF_WORKLOAD.map((field) => `plan.workloads.0.${field}`),
  ...["adapter.label", "git", "endedAt", "windows", "client", "failure"],
];
const OF_REQUEST = ["sentNs", "firstByteNs", "firstTokenNs", "lastTokenNs", "finishReason"];
const OF_VERSION_2 = [
  ...["arrival.thinkTime", "promptTokens", "promptTokens.weights", "dataset", "promptPrefix", "lengthCorrelation"].map(
    (field) => `plan.workloads.0.${field}`,
  ),
  ...["extraBody", "rung"].map((field) => `plan.workloads.0.${field}`),
  ...["receiveLagP99DegradedMs", "receiveLagP99InvalidMs", "lateBurstsDegraded", "lateBurstsInvalid"].map(
    (field) => `plan.limits.${field}`,
  ),
  ...["processorWaitDegraded", "processorWaitInvalid", "ceilingShareDegraded", "ceilingShareInvalid"].map(
    (field) => `plan.limits.${field}`,
  ),
  ...["receiveLag", "bursts", "largestBacklog", "workers", "ceiling", "processorWaitShare"].map(
    (field) => `client.${field}`,
  ),
  ...["offeredRequestsPerSecond", "achievedRequestsPerSecond", "eventsPerSecond"].map((field) => `client.${field}`),
  ...["plugins", "endpoints"],
];
const fullTraining = makeTraining({
  task: "lora",
  adapterWeights: 1000,
  packedLength: 4,
  rung: { ladder: "tiny", of: "nodes", value: 2, scaling: "weak" },
  model: {
    ...makeTraining().model,
    attention: { kind: "gqa", heads: 2, kvHeads: 1, headDim: 8, slidingWindow: { window: 4, period: 2 } },
    experts: { experts: 8, active: 2, innerDim: 16, sharedInnerDim: 16, denseLayers: 1 },
    predictionLayers: 1,
  },
});
const fullTrainingSystem = {
  framework: "PyTorch 2.9",
  launcher: { use: "slurm", options: { partition: "gpu" } },
  logs: "tokwatt",
  peak: { precision: "bf16", teraFlops: 989, source: "the maker" },
  jobs: [
    {
      workload: "tiny",
      nodes: 2,
      units: 16,
      command: ["train"],
      environment: {},
      directory: "jobs",
      precision: "fp8",
      parallelism: { tensor: 8, pipeline: 1, context: 1, expert: 1 },
    },
  ],
};
const fullStep = {
  index: 1,
  step: 3,
  steps: 2,
  atNs: 300,
  withinNs: 50,
  tokens: 64,
  tokensFrom: "log",
  stepSeconds: 0.5,
  loss: 4.25,
  skipped: 1,
  after: ["checkpoint"],
  claim: { tokensPerSecond: 64, teraFlopsPerDevice: 1.5, device: "die", mfu: 0.4 },
};
const fullRequest = { ...fullRequests[0], failure: { kind: "time-out", httpStatus: 200, detail: "" } };

/** Each kind of document with a value for every field, and the fields that may be absent. */
const documents: readonly (readonly [string, ZodType<unknown>, object, readonly string[]])[] = [
  ["a manifest", manifestSchema, { ...fullStart, ...endOfFullRun, files }, OF_MANIFEST],
  [
    "a manifest of version 2",
    manifestSchema,
    {
      ...startV2,
      plan: {
        ...planV2,
        workloads: planV2.workloads.slice(1, 2),
        limits: { ...planV2.limits, processorWaitDegraded: 0.1, processorWaitInvalid: 0.5 },
      },
      ...endV2,
      client: { ...endV2.client, processorWaitShare: 0.04 },
      files,
    },
    [...OF_MANIFEST, ...OF_VERSION_2],
  ],
  ["a request", requestSchema, fullRequest, [...OF_REQUEST, "failure", "failure.httpStatus"]],
  [
    "a request of version 2",
    requestSchema,
    requestsV2.at(-2) ?? {},
    [...OF_REQUEST, "firstReasoningNs", "firstAnswerNs", "endpoint"],
  ],
  ["a trace's header", traceHeaderSchema, fullHeader, []],
  [
    "a reading",
    powerReadingSchema,
    [5, 1.5, fullDeviceState],
    ["2", "2.capWatts", "2.clockHz", "2.temperatureCelsius", "2.throttled"],
  ],
  ["a trace's header of an accelerator", traceHeaderSchema, telemetryTrace, ["kind"]],
  ["a reading within a span", powerReadingSchema, [5, null, { withinNs: 7 }], ["2", "2.withinNs"]],
  ["a header of raw output", rawHeaderSchema, telemetryRaw, []],
  ["a piece of raw output", rawEntrySchema, [5, "text", 3], ["2"]],
  [
    "a look at the engine",
    engineSampleSchema,
    telemetryEngine[0],
    Object.keys(telemetryEngine[0].values).map((name) => `values.${name}`),
  ],
  [
    "a system with its topology",
    systemSchema,
    telemetrySystem,
    [
      "accelerators.kind",
      "serving",
      "serving.engine",
      "serving.speculation",
      "serving.speculation.acceptance",
      "topology",
      "topology.superNodes",
      "topology.scaleUp",
      "topology.scaleOut",
    ],
  ],
  [
    "a training workload",
    workloadSchema,
    fullTraining,
    [
      ...["adapterWeights", "packedLength", "rung", "model.experts", "model.predictionLayers"],
      "model.attention.slidingWindow",
    ],
  ],
  [
    "how a system trains",
    trainingSystemSchema,
    fullTrainingSystem,
    [
      ...["framework", "peak", "jobs.0.units", "jobs.0.directory", "jobs.0.precision", "jobs.0.parallelism"],
      ...["tensor", "pipeline", "context", "expert"].map((ranks) => `jobs.0.parallelism.${ranks}`),
    ],
  ],
  ["what a training was", trainingFactsSchema, TRAINING_FACTS, ["framework", "isReattached", "ticket"]],
  [
    "a report of steps",
    stepSchema,
    fullStep,
    [
      ...["stepSeconds", "loss", "skipped", "after", "claim"],
      ...["tokensPerSecond", "teraFlopsPerDevice", "device", "mfu"].map((field) => `claim.${field}`),
    ],
  ],
  ["a finding", findingSchema, { code: "x", severity: "note", data: { a: 1, b: "b" } }, []],
  ["a line of the ledger", ledgerSchema, fullLedgerEntry, []],
];

/** Parts whose keys are free. */
const FREE = /(?:^|\.)(?:options|extraBody|plugins|data|description|metrics|assumedMeterAccuracy|files)\./;

describe.each(documents)("the schema of %s", (_, schema, value, optional) => {
  const paths = pathsOf(value).filter((path) => !FREE.test(`${path.join(".")}`));

  it("takes every field of the model and leaves none out", () => {
    expect(validate(schema, copyOf(value))).toEqual({ valid: true, value, unknownFields: [] });
  });

  it("takes a value without one of the optional fields, and none without another field", () => {
    const removable = paths.filter((path) => !isListItem(value, path));
    const absentAllowed = removable
      .filter((path) => validate(schema, without(value, path)).valid)
      .map((path) => path.join("."));
    expect(absentAllowed.sort()).toEqual([...optional].sort());
  });

  it("names the field that has a wrong value", () => {
    const unnamed = paths.filter((path) => {
      const result = validate(schema, replaced(value, path, Symbol.for("wrong")));
      return !result.valid && !path.join(".").startsWith(String(result.damage.data["field"]));
    });
    expect(unnamed).toEqual([]);
  });

  it("names what it does not know and leaves it out", () => {
    for (const path of paths) {
      const parent = path.slice(0, -1);
      if (Array.isArray(at(value, parent))) continue;
      const place = [...parent, "newerField"];
      const result = validate(schema, replaced(value, place, 1));
      expect(result).toEqual({ valid: true, value, unknownFields: [place.join(".")] });
    }
  });
});

function pathsOf(value: unknown, prefix: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...prefix, key], ...pathsOf(item, [...prefix, key])]);
}

/** An item of a list, which may have any number of them; those of a reading have their places. */
function isListItem(value: object, path: readonly string[]): boolean {
  return Array.isArray(at(value, path.slice(0, -1))) && path.length > 1;
}

/** Shares no part between two places, as JSON does not. */
function copyOf(value: object): object {
  return JSON.parse(JSON.stringify(value));
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((current, key) => (current as Record<string, unknown>)[key], value);
}

function replaced(value: object, path: readonly string[], by: unknown): unknown {
  const copy = copyOf(value);
  (at(copy, path.slice(0, -1)) as Record<string, unknown>)[path.at(-1)!] = by;
  return copy;
}

function without(value: object, path: readonly string[]): unknown {
  const copy = copyOf(value);
  const parent = at(copy, path.slice(0, -1)) as Record<string, unknown>;
  if (Array.isArray(parent)) parent.splice(Number(path.at(-1)), 1);
  else delete parent[path.at(-1)!];
  return copy;
}
