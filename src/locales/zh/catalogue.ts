import { cli } from "./cli.js";
import { findingsComparison } from "./findings-comparison.js";
import { findingsEnergy } from "./findings-energy.js";
import { findingsExecution } from "./findings-execution.js";
import { findingsLoad } from "./findings-load.js";
import { findingsMetrics } from "./findings-metrics.js";
import { findingsPlan } from "./findings-plan.js";
import { findingsRecords } from "./findings-records.js";
import { hints } from "./hints.js";
import { problems } from "./problems.js";
import { report } from "./report.js";
import { systematic } from "./systematic.js";
import { words } from "./words.js";

/** Every sentence in Chinese. */
export const zh = {
  ...cli,
  ...findingsComparison,
  ...findingsEnergy,
  ...findingsExecution,
  ...findingsLoad,
  ...findingsMetrics,
  ...findingsPlan,
  ...findingsRecords,
  ...hints,
  ...problems,
  ...report,
  ...systematic,
  ...words,
} as const;
