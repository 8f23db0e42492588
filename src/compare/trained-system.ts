import type { ComparedTraining } from "../model/comparison.js";
import type { TrainedSystem, TrainedWorkload } from "../model/trained-system.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import type { Workload } from "../model/workload.js";
import { compareLosses } from "./loss-check.js";
import { trainingViews } from "./trained-runs.js";
import type { ViewedSide } from "./viewed-side.js";

/** How a system trained; undefined where none of its used runs is a training. */
export function trainedSystem(viewed: ViewedSide): TrainedSystem | undefined {
  const views = trainingViews(viewed);
  const [first] = views;
  if (first === undefined) return undefined;
  const { launcher, logs, framework, nodeCount, units, precision, parallelism } = first.facts;
  return {
    launcher,
    logs,
    framework,
    nodeCount,
    units,
    precision,
    parallelism,
    stamps: distinct(views.map(({ facts }) => facts.stamps)),
    tokensFrom: distinct(views.flatMap(({ measured }) => measured.map(({ tokensFrom }) => tokensFrom))),
    peak: first.peak,
  };
}

/** What was trained, and what the systems have learnt; undefined of inference. */
export function comparedTraining(workload: Workload, sides: readonly ViewedSide[]): ComparedTraining | undefined {
  if (workload.kind !== "training") return undefined;
  return { workload: trainedWorkload(workload, sides), losses: compareLosses(workload, sides) };
}

function trainedWorkload(workload: TrainingWorkload, sides: readonly ViewedSide[]): TrainedWorkload {
  const { model, task, sequenceLength, packedLength, globalBatch, warmUpSteps, steps, precision, rung } = workload;
  const [view] = sides.flatMap(trainingViews);
  return {
    model: model.id,
    task,
    sequenceLength,
    packedLength,
    globalBatch,
    warmUpSteps,
    steps,
    precision,
    rung,
    flopsPerToken: view?.flopsPerToken,
  };
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
