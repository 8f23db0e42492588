import type { TrainingView } from "../../src/contract/metric.js";
import { METRICS } from "../../src/metrics/all.js";
import { computeMetric } from "../../src/metrics/compute-metric.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { Boundary } from "../../src/model/boundary.js";
import type { Absent } from "../../src/model/estimate.js";
import type { MetricValue } from "../../src/model/metric-value.js";
import type { ModelArchitecture } from "../../src/model/model-architecture.js";
import type { PowerTrace } from "../../src/model/power-trace.js";
import type { RunManifest } from "../../src/model/run-record.js";
import type { StepSample } from "../../src/model/step-sample.js";
import type { SystemSpec } from "../../src/model/system.js";
import type { TrainingFacts } from "../../src/model/training-facts.js";
import type { TrainingWorkload } from "../../src/model/training-workload.js";
import { makePlan, makeRecord, makeSystem, s } from "../fixtures/records.js";

/** 336 FLOPs a token at 4 tokens: 6 x (16 + 16 + 16 weights) + 3 x 2 x 4 entries x 2 tokens seen. */
export const smallModel: ModelArchitecture = {
  id: "small",
  layers: 1,
  hiddenDim: 2,
  innerDim: 4,
  innerMatrices: 2,
  vocabulary: 8,
  attention: { kind: "gqa", heads: 1, kvHeads: 1, headDim: 2 },
  tiedEmbeddings: false,
};

export function makeTrainingWorkload(changes: Partial<TrainingWorkload> = {}): TrainingWorkload {
  return {
    kind: "training",
    id: "small-pre-training",
    version: "1",
    title: { en: "Small", zh: "小" },
    model: smallModel,
    task: "pre-training",
    sequenceLength: 4,
    globalBatch: 8,
    precision: "bf16",
    parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
    warmUpSteps: 5,
    steps: 10,
    loss: { fallsBy: 0, band: 0.05 },
    minimum: { windowSeconds: 10, powerSamples: 5, steps: 10 },
    timeoutSeconds: 60,
    hash: "t".repeat(64),
    ...changes,
  };
}

export const facts: TrainingFacts = {
  launcher: "local",
  logs: "tokwatt",
  stamps: "read",
  nodes: ["node-1"],
  nodeCount: 1,
  units: 2,
  precision: "bf16",
  parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
  history: [],
};

/** The report that begins the window at 0 s, and one after each of these gaps in seconds; 32 tokens a step. */
export function stepsAfter(
  gaps: readonly number[],
  each: Partial<StepSample> | ((place: number) => Partial<StepSample>) = {},
): readonly StepSample[] {
  let [step, seconds] = [0, 0];
  return [5, ...gaps].map((gap, index) => {
    const own = typeof each === "function" ? each(index - 1) : each;
    const steps = index === 0 ? 5 : (own.steps ?? 1);
    step += steps;
    if (index > 0) seconds += gap;
    return { index, step, atNs: s(seconds), withinNs: 0, tokens: 32 * steps, tokensFrom: "log", ...own, steps };
  });
}

/** Ten steps of one second each: the window from 0 s to 10 s. */
export const tenSteps = stepsAfter(Array(10).fill(1));

export interface TrainingShape {
  readonly workload?: Partial<TrainingWorkload>;
  readonly system?: Partial<SystemSpec>;
  readonly facts?: Partial<TrainingFacts>;
  readonly steps?: readonly StepSample[];
  readonly power?: readonly PowerTrace[];
  readonly manifest?: Partial<RunManifest>;
  readonly boundary?: Boundary;
}

/** A run of two packages over 10 s, at 100 W. */
export function viewTraining(shape: TrainingShape = {}): TrainingView | Absent {
  const workloads = [makeTrainingWorkload(shape.workload)];
  const plan = makePlan({ workloads, systems: [makeSystem("a", { serving: undefined, ...shape.system })] });
  const manifest = { training: { ...facts, ...shape.facts }, ...shape.manifest };
  const power = shape.power === undefined ? {} : { power: shape.power };
  const record = makeRecord({
    plan,
    trial: plan.trials[0]!,
    requests: [],
    steps: shape.steps ?? tenSteps,
    manifest,
    ...power,
  });
  const view = buildRunView(record, shape.boundary ?? "package");
  if (view.kind === "view" && view.of !== "training") throw new Error("a training run is no inference run");
  return view;
}

export function computeTraining(id: string, shape: TrainingShape = {}): MetricValue | Absent {
  const view = viewTraining(shape);
  const metric = METRICS.find((candidate) => candidate.id === id);
  if (view.kind === "absent" || metric === undefined) throw new Error(`no view or no metric ${id}`);
  return computeMetric(metric, view);
}

/** NaN where the metric is absent, which equals nothing. */
export function numberOf(id: string, shape: TrainingShape = {}): number {
  const value = computeTraining(id, shape);
  return value.kind === "value" ? value.value : Number.NaN;
}
