import { fileURLToPath } from "node:url";
import { gpuBackend } from "../../../src/backends/gpu/adapter.js";
import type { JobLauncherDefinition } from "../../../src/contract/job-launcher.js";
import { localLauncher } from "../../../src/jobs/launch/local.js";
import { tokwattLines } from "../../../src/jobs/logs/parsers/tokwatt.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import type { Finding } from "../../../src/model/finding.js";
import type { TrainingJobSpec } from "../../../src/model/system.js";
import type { TrainingWorkload } from "../../../src/model/training-workload.js";
import { hashOf } from "../../../src/records/hash.js";
import { redactPlan } from "../../../src/records/redact-record.js";
import { readResults } from "../../../src/records/results-reader.js";
import { executeSuite } from "../../../src/run/execute-suite.js";
import type { ConfiguredSource } from "../../../src/suite/read-system.js";
import { makePlan, makeSystem } from "../../fixtures/records.js";
import { makeTraining } from "./training-fixtures.js";

const JOBS = fileURLToPath(new URL("../../e2e/fixtures/training/jobs/", import.meta.url));

export interface ExecutedTraining {
  readonly resultsDir: string;
  /** Words behind the program that prints steps. */
  readonly words?: readonly string[];
  readonly job?: Partial<TrainingJobSpec>;
  readonly workload?: Partial<TrainingWorkload>;
  readonly launcher?: JobLauncherDefinition;
  readonly launcherOptions?: unknown;
  readonly powerSources?: readonly ConfiguredSource[];
  readonly resume?: boolean;
  readonly signal?: AbortSignal;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly log?: (line: string) => void;
  /** Put into the system, as a positive control does. */
  readonly slowdown?: number;
}

/** A whole execution of one training trial on this machine, as `tokwatt run` does it, and the record that it leaves. */
export async function executeTraining(options: ExecutedTraining) {
  const {
    resultsDir,
    launcher = localLauncher as JobLauncherDefinition,
    launcherOptions = { graceSeconds: 1 },
  } = options;
  const jobs: readonly TrainingJobSpec[] = [
    {
      workload: "tiny",
      nodes: 1,
      command: [process.execPath, "print-steps.mjs", ...(options.words ?? [])],
      environment: {},
      directory: JOBS,
      ...options.job,
    },
  ];
  const power = { bridges: [], sources: (options.powerSources ?? []).map(() => ({ use: "file", options: {} })) };
  const training = { launcher: { use: launcher.name, options: launcherOptions }, logs: "tokwatt", jobs };
  const injected = options.slowdown === undefined ? {} : { injected: { slowdown: options.slowdown } };
  const system = makeSystem("a", { training, power, ...injected });
  const plan = makePlan({
    repeats: 1,
    workloads: [makeTraining(options.workload)],
    systems: [system],
    comparisons: [],
  });
  const { hash: _, ...content } = plan;
  const findings: Finding[] = [];
  const { runs } = await executeSuite({
    suite: {
      plan: { ...plan, hash: hashOf(redactPlan(content)) },
      systems: new Map([
        [
          "a",
          {
            adapter: gpuBackend,
            options: await gpuBackend.optionsSchema.parseAsync({}),
            powerSources: options.powerSources ?? [],
            plugins: {},
            variables: [],
            files: [],
            training: { launcher, launcherOptions, logs: tokwattLines, jobs },
          },
        ],
      ]),
      files: new Map(),
    },
    resultsDir,
    resume: options.resume ?? false,
    observer: {
      started: () => {},
      trialStarted: () => {},
      trialEnded: (_trial, _runId, _state, found) => void findings.push(...found),
      log: options.log ?? (() => {}),
    },
    signal: options.signal ?? new AbortController().signal,
    environment: options.environment ?? process.env,
    createClock: createMonotonicClock,
  });
  const results = await readResults(resultsDir);
  const record = results.runs.get(runs[0]?.runId ?? "");
  if (record === undefined) throw new Error(`no record: ${JSON.stringify([...results.unreadable])}`);
  return { record, findings, results };
}
