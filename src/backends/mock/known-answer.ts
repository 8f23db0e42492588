import { type LengthDistribution, longest, meanLength, shortest } from "../../model/length-distribution.js";
import type { InferenceWorkload } from "../../model/workload.js";
import type { MockOptions } from "./options.js";
import type { MockTraining } from "./training/options.js";

/** What a mock system does in the long run. */
export interface ExpectedRates {
  readonly outputTokensPerSecond: number;
  readonly requestsPerSecond: number;
  readonly watts: number;
  readonly outputTokensPerJoule: number;
  /** Mean time from a request's arrival to its end. */
  readonly requestSeconds: number;
}

export type ClosedLoopWork = Pick<InferenceWorkload, "arrival" | "promptWords" | "promptTokens" | "outputTokens">;

/**
 * The truth behind a mock system under a closed loop that leaves no request waiting. With `c` users, prompts of `p`
 * and outputs of `n` tokens on average, and `k` tokens a chunk, a request lasts
 *
 *     S = ttft + p * secondsPerPromptToken + (n - k) * itl
 *
 * on average, so that by the renewal-reward theorem requests/s = c / S, tokens/s = c * n / S, and
 * watts = e * idle + (p * joulesPerPromptToken + n * joulesPerOutputToken) * c / S with `e` endpoints, whatever the
 * coefficients of variation.
 * The factors from run to run are taken at their median, 1.
 *
 * @throws RangeError for work outside this formula: another arrival, more users than slots, outputs shorter than a chunk,
 *   lengths whose mean is not exact (`normal`, `lognormal`) or that a file holds, outputs that the model ends by itself
 */
export function expectedRates(options: MockOptions, work: ClosedLoopWork): ExpectedRates {
  const { concurrency, promptTokens, outputTokens } = meanWork(options, work);
  const { ttft, itl, secondsPerPromptToken, tokensPerChunk, energy } = options;
  const prefillSeconds = ttft.meanSeconds + promptTokens * secondsPerPromptToken;
  const requestSeconds = prefillSeconds + (outputTokens - tokensPerChunk) * itl.meanSeconds;
  const requestJoules = promptTokens * energy.joulesPerPromptToken + outputTokens * energy.joulesPerOutputToken;
  const requestsPerSecond = concurrency / requestSeconds;
  const outputTokensPerSecond = requestsPerSecond * outputTokens;
  const watts = options.endpoints * energy.idleWatts + requestsPerSecond * requestJoules;
  return {
    outputTokensPerSecond,
    requestsPerSecond,
    watts,
    outputTokensPerJoule: outputTokensPerSecond / watts,
    requestSeconds,
  };
}

function meanWork(options: MockOptions, { arrival, promptWords, promptTokens, outputTokens }: ClosedLoopWork) {
  if (arrival.kind !== "closed-loop") throw new RangeError(`No closed form for the arrival ${arrival.kind}.`);
  if (arrival.thinkTime !== undefined) throw new RangeError("No closed form for users who think.");
  if (arrival.concurrency > options.slots) throw new RangeError("No closed form for requests that wait for a slot.");
  // To a mock system each word is a token.
  const prompts = promptWords ?? promptTokens;
  if (prompts === undefined || outputTokens === undefined) {
    throw new RangeError("No closed form for lengths that a file holds.");
  }
  if (isCut(prompts) || isCut(outputTokens)) {
    throw new RangeError("A normal or lognormal length is rounded and cut, so its mean is not exact.");
  }
  if (shortest(outputTokens) < options.tokensPerChunk) throw new RangeError("Outputs are shorter than a chunk.");
  if (options.naturalOutputTokens !== undefined && options.naturalOutputTokens < longest(outputTokens)) {
    throw new RangeError("The model may end outputs by itself.");
  }
  return {
    concurrency: arrival.concurrency,
    promptTokens: meanLength(prompts),
    outputTokens: meanLength(outputTokens),
  };
}

function isCut({ kind }: LengthDistribution): boolean {
  return kind === "normal" || kind === "lognormal";
}

/** True ratios of another system to a base one. */
export interface TrueRatios {
  readonly tokensPerSecond: number;
  readonly tokensPerJoule: number;
}

/**
 * The options of a system whose tokens/s and tokens/J are exactly `ratios` times those of `base`, whatever the load and in
 * training too: all times are divided by the speed ratio `r`, the joules of a token by the efficiency ratio `e`, and idle watts
 * are multiplied by `r / e`, so that the idle energy of a token is divided by `e` too.
 */
export function withTrueRatios(base: MockOptions, ratios: TrueRatios): MockOptions {
  const { tokensPerSecond: r, tokensPerJoule: e } = ratios;
  const { ttft, itl, energy, training } = base;
  return {
    ...base,
    ttft: { ...ttft, meanSeconds: ttft.meanSeconds / r },
    itl: { ...itl, meanSeconds: itl.meanSeconds / r },
    secondsPerPromptToken: base.secondsPerPromptToken / r,
    energy: {
      idleWatts: (energy.idleWatts * r) / e,
      joulesPerPromptToken: energy.joulesPerPromptToken / e,
      joulesPerOutputToken: energy.joulesPerOutputToken / e,
    },
    training: training && withTrueTrainingRatios(training, ratios),
  };
}

function withTrueTrainingRatios(
  base: MockTraining,
  { tokensPerSecond: r, tokensPerJoule: e }: TrueRatios,
): MockTraining {
  const { stalls } = base;
  return {
    ...base,
    tokensPerSecond: base.tokensPerSecond * r,
    startSeconds: base.startSeconds / r,
    stalls: stalls && { ...stalls, seconds: stalls.seconds / r },
    joulesPerToken: base.joulesPerToken / e,
  };
}
