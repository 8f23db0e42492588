import type { LoggedStep } from "../contract/log-parser.js";
import type { TrainingWorkload } from "../model/training-workload.js";

/** What a framework counted between two reports; a field is absent where it did not count it in both. */
export interface Consumed {
  readonly tokens?: number | undefined;
  readonly samples?: number | undefined;
}

export interface CountedTokens {
  /** Of all steps of the report, of the whole job. */
  readonly tokens: number;
  readonly from: "log" | "workload";
  /** Absent for a first report: what was before it, no line says. */
  readonly sinceReport?: Consumed | undefined;
}

/** Counts the tokens between one report and the next. */
export interface TokenCount {
  /** @param isFromBeginning the steps are all since the beginning of the training, where frameworks count from 0 tokens */
  of(logged: LoggedStep, steps: number, isFromBeginning: boolean): CountedTokens;
  /** The training goes on from a checkpoint: what was consumed by then, no line says. */
  restart(): void;
}

/**
 * By what the framework counted: tokens, or samples of the workload's length; the difference of two reports. Where one of the
 * two does not say it, each step has the workload's tokens.
 */
export function createTokenCount(workload: TrainingWorkload): TokenCount {
  let before: Pick<LoggedStep, "consumedTokens" | "consumedSamples"> | undefined;
  /** Some count on over a restart, others begin anew: nobody can tell from the first number. */
  let isRestarted = false;
  return {
    of: (logged, steps, isFromBeginning) => {
      const sinceReport = before === undefined ? undefined : growth(before, logged);
      const sinceBeginning = isFromBeginning && !isRestarted ? growth(NOTHING, logged) : undefined;
      before = logged;
      const { tokens, samples } = sinceReport ?? sinceBeginning ?? {};
      if (tokens !== undefined) return { tokens, from: "log", sinceReport };
      if (samples !== undefined) return { tokens: samples * workload.sequenceLength, from: "log", sinceReport };
      return { tokens: workload.globalBatch * workload.sequenceLength * steps, from: "workload", sinceReport };
    },
    restart: () => {
      before = undefined;
      isRestarted = true;
    },
  };
}

const NOTHING = { consumedTokens: 0, consumedSamples: 0 };

function growth(
  before: Pick<LoggedStep, "consumedTokens" | "consumedSamples">,
  now: Pick<LoggedStep, "consumedTokens" | "consumedSamples">,
): Consumed {
  return {
    tokens: difference(before.consumedTokens, now.consumedTokens),
    samples: difference(before.consumedSamples, now.consumedSamples),
  };
}

function difference(before: number | undefined, now: number | undefined): number | undefined {
  return before === undefined || now === undefined || now <= before ? undefined : now - before;
}
