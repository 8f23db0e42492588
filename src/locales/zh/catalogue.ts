import { cli } from "./cli.js";
import { describe } from "./describe.js";
import { doctor } from "./doctor.js";
import { findingsComparison } from "./findings-comparison.js";
import { findingsDoctor } from "./findings-doctor.js";
import { findingsEnergy } from "./findings-energy.js";
import { findingsEngine } from "./findings-engine.js";
import { findingsExecution } from "./findings-execution.js";
import { findingsGpu } from "./findings-gpu.js";
import { findingsLoad } from "./findings-load.js";
import { findingsMetrics } from "./findings-metrics.js";
import { findingsNpu } from "./findings-npu.js";
import { findingsPlan } from "./findings-plan.js";
import { findingsRecords } from "./findings-records.js";
import { findingsTelemetry } from "./findings-telemetry.js";
import { hints } from "./hints.js";
import { problems } from "./problems.js";
import { report } from "./report.js";
import { systematic } from "./systematic.js";
import { systems } from "./systems.js";
import { words } from "./words.js";

/** Every sentence in Chinese. */
export const zh = {
  ...cli,
  ...describe,
  ...doctor,
  ...findingsComparison,
  ...findingsDoctor,
  ...findingsEnergy,
  ...findingsEngine,
  ...findingsExecution,
  ...findingsGpu,
  ...findingsLoad,
  ...findingsMetrics,
  ...findingsNpu,
  ...findingsPlan,
  ...findingsRecords,
  ...findingsTelemetry,
  ...hints,
  ...problems,
  ...report,
  ...systematic,
  ...systems,
  ...words,
} as const;
