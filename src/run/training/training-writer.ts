import type { RunWriter } from "../../records/run-writer.js";

/** The part of a run writer that a training run needs. */
export type TrainingWriter = Pick<
  RunWriter,
  "failed" | "finding" | "note" | "openCrossCheck" | "openRaw" | "openTrace" | "step"
>;
