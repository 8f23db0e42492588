import { type Finding, warning } from "../model/finding.js";
import type { RunRecord } from "../model/run-record.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import { checkLoss } from "./loss-check.js";
import type { JudgedValidity } from "./validity.js";

/**
 * Judges a finished training: nothing drove a load, so that there is no client to check, but a loss that must have fallen, and no
 * error may have been noticed. There is no `degraded`: a job either was the one that was asked for or was not.
 */
export function judgeTraining(record: RunRecord, workload: TrainingWorkload): JudgedValidity {
  const findings: readonly Finding[] = [
    ...(record.manifest.training === undefined ? [warning("training-facts-missing")] : []),
    ...checkLoss(record.steps, workload),
    ...record.findings.filter(({ severity }) => severity === "error"),
  ];
  return { validity: findings.length === 0 ? "valid" : "invalid", findings };
}
