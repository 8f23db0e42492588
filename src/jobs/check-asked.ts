import type { LoggedSetup, LoggedStep } from "../contract/log-parser.js";
import { type Finding, failure } from "../model/finding.js";
import type { TrainingWorkload } from "../model/training-workload.js";
import type { CountedTokens } from "./count-tokens.js";

/** What is compared; the words of the data of `job-not-as-asked`. */
type Asked = "sequence-length" | "global-batch" | "tokens-per-step";

/** Compares what a log says of its job with what was asked for. */
export interface AskedCheck {
  setup(setup: LoggedSetup): void;
  /** @param steps that the report stands for */
  step(step: LoggedStep, count: CountedTokens, steps: number): void;
  findings(): readonly Finding[];
}

/** Each difference is found once: a log of a wrong job says it in every line. */
export function checkAsked(workload: TrainingWorkload): AskedCheck {
  const found = new Map<string, Finding>();
  const compare = (what: Asked, asked: number, said: number | undefined): void => {
    if (said === undefined || said === asked || found.has(what)) return;
    found.set(what, failure("job-not-as-asked", { what, asked, said }));
  };
  return {
    setup: ({ sequenceLength, globalBatch }) => {
      compare("sequence-length", workload.sequenceLength, sequenceLength);
      compare("global-batch", workload.globalBatch, globalBatch);
    },
    step: ({ globalBatch }, { sinceReport = {} }, steps) => {
      compare("global-batch", workload.globalBatch, globalBatch);
      const { samples, tokens } = sinceReport;
      if (samples !== undefined) compare("global-batch", workload.globalBatch, samples / steps);
      // Fewer may be padding that was left out; more do not fit into a batch.
      const most = workload.globalBatch * workload.sequenceLength;
      if (tokens !== undefined && tokens > most * steps) compare("tokens-per-step", most, tokens / steps);
    },
    findings: () => [...found.values()],
  };
}
