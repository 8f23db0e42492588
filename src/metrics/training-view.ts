import type { TrainingView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { failure } from "../model/finding.js";
import { type FlopOptions, modelFlopsPerToken } from "../model/flops/model-flops.js";
import { weakestProvenance } from "../model/provenance.js";
import type { RunRecord } from "../model/run-record.js";
import type { StepSample } from "../model/step-sample.js";
import { measuredReports } from "../model/step-windows.js";
import { NS_PER_SECOND, type TimeWindow } from "../model/time.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import type { RunParts } from "./run-parts.js";
import { unitPeak } from "./unit-peak.js";

/** @returns absent where the record does not say what was trained on, or no report lies in the window */
export function trainingView(
  record: RunRecord,
  parts: RunParts & { readonly workload: TrainingWorkload },
): TrainingView | Absent {
  const facts = record.manifest.training;
  if (facts === undefined) return absent(failure("training-facts-missing"));
  const { workload, window, system, provenance } = parts;
  const measured = measuredReports(record.steps, window);
  if (measured.length === 0) return absent(failure("window-not-reached"));
  return {
    ...parts,
    // The harness did not see a job that had ended before: its log is another tool's file.
    provenance: facts.stamps === "read" ? provenance : weakestProvenance([provenance, "imported"]),
    of: "training",
    facts,
    steps: record.steps,
    measured,
    tokens: measured.reduce((sum, { tokens }) => sum + tokens, 0),
    edgeSeconds: edgeSeconds(record.steps, window),
    flopsPerToken: modelFlopsPerToken(workload.model, workload.sequenceLength, flopOptions(workload)),
    peak: unitPeak(system, facts.precision),
  };
}

function flopOptions({ task, adapterWeights, packedLength }: TrainingWorkload): FlopOptions {
  return {
    packedLengthTokens: packedLength,
    adapters: task === "lora" ? { weights: adapterWeights ?? 0 } : undefined,
  };
}

/** The report that begins the window and the one that ends it may both have been printed before their stamps. */
function edgeSeconds(reports: readonly StepSample[], { startNs, endNs }: TimeWindow): number {
  const edges = [startNs, endNs].map((edgeNs) => reports.findLast(({ atNs }) => atNs <= edgeNs)?.withinNs ?? 0);
  return edges.reduce((sum, withinNs) => sum + withinNs, 0) / NS_PER_SECOND;
}
