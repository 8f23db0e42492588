import type { RunView } from "../contract/metric.js";
import type { Boundary } from "../model/boundary.js";
import type { Absent } from "../model/estimate.js";
import type { RunRecord } from "../model/run-record.js";
import { inferenceView } from "./inference-view.js";
import { runParts } from "./run-parts.js";
import { trainingView } from "./training-view.js";

/**
 * A record as metrics see it, with the energy stated at `boundary`.
 *
 * @param boundary where the energy is wanted; undefined where the caller found none, which makes energy metrics absent
 * @returns absent for a run that ended before its window did
 */
export function buildRunView(record: RunRecord, boundary: Boundary | undefined): RunView | Absent {
  const parts = runParts(record, boundary);
  if (parts.kind === "absent") return parts;
  const { workload } = parts;
  return workload.kind === "inference"
    ? inferenceView(record, { ...parts, workload })
    : trainingView(record, { ...parts, workload });
}
