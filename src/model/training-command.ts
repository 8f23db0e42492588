import type { TrainingJobSpec } from "./system.js";
import { jobNodes, jobParallelism, jobPrecision } from "./training-job.js";
import type { TrainingWorkload } from "./training-workload.js";

/**
 * What `${name}` may stand for in the command of a training job: figures of the workload, and of the job that trains it. `steps`
 * are the measured ones, `totalSteps` those of the warm-up too; `output` is a folder for what the job writes.
 */
export const TRAINING_VARIABLES = [
  "steps",
  "warmUpSteps",
  "totalSteps",
  "sequenceLength",
  "globalBatch",
  "precision",
  "nodes",
  "units",
  "unitsPerNode",
  "tensorParallel",
  "pipelineParallel",
  "contextParallel",
  "expertParallel",
  "model",
  "task",
  "seed",
  "output",
] as const;
export type TrainingVariable = (typeof TRAINING_VARIABLES)[number];

/** What is known only when the job is launched. */
export interface LaunchFigures {
  /** Accelerators of the job: `jobUnits`. */
  readonly units: number;
  readonly seed: string;
  /** Folder for what the job writes, on all of its nodes. */
  readonly output: string;
}

/** A `${name}` within a text. */
export interface TemplateReference {
  readonly name: string;
  /** `workload`: lower camel case, one of `TRAINING_VARIABLES`; `environment`: anything else. */
  readonly of: "workload" | "environment";
}

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** All references of a text, in order. Whether there is such a variable is not looked at. */
export function templateReferences(text: string): readonly TemplateReference[] {
  return [...text.matchAll(REFERENCE)].map(([, name = ""]) => ({
    name,
    of: /^[a-z]/.test(name) ? "workload" : "environment",
  }));
}

export function isTrainingVariable(name: string): name is TrainingVariable {
  return (TRAINING_VARIABLES as readonly string[]).includes(name);
}

/** The figures of one launch, as they stand in a command. */
export function trainingVariables(
  workload: TrainingWorkload,
  job: TrainingJobSpec,
  { units, seed, output }: LaunchFigures,
): Readonly<Record<TrainingVariable, string>> {
  const { steps, warmUpSteps, sequenceLength, globalBatch, model, task } = workload;
  const nodes = jobNodes(workload, job);
  const { tensor, pipeline, context, expert } = jobParallelism(workload, job);
  return {
    steps: String(steps),
    warmUpSteps: String(warmUpSteps),
    totalSteps: String(warmUpSteps + steps),
    sequenceLength: String(sequenceLength),
    globalBatch: String(globalBatch),
    precision: jobPrecision(workload, job),
    nodes: String(nodes),
    units: String(units),
    unitsPerNode: String(units / nodes),
    tensorParallel: String(tensor),
    pipelineParallel: String(pipeline),
    contextParallel: String(context),
    expertParallel: String(expert),
    model: model.id,
    task,
    seed,
    output,
  };
}
