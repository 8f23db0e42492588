import type { JobLauncherDefinition } from "../contract/job-launcher.js";
import type { LogParserDefinition } from "../contract/log-parser.js";
import type { TrainingJobSpec } from "../model/system.js";

/** What is needed to train on a system, as its file says it: not redacted. */
export interface OpenableTraining {
  readonly launcher: JobLauncherDefinition;
  /** Validated by the launcher's schema; files by their absolute paths. References to the environment are not filled in. */
  readonly launcherOptions: unknown;
  readonly logs: LogParserDefinition;
  /**
   * With references to the workload and the environment in them. Directories are absolute, the system file's folder where a
   * job has none; one that begins with a reference is absolute as soon as it is filled in.
   */
  readonly jobs: readonly TrainingJobSpec[];
}
