import { namedRandom } from "../../../contract/random.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../../model/time.js";
import { lognormalFactor, lognormalWithMean } from "../lognormal.js";
import type { MockOptions } from "../options.js";
import { tokensPerSecondOn } from "./node-speed.js";
import type { MockTraining } from "./options.js";

/** What a mock system that trains is in one run: its options, with the run's own speed and appetite drawn from its seed. */
export interface TrainingParameters {
  /** Draws the time of one step of so many tokens on so many nodes, as whole nanoseconds. */
  drawStepNs(tokens: number, nodes: number): Nanoseconds;
  readonly startNs: Nanoseconds;
  readonly stallNs: Nanoseconds;
  readonly idleWattsPerNode: number;
  readonly joulesPerToken: number;
}

/** @param seed of the run; equal seeds give equal systems */
export function drawTrainingParameters(
  { noise, energy }: Pick<MockOptions, "noise" | "energy">,
  training: MockTraining,
  seed: string,
): TrainingParameters {
  const speedFactor = lognormalFactor(noise.speedCv, namedRandom(seed, "mock-speed"));
  const powerFactor = lognormalFactor(noise.powerCv, namedRandom(seed, "mock-power"));
  const drawJitter = lognormalWithMean(1, training.stepCv, namedRandom(seed, "mock-step"));
  const wholeNs = (seconds: number): Nanoseconds => Math.round(seconds * speedFactor * NS_PER_SECOND);
  return {
    drawStepNs: (tokens, nodes) => Math.max(1, wholeNs((tokens / tokensPerSecondOn(nodes, training)) * drawJitter())),
    startNs: wholeNs(training.startSeconds),
    stallNs: wholeNs(training.stalls?.seconds ?? 0),
    idleWattsPerNode: energy.idleWatts * powerFactor,
    joulesPerToken: training.joulesPerToken * powerFactor,
  };
}
