import type { JobEvent } from "../../../contract/job-launcher.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../../model/time.js";
import type { TrainingWorkload } from "../../../model/training-workload.js";
import type { Spending } from "../energy-ledger.js";
import { logText, type PrintedEntry } from "./log-text.js";
import { lossCurve } from "./loss-curve.js";
import type { MockTraining, MockTrainingEnd } from "./options.js";
import type { TrainingParameters } from "./training-parameters.js";

/** What happens at one instant: a line is printed, or something becomes of the job. */
export type JobMoment = { readonly atNs: Nanoseconds } & ({ readonly text: HeldText } | { readonly event: JobEvent });

/** A line, as it is where the job was held for so long since the line before: a framework's timer goes on meanwhile. */
export type HeldText = (heldNs: Nanoseconds) => string;

/** A whole job, known before it begins: each instant follows from the one before. */
export interface JobSchedule {
  /** In order; the last one is the job's end. */
  readonly moments: readonly JobMoment[];
  /** What is spent beyond idle, in order and never overlapping. */
  readonly spendings: readonly Spending[];
}

export interface ScheduledWork {
  readonly training: MockTraining;
  readonly parameters: TrainingParameters;
  readonly workload: Pick<TrainingWorkload, "globalBatch" | "sequenceLength" | "warmUpSteps" | "steps">;
  /** Host names, one a node. */
  readonly nodes: readonly string[];
  readonly dataSeed: string;
  readonly startNs: Nanoseconds;
}

/** What a scheduler would say of such an end. */
const DETAILS: Readonly<Record<MockTrainingEnd, string>> = {
  completed: "exit 0",
  failed: "exit 1",
  "time-out": "TIMEOUT",
  "node-failure": "NODE_FAIL",
  preempted: "PREEMPTED",
  "out-of-memory": "OUT_OF_MEMORY",
};

/** Draws a job from its start to its end. */
export function scheduleJob(work: ScheduledWork): JobSchedule {
  const { training, parameters, workload, nodes, dataSeed } = work;
  const { stalls, faults } = training;
  const tokensPerStep = workload.globalBatch * workload.sequenceLength;
  const totalSteps = workload.warmUpSteps + workload.steps;
  const losses = lossCurve(training, { steps: totalSteps, tokensPerStep }, dataSeed);
  const moments: JobMoment[] = [];
  const spendings: Spending[] = [];
  let atNs = work.startNs;
  let savedStep = 0;
  let isRequeued = false;

  const print = (entry: PrintedEntry): void => {
    moments.push({ atNs, text: () => logText(entry) });
  };
  const begin = (): void => {
    moments.push({ atNs, event: { kind: "started", atNs, nodes } });
    atNs += parameters.startNs;
    const { sequenceLength, globalBatch } = workload;
    print({ kind: "setup", sequenceLength, globalBatch: faults?.setupGlobalBatch ?? globalBatch, totalSteps });
  };
  const train = (step: number): void => {
    const startNs = atNs;
    atNs += parameters.drawStepNs(tokensPerStep, nodes.length);
    spendings.push({ startNs, endNs: atNs, joules: tokensPerStep * parameters.joulesPerToken });
    const drawnNs = atNs - startNs;
    const loss = losses[step - 1];
    const text: HeldText = (heldNs) => {
      const stepSeconds = (drawnNs + heldNs) / NS_PER_SECOND;
      const claim = { tokensPerSecond: tokensPerStep / stepSeconds, rateOf: "job" as const };
      return logText({ kind: "step", step, stepSeconds, loss, consumedTokens: step * tokensPerStep, claim });
    };
    moments.push({ atNs, text });
  };
  const save = (step: number): void => {
    atNs += parameters.stallNs;
    savedStep = step;
    print({ kind: "checkpoint", step });
  };
  const end = (outcome: MockTrainingEnd): JobSchedule => {
    moments.push({ atNs, event: { kind: "ended", atNs, outcome, detail: DETAILS[outcome] } });
    return { moments, spendings };
  };
  const endEarly = (as: MockTrainingEnd): JobSchedule => {
    moments.push({ atNs, text: () => `mock: the job ends here (${as}), as its options ask` });
    return end(as);
  };

  begin();
  if (faults?.ends?.afterStep === 0) return endEarly(faults.ends.as);
  for (let step = 1; step <= totalSteps; step += 1) {
    train(step);
    if (faults?.ends?.afterStep === step) return endEarly(faults.ends.as);
    if (faults?.requeuedAfterStep === step && !isRequeued) {
      isRequeued = true;
      moments.push({ atNs, event: { kind: "requeued", atNs, reason: "mock" } });
      begin();
      print({ kind: "restart", step: savedStep });
      step = savedStep;
    } else if (stalls !== undefined && step % stalls.everySteps === 0) {
      save(step);
    }
  }
  return end("completed");
}
