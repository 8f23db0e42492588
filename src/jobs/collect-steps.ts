import type { LogEntry, LoggedSetup, LoggedStep, LogParserDefinition } from "../contract/log-parser.js";
import type { Finding } from "../model/finding.js";
import type { StepSample } from "../model/step-sample.js";
import type { Nanoseconds } from "../model/time.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import { checkAsked } from "./check-asked.js";
import { claimOfJob } from "./claim-of-job.js";
import { createTokenCount } from "./count-tokens.js";

export interface StepCollectorOptions {
  readonly workload: TrainingWorkload;
  /** Parser that the entries come from. */
  readonly logs: Pick<LogParserDefinition, "device">;
}

/** Makes step samples of what a log says. */
export interface StepCollector {
  /**
   * Takes what the next piece of the log says, in order, as `followLog` hands it over.
   *
   * @param atNs when its bytes were read
   * @param withinNs they were written at most so long before
   * @returns the reports among it
   */
  take(entries: readonly LogEntry[], atNs: Nanoseconds, withinNs: Nanoseconds): readonly StepSample[];
  /** All that the log has said of the job so far; of what it says twice, the last. */
  setup(): LoggedSetup;
  /** `job-not-as-asked`: the job is another one than the workload's, once for each thing that is. */
  findings(): readonly Finding[];
}

/**
 * Numbers count from 1 and grow but for a start from a checkpoint: what comes again is another process's report of the same
 * step, and is left out. A first report with number 0 shows that its framework counts from 0.
 */
export function createStepCollector({ workload, logs }: StepCollectorOptions): StepCollector {
  const asked = checkAsked(workload);
  const tokens = createTokenCount(workload);
  let setup: LoggedSetup = { kind: "setup" };
  let after: ("checkpoint" | "restart")[] = [];
  let index = 0;
  /** Number of the report before, or of the checkpoint that the training goes on from. */
  let last: number | undefined;
  let hasReported = false;
  /** 1 where the framework counts from 0. */
  let shift = 0;

  const mark = (what: "checkpoint" | "restart"): void => {
    if (!after.includes(what)) after.push(what);
  };
  const stepsOf = (step: number): number => {
    if (last === undefined) return step;
    // The first after a start may have the number of its checkpoint, or a lower one: the weights were loaded, the count was not.
    if (!hasReported && step <= last) return step === last ? 1 : step;
    return step - last;
  };
  const report = (logged: LoggedStep, atNs: Nanoseconds, withinNs: Nanoseconds): readonly StepSample[] => {
    if (index === 0 && last === undefined && logged.step === 0) shift = 1;
    const step = logged.step + shift;
    const steps = stepsOf(step);
    if (steps <= 0) return [];
    const count = tokens.of(logged, steps, steps === step);
    asked.step(logged, count, steps);
    last = step;
    hasReported = true;
    const noted = after;
    after = [];
    const sample: StepSample = {
      index,
      step,
      steps,
      atNs,
      withinNs,
      tokens: count.tokens,
      tokensFrom: count.from,
      stepSeconds: logged.stepSeconds,
      loss: lossOf(logged.loss),
      skipped: logged.skippedSteps,
      after: noted.length === 0 ? undefined : noted,
      claim: claimOfJob(logged.claim, {
        device: logs.device,
        devices: setup.devices,
        sequenceLength: workload.sequenceLength,
      }),
    };
    index += 1;
    return [sample];
  };
  const say = (entry: LogEntry): void => {
    if (entry.kind === "setup") {
      asked.setup(entry);
      setup = mergeSetups(setup, entry);
    } else if (entry.kind === "checkpoint") {
      mark("checkpoint");
    } else if (entry.kind === "restart") {
      mark("restart");
      last = entry.step === 0 ? undefined : entry.step + shift;
      hasReported = false;
      tokens.restart();
    }
  };

  return {
    take: (entries, atNs, withinNs) =>
      entries.flatMap((entry) => {
        if (entry.kind === "step") return report(entry, atNs, withinNs);
        say(entry);
        return [];
      }),
    setup: () => setup,
    findings: asked.findings,
  };
}

function mergeSetups(before: LoggedSetup, now: LoggedSetup): LoggedSetup {
  return {
    kind: "setup",
    sequenceLength: now.sequenceLength ?? before.sequenceLength,
    globalBatch: now.globalBatch ?? before.globalBatch,
    devices: now.devices ?? before.devices,
    totalSteps: now.totalSteps ?? before.totalSteps,
  };
}

function lossOf(loss: number | undefined): StepSample["loss"] {
  if (loss === undefined || Number.isFinite(loss)) return loss;
  if (Number.isNaN(loss)) return "NaN";
  return loss > 0 ? "Infinity" : "-Infinity";
}
