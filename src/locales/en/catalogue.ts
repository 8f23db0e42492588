import { adaptiveRuns } from "./adaptive.js";
import { analysisOfRecords } from "./analysis.js";
import { calibrate } from "./calibrate.js";
import { ciSurfaces } from "./ci.js";
import { cli } from "./cli.js";
import { comparisonFamilies } from "./comparison-families.js";
import { positiveControl } from "./control.js";
import { definitions } from "./definitions.js";
import { describe } from "./describe.js";
import { doctor } from "./doctor.js";
import { endpoints } from "./endpoints.js";
import { findingsComparison } from "./findings-comparison.js";
import { findingsDecision } from "./findings-decision.js";
import { findingsDoctor } from "./findings-doctor.js";
import { findingsEnergy } from "./findings-energy.js";
import { findingsEngine } from "./findings-engine.js";
import { findingsExecution } from "./findings-execution.js";
import { findingsGpu } from "./findings-gpu.js";
import { findingsJobs } from "./findings-jobs.js";
import { findingsLoad } from "./findings-load.js";
import { findingsMetrics } from "./findings-metrics.js";
import { findingsNpu } from "./findings-npu.js";
import { findingsPlan } from "./findings-plan.js";
import { findingsRecordedJobs } from "./findings-recorded-jobs.js";
import { findingsRecords } from "./findings-records.js";
import { findingsTelemetry } from "./findings-telemetry.js";
import { findingsTrainingComparison } from "./findings-training-comparison.js";
import { findingsTrainingMeters } from "./findings-training-meters.js";
import { findingsTrainingMetrics } from "./findings-training-metrics.js";
import { findingsTrainingMock } from "./findings-training-mock.js";
import { findingsTrainingPlan } from "./findings-training-plan.js";
import { findingsTrainingRun } from "./findings-training-run.js";
import { gateWords } from "./gate.js";
import { hints } from "./hints.js";
import { historyOfRuns } from "./history.js";
import { noiseOfRuns } from "./noise.js";
import { problems } from "./problems.js";
import { report } from "./report.js";
import { sweeps } from "./sweeps.js";
import { systematic } from "./systematic.js";
import { systems } from "./systems.js";
import { trainingCli } from "./training-cli.js";
import { trainingReport } from "./training-report.js";
import { words } from "./words.js";
import { workloads } from "./workloads.js";

/** Every sentence in English; its keys are the keys of all languages. */
export const en = {
  ...adaptiveRuns,
  ...comparisonFamilies,
  ...noiseOfRuns,
  ...historyOfRuns,
  ...gateWords,
  ...ciSurfaces,
  ...analysisOfRecords,
  ...positiveControl,
  ...calibrate,
  ...cli,
  ...definitions,
  ...describe,
  ...doctor,
  ...endpoints,
  ...findingsComparison,
  ...findingsDecision,
  ...findingsDoctor,
  ...findingsEnergy,
  ...findingsEngine,
  ...findingsExecution,
  ...findingsGpu,
  ...findingsJobs,
  ...findingsTrainingMock,
  ...trainingReport,
  ...trainingCli,
  ...findingsTrainingComparison,
  ...findingsTrainingMetrics,
  ...findingsRecordedJobs,
  ...findingsTrainingMeters,
  ...findingsTrainingRun,
  ...findingsTrainingPlan,
  ...findingsLoad,
  ...findingsMetrics,
  ...findingsNpu,
  ...findingsPlan,
  ...findingsRecords,
  ...findingsTelemetry,
  ...hints,
  ...problems,
  ...report,
  ...sweeps,
  ...systematic,
  ...systems,
  ...words,
  ...workloads,
} as const;
