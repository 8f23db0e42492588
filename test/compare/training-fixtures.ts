import type { ModelArchitecture } from "../../src/model/model-architecture.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { StepSample } from "../../src/model/step-sample.js";
import { stepWindows } from "../../src/model/step-windows.js";
import type { SystemSpec } from "../../src/model/system.js";
import type { TrainingFacts } from "../../src/model/training-facts.js";
import type { TrainingWorkload } from "../../src/model/training-workload.js";
import type { Results } from "../../src/records/results-reader.js";
import { makeComparison, makePlan, makeRecord, makeSystem, makeTrace, s } from "../fixtures/records.js";
import { results, SPREAD } from "./results-fixtures.js";

export const TINY: ModelArchitecture = {
  id: "tiny",
  layers: 2,
  hiddenDim: 64,
  innerDim: 128,
  innerMatrices: 3,
  vocabulary: 1000,
  attention: { kind: "gqa", heads: 4, kvHeads: 2, headDim: 16 },
  tiedEmbeddings: false,
};

/** 1,000 tokens a step, 2 steps before the window and 20 in it. */
export function makeTraining(changes: Partial<TrainingWorkload> = {}): TrainingWorkload {
  return {
    kind: "training",
    id: "pretrain",
    version: "1",
    title: { en: "Pre-training", zh: "预训练" },
    model: TINY,
    task: "pre-training",
    sequenceLength: 100,
    globalBatch: 10,
    precision: "bf16",
    parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
    warmUpSteps: 2,
    steps: 20,
    loss: { fallsBy: 0.1, band: 0.05 },
    minimum: { windowSeconds: 10, powerSamples: 5, steps: 20 },
    timeoutSeconds: 600,
    hash: "t".repeat(64),
    ...changes,
  };
}

export function makeTrainer(id: string, changes: Partial<SystemSpec> = {}): SystemSpec {
  return makeSystem(id, {
    serving: undefined,
    training: {
      framework: "Megatron-LM 0.12",
      launcher: { use: "slurm", options: {} },
      logs: "megatron-lm",
      peak: { precision: "bf16", teraFlops: 100, source: "data sheet of X" },
      jobs: [],
    },
    ...changes,
  });
}

export function makeTrainingPlan(changes: Partial<Omit<Plan, "hash">> = {}): Plan {
  return makePlan({
    systems: [makeTrainer("a"), makeTrainer("b")],
    workloads: [makeTraining()],
    comparisons: [makeComparison({ primaryMetrics: ["training-tokens-per-second", "training-tokens-per-joule"] })],
    ...changes,
  });
}

export function makeFacts(changes: Partial<TrainingFacts> = {}): TrainingFacts {
  return {
    launcher: "slurm",
    logs: "megatron-lm",
    framework: "Megatron-LM 0.12",
    stamps: "read",
    nodes: ["node-1"],
    nodeCount: 1,
    units: 2,
    precision: "bf16",
    parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
    history: [],
    ...changes,
  };
}

export interface StepsShape {
  readonly count: number;
  /** Duration of the step of this number, in seconds. */
  readonly seconds: (step: number) => number;
  readonly loss?: (step: number) => StepSample["loss"];
  readonly tokens?: number;
  readonly changes?: (step: number) => Partial<StepSample>;
}

/** One report a step. */
export function makeSteps({ count, seconds, loss = falling, tokens = 1000, changes }: StepsShape): StepSample[] {
  let at = 0;
  return Array.from({ length: count }, (_, index): StepSample => {
    const step = index + 1;
    at += seconds(step);
    const told = {
      index,
      step,
      steps: 1,
      atNs: s(at),
      withinNs: 0,
      tokens,
      tokensFrom: "workload",
      loss: loss(step),
    } as const;
    return { ...told, ...changes?.(step) };
  });
}

export const falling = (step: number): number => 2 + 8 / step;

export interface TrainingRecordShape {
  readonly plan: Plan;
  readonly trial: Trial;
  readonly steps?: readonly StepSample[];
  readonly facts?: Partial<TrainingFacts>;
  readonly record?: Partial<Parameters<typeof makeRecord>[0]>;
}

/** A job that made its steps, metered at 100 W once a second. `a` takes 1 s a step and `b` 1.1 s, with a little spread. */
export function makeTrainingRecord({ plan, trial, steps, facts, record = {} }: TrainingRecordShape): RunRecord {
  const workload = plan.workloads.find(({ id }) => id === trial.workloadId);
  if (workload?.kind !== "training") throw new Error("the trial is of a training");
  const pace = (trial.systemId === "a" ? 1 : 1.1) * (SPREAD[trial.repeat - 1] ?? 1);
  const made = steps ?? makeSteps({ count: workload.warmUpSteps + workload.steps, seconds: () => pace });
  const windows = stepWindows(made, workload.warmUpSteps, workload.steps);
  const last = Math.ceil((made.at(-1)?.atNs ?? 0) / s(1)) + 2;
  const times = Array.from({ length: last + 2 }, (_, index) => index - 1);
  const { manifest, ...others } = record;
  return makeRecord({
    plan,
    trial,
    requests: [],
    steps: made,
    power: [makeTrace({ times, values: times.map(() => 100) })],
    manifest: { client: undefined, windows, training: makeFacts(facts), ...manifest },
    ...others,
  });
}

export function firstTrial({ trials }: Plan): Trial {
  const [trial] = trials;
  if (trial === undefined) throw new Error("the plan has trials");
  return trial;
}

/** Results in which every run of a plan is a training. */
export function trained(
  of: Plan = makeTrainingPlan(),
  shape: (trial: Trial) => Partial<Parameters<typeof makeTrainingRecord>[0]> = () => ({}),
) {
  const record = (trial: Trial): RunRecord => makeTrainingRecord({ plan: of, trial, ...shape(trial) });
  return results({ plan: of, record });
}

/** Results in which the steps of `a`, and what is known of its jobs, are others than those of `b`. */
export function onA(steps: Partial<StepsShape> | undefined, facts: Partial<TrainingFacts> = {}): Results {
  return trained(makeTrainingPlan(), ({ systemId, repeat }) => {
    if (systemId !== "a") return {};
    const seconds = () => SPREAD[repeat - 1] ?? 1;
    return { facts, ...(steps === undefined ? {} : { steps: makeSteps({ count: 22, seconds, ...steps }) }) };
  });
}
