import { randomNormal } from "d3-random";
import { namedRandom } from "../../../contract/random.js";
import type { MockTraining } from "./options.js";

/**
 * Losses of the steps of one training, the first one first: `floor + (start - floor) * 2^(-tokens / halfLifeTokens)` at the
 * tokens consumed with the step, times one plus noise. With `risingLoss` what it would have fallen by is added instead.
 *
 * @param dataSeed equal seeds give equal losses, whatever the system
 */
export function lossCurve(
  { loss, faults }: Pick<MockTraining, "loss" | "faults">,
  work: { readonly steps: number; readonly tokensPerStep: number },
  dataSeed: string,
): readonly number[] {
  const { start, floor, halfLifeTokens, noise } = loss;
  const drawNoise = randomNormal.source(namedRandom(dataSeed, "mock-loss"))(1, noise);
  const nanFrom = faults?.nanLossFromStep ?? Number.POSITIVE_INFINITY;
  return Array.from({ length: work.steps }, (_, index) => {
    const step = index + 1;
    const noiseFactor = drawNoise();
    if (step >= nanFrom) return Number.NaN;
    const fallen = (start - floor) * (1 - 2 ** ((-step * work.tokensPerStep) / halfLifeTokens));
    return (faults?.risingLoss === true ? start + fallen : start - fallen) * noiseFactor;
  });
}
