import { join } from "node:path";
import { expandVariables } from "../../backends/expand-variables.js";
import type { BackendAdapter, OpenTraining } from "../../contract/backend-adapter.js";
import type { Clock } from "../../contract/clock.js";
import type { JobLauncher, JobRequest } from "../../contract/job-launcher.js";
import type { LogParserDefinition } from "../../contract/log-parser.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import type { SystemSpec, TrainingJobSpec } from "../../model/system.js";
import { trainingVariables } from "../../model/training-command.js";
import type { TrainingFacts } from "../../model/training-facts.js";
import { findJob, jobNodes, jobParallelism, jobPrecision, jobUnits } from "../../model/training-job.js";
import type { TrainingWorkload } from "../../model/training-workload.js";
import { sha256Hex } from "../../records/hash.js";
import { isSecretKey } from "../../records/redaction/keys.js";
import { rememberSecret } from "../../records/redaction/known-secrets.js";
import type { OpenableTraining } from "../../suite/openable-training.js";

export interface JobPlanOptions {
  readonly adapter: Pick<BackendAdapter, "name">;
  readonly system: SystemSpec;
  readonly workload: TrainingWorkload;
  /** Of the system file; absent where it says nothing of training. */
  readonly training: OpenableTraining | undefined;
  /** The adapter's own launcher, which comes before the file's. */
  readonly own: OpenTraining["own"];
  readonly trialId: string;
  readonly arrivalSeed: string;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the job's own files. */
  readonly keepIn: string;
}

/** What is launched, by whom, and who understands what it prints. */
export interface JobPlan {
  readonly launcher: JobLauncher;
  readonly logs: LogParserDefinition;
  readonly request: JobRequest;
  /** Jobs had ended before they are read. */
  readonly isRecorded: boolean;
  /** Jobs run on this machine, where their meters are then read. */
  readonly isOnThisMachine: boolean;
  /** Folder for what the job writes; it is made before the job begins. Absent for jobs of an adapter, which write nothing. */
  readonly outputFolder?: string | undefined;
  /** What is known before the job begins. */
  readonly facts: Omit<TrainingFacts, "stamps" | "nodes" | "history">;
}

/**
 * Decides everything of a job before it is launched.
 *
 * @throws MeasurementError where nobody says how the system trains this workload; InputError for a variable that is not set
 */
export function planJob(options: JobPlanOptions): JobPlan {
  const { system, workload, training, own, environment, clock, keepIn } = options;
  const job = training === undefined ? undefined : findJob(training.jobs, workload);
  const units = jobUnits(workload, job, system.accelerators, system.topology);
  const known = {
    framework: system.training?.framework,
    nodeCount: jobNodes(workload, job, system.topology),
    units,
    precision: jobPrecision(workload, job),
    parallelism: jobParallelism(workload, job),
  };
  const name = jobName(options.trialId);
  if (own !== undefined) {
    const { launcher, logs } = own;
    const command = [options.adapter.name] as const;
    const request = { name, command, environment: {}, directory: "", nodes: known.nodeCount, keepIn };
    const facts = { launcher: launcher.id, logs: logs.name, ...known };
    return { launcher, logs, request, isRecorded: false, isOnThisMachine: false, facts };
  }
  if (training === undefined || job === undefined) {
    throw new MeasurementError(failure("no-training-job", { system: system.id, workload: workload.id }));
  }
  const { launcher: definition, logs } = training;
  const launcherOptions = expandVariables(training.launcherOptions, environment);
  const outputFolder = join(keepIn, "output");
  const figures = { units, seed: wholeSeed(options.arrivalSeed), output: outputFolder };
  return {
    launcher: definition.create(launcherOptions, { clock, environment }),
    logs,
    request: {
      name,
      ...filledJob(job, { ...environment, ...trainingVariables(workload, job, figures) }),
      nodes: known.nodeCount,
      keepIn,
    },
    isRecorded: definition.isRecorded === true,
    isOnThisMachine: definition.isOnThisMachine === true,
    outputFolder,
    facts: { launcher: definition.name, logs: logs.name, ...known },
  };
}

function filledJob(
  { command, environment, directory = "" }: TrainingJobSpec,
  variables: Readonly<Record<string, string | undefined>>,
): Pick<JobRequest, "command" | "environment" | "directory"> {
  const fill = (text: string): string => expandVariables(text, variables);
  const [program, ...words] = command;
  const filled = Object.entries(environment).map(([name, value]) => [name, fill(value)] as const);
  // A framework may print what it was given.
  for (const [name, value] of filled) if (isSecretKey(name)) rememberSecret(value);
  return {
    command: [fill(program), ...words.map(fill)],
    environment: Object.fromEntries(filled),
    directory: fill(directory),
  };
}

/** The same for every attempt at a trial: a job is found again by it. */
function jobName(trialId: string): string {
  return `tokwatt-${trialId}`.replace(/[^A-Za-z0-9-]+/g, "-").slice(0, LONGEST_NAME);
}

const LONGEST_NAME = 64;

/** A seed as frameworks take it: a whole number below 2^31, the same on all systems of a block. */
function wholeSeed(seed: string): string {
  return String(Number.parseInt(sha256Hex(Buffer.from(seed)).slice(0, 8), 16) % 2 ** 31);
}
