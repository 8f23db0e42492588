import { studentTCritical } from "./student-t.js";
import { mean } from "./summary.js";

export interface RatioOfSums {
  readonly ratio: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Sum over sum of what belongs together run by run (tokens over joules), with the standard error of the delta method and n − 1
 * degrees of freedom. The mean of the ratios answers another question.
 *
 * @returns undefined where there are fewer than three pairs or the lower sum is 0
 * @throws RangeError where the lengths differ or confidence is outside (0, 1)
 */
export function ratioOfSums(
  numerators: readonly number[],
  denominators: readonly number[],
  confidence: number,
): RatioOfSums | undefined {
  const n = numerators.length;
  if (n !== denominators.length) throw new RangeError(`${n} numerators and ${denominators.length} denominators`);
  if (n < 3) return undefined;
  const below = mean(denominators);
  if (below === 0) return undefined;
  const ratio = mean(numerators) / below;
  const squares = numerators.reduce(
    (sum, value, index) => sum + (value - ratio * (denominators[index] as number)) ** 2,
    0,
  );
  const standardError = Math.sqrt(squares / (n * (n - 1))) / Math.abs(below);
  const half = studentTCritical(confidence, n - 1) * standardError;
  return { ratio, standardError, low: ratio - half, high: ratio + half };
}
