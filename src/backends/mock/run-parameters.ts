import { namedRandom } from "../../contract/random.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";
import { lognormalFactor, lognormalWithMean } from "./lognormal.js";
import type { MockOptions } from "./options.js";

/** What a mock system is in one run: its options, with the run's own speed and appetite drawn from the run's seed. */
export interface RunParameters {
  /** Draws the time from the start of service to the first chunk, as whole nanoseconds. */
  drawPrefillNs(promptTokens: number): Nanoseconds;
  /** Draws the time before a later chunk, as whole nanoseconds. */
  drawGapNs(chunkTokens: number): Nanoseconds;
  readonly idleWatts: number;
  readonly joulesPerPromptToken: number;
  readonly joulesPerOutputToken: number;
}

/** @param seed of the run; equal seeds give equal systems */
export function drawRunParameters(options: MockOptions, seed: string): RunParameters {
  const { ttft, itl, noise, energy, secondsPerPromptToken } = options;
  const speedFactor = lognormalFactor(noise.speedCv, namedRandom(seed, "mock-speed"));
  const powerFactor = lognormalFactor(noise.powerCv, namedRandom(seed, "mock-power"));
  const drawTtft = lognormalWithMean(ttft.meanSeconds, ttft.cv, namedRandom(seed, "mock-ttft"));
  const drawItl = lognormalWithMean(itl.meanSeconds, itl.cv, namedRandom(seed, "mock-itl"));
  const wholeNs = (seconds: number): Nanoseconds => Math.round(seconds * speedFactor * NS_PER_SECOND);
  return {
    drawPrefillNs: (promptTokens) => wholeNs(drawTtft() + promptTokens * secondsPerPromptToken),
    drawGapNs: (chunkTokens) => wholeNs(drawItl() * chunkTokens),
    idleWatts: energy.idleWatts * powerFactor,
    joulesPerPromptToken: energy.joulesPerPromptToken * powerFactor,
    joulesPerOutputToken: energy.joulesPerOutputToken * powerFactor,
  };
}
