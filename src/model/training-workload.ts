import type { LocalizedText } from "./localized-text.js";
import type { ModelArchitecture } from "./model-architecture.js";
import type { WorkloadMinimum } from "./workload.js";

/** What is trained: everything from nothing, everything of a trained model, or adapters of a frozen one. */
export const TRAINING_TASKS = ["pre-training", "fine-tuning", "lora"] as const;
export type TrainingTask = (typeof TRAINING_TASKS)[number];

/** Number format of the matrix multiplications; what else is kept in which format is the framework's affair. */
export const TRAINING_PRECISIONS = ["fp32", "bf16", "fp16", "fp8", "fp4"] as const;
export type TrainingPrecision = (typeof TRAINING_PRECISIONS)[number];

/** How a model is spread over devices: numbers of ranks. What is left of the devices is data parallel. */
export interface Parallelism {
  readonly tensor: number;
  readonly pipeline: number;
  readonly context: number;
  readonly expert: number;
}

/** What the loss of a run must look like: speed without learning is nothing. */
export interface LossRule {
  /**
   * By how much of itself the loss must have fallen, at least, from the first to the last tenth of the steps: 0.05 is 5 %, and
   * 0 asks only that it has not risen.
   */
  readonly fallsBy: number;
  /** By how much the losses of compared systems may differ at equal consumed tokens, relative to the baseline's. */
  readonly band: number;
}

/** How the work grows with the nodes: `weak`, the global batch grows with them; `strong`, it stays. */
export const SCALINGS = ["weak", "strong"] as const;
export type Scaling = (typeof SCALINGS)[number];

/** Place of a training workload that was made from another one: one rung of a ladder of node counts. */
export interface NodeRung {
  /** Id of the workload that the rungs were made from. */
  readonly ladder: string;
  readonly of: "nodes";
  /** Nodes of this rung. */
  readonly value: number;
  readonly scaling: Scaling;
}

/** What a run must have to count as more than a demonstration. */
export interface TrainingMinimum extends WorkloadMinimum {
  /** Measured steps. */
  readonly steps: number;
}

export interface TrainingWorkload {
  readonly kind: "training";
  readonly id: string;
  readonly version: string;
  readonly title: LocalizedText;
  /** All of it, so that FLOPs can be derived from a record alone. */
  readonly model: ModelArchitecture;
  readonly task: TrainingTask;
  /** `lora` only: weights of all adapters together; 0 leaves their own FLOPs out. */
  readonly adapterWeights?: number | undefined;
  /** Tokens of one sequence. */
  readonly sequenceLength: number;
  /** Where several samples are packed into a sequence: sum of the squares of their lengths over the sum of their lengths. */
  readonly packedLength?: number | undefined;
  /** Sequences of one step of the whole job. */
  readonly globalBatch: number;
  readonly precision: TrainingPrecision;
  /** Unless a system's job says otherwise. */
  readonly parallelism: Parallelism;
  /** Steps before the window that counts, and steps of the window. The job makes both, and no more. */
  readonly warmUpSteps: number;
  readonly steps: number;
  readonly loss: LossRule;
  readonly minimum: TrainingMinimum;
  /** A job that has not ended so long after it was handed in is cancelled. */
  readonly timeoutSeconds: number;
  /** Set where this workload is a rung of a ladder of node counts. */
  readonly rung?: NodeRung | undefined;
  /** SHA-256 of the canonical JSON of everything above. */
  readonly hash: string;
}
