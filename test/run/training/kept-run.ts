import { z } from "zod";
import type { OpenTraining } from "../../../src/contract/backend-adapter.js";
import { defineBackend } from "../../../src/contract/define.js";
import type { JobLauncher } from "../../../src/contract/job-launcher.js";
import type { LogParserDefinition } from "../../../src/contract/log-parser.js";
import type { PowerSource } from "../../../src/contract/power-source.js";
import { tokwattLines } from "../../../src/jobs/logs/parsers/tokwatt.js";
import type { Finding } from "../../../src/model/finding.js";
import type { PowerTraceHeader } from "../../../src/model/power-trace.js";
import type { RawEntry, RawLogHeader } from "../../../src/model/raw-log.js";
import type { StepSample } from "../../../src/model/step-sample.js";
import type { SystemSpec } from "../../../src/model/system.js";
import type { TrainingFacts } from "../../../src/model/training-facts.js";
import type { TrainingWorkload } from "../../../src/model/training-workload.js";
import { trainTrial } from "../../../src/run/train-trial.js";
import type { EarlierJob } from "../../../src/run/training/attach-job.js";
import type { TrainingWriter } from "../../../src/run/training/training-writer.js";
import { createVirtualClock, type VirtualClock } from "../../../src/simulation/virtual-clock.js";
import { makeSystem } from "../../fixtures/records.js";
import { makeTraining } from "./training-fixtures.js";

/** What a run writes down. */
export interface Kept {
  readonly steps: StepSample[];
  readonly findings: Finding[];
  readonly notes: TrainingFacts[];
  readonly raw: { readonly header: RawLogHeader; readonly entries: RawEntry[] }[];
  readonly traces: { readonly header: PowerTraceHeader; readonly timesNs: number[] }[];
}

export interface KeptRunOptions {
  readonly clock?: VirtualClock;
  readonly launcher: (clock: VirtualClock) => JobLauncher;
  readonly logs?: LogParserDefinition;
  readonly workload?: Partial<TrainingWorkload>;
  readonly system?: Partial<SystemSpec>;
  readonly meters?: (clock: VirtualClock) => readonly PowerSource[];
  readonly nodeMeters?: OpenTraining["nodeMeters"];
  readonly earlier?: EarlierJob;
  readonly signal?: AbortSignal;
  /** Resolves where the record can be written no more. */
  readonly failed?: Promise<Finding>;
}

/** One training run in virtual time, by a launcher of the adapter's own, with a record in memory. */
export async function runKept(options: KeptRunOptions) {
  const clock = options.clock ?? createVirtualClock();
  const kept: Kept = { steps: [], findings: [], notes: [], raw: [], traces: [] };
  const openTrace: TrainingWriter["openTrace"] = (header) => {
    const trace = { header, timesNs: [] as number[] };
    kept.traces.push(trace);
    return { append: (atNs) => void trace.timesNs.push(atNs) };
  };
  const writer: TrainingWriter = {
    failed: options.failed ?? new Promise(() => {}),
    finding: (finding) => void kept.findings.push(finding),
    note: async (facts) => void kept.notes.push(facts),
    step: (sample) => void kept.steps.push(sample),
    openTrace,
    openCrossCheck: openTrace,
    openRaw: (header) => {
      const entries: RawEntry[] = [];
      kept.raw.push({ header, entries });
      return { append: (entry) => void entries.push(entry) };
    },
  };
  let closed = 0;
  const adapter = defineBackend<unknown>({
    apiVersion: 1,
    name: "fake",
    version: "1",
    provenance: "measured",
    optionsSchema: z.unknown(),
    lifecycles: ["restart"],
    trainsByItself: true,
    open: () => Promise.reject(new Error("nobody is to be served")),
    train: async () => ({
      own: { launcher: options.launcher(clock), logs: options.logs ?? tokwattLines },
      powerSources: options.meters?.(clock) ?? [],
      ...(options.nodeMeters === undefined ? {} : { nodeMeters: options.nodeMeters }),
      describe: async () => ({ driver: "1.0" }),
      close: async () => {
        closed += 1;
      },
    }),
  });
  const measured = await clock.run(
    trainTrial({
      adapter,
      system: makeSystem("a", options.system),
      workload: makeTraining(options.workload),
      training: undefined,
      adapterOptions: {},
      createMeters: () => [],
      trialId: "a--tiny--1",
      arrivalSeed: "1:tiny:1",
      systemSeed: "1:a--tiny--1:1",
      clock,
      writer,
      signal: options.signal ?? new AbortController().signal,
      environment: {},
      log: () => {},
      keepIn: "/nowhere/run",
      earlier: options.earlier,
    }),
  );
  return { measured, kept, clock, closed };
}
