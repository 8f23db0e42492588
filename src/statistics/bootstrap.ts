import { standardNormalCdf, standardNormalQuantile } from "./standard-normal.js";
import { mean, quantileType7 } from "./summary.js";

/** Numbers in [0, 1), seeded by whoever calls: equal seeds, equal intervals. */
export type Uniform = () => number;

export interface BootstrapInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly confidence: number;
  readonly resamples: number;
  readonly random: Uniform;
}

/** Fewer values than these give intervals that cover far less than they claim (79 % at n = 3, 92 % at 10). */
export const MINIMUM_BOOTSTRAP = 20;

/**
 * Efron's bias-corrected and accelerated interval of any statistic of independent values (1987; Davison & Hinkley 5.3.2), the
 * acceleration by the jackknife. For statistics without a formula; runs are compared by `welchLogRatio`.
 *
 * @throws RangeError where there are fewer than two values or confidence is outside (0, 1)
 */
export function bcaInterval(
  values: readonly number[],
  statistic: (values: readonly number[]) => number,
  options: BootstrapOptions,
): BootstrapInterval {
  if (values.length < 2) throw new RangeError("bcaInterval needs at least two values");
  const estimate = statistic(values);
  const replicates = resample(values, options, 1).map(statistic);
  const sorted = Float64Array.from(replicates).sort();
  const below = sorted.filter((value) => value < estimate).length;
  const ties = sorted.filter((value) => value === estimate).length;
  const share = (below + ties / 2) / sorted.length;
  if (share === 0 || share === 1) return { estimate, low: sorted[0] as number, high: sorted.at(-1) as number };
  const bias = standardNormalQuantile(share);
  const acceleration = jackknifeAcceleration(values, statistic);
  const end = (z: number): number => {
    const level = standardNormalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
    return quantileType7(Array.from(sorted), level);
  };
  const z = standardNormalQuantile((1 - checked(options.confidence)) / 2);
  return { estimate, low: end(z), high: end(-z) };
}

/** The acceleration of `bcaInterval`: skewness of the statistic without each of its values, over six. */
export function jackknifeAcceleration(
  values: readonly number[],
  statistic: (values: readonly number[]) => number,
): number {
  const without = values.map((_, index) => statistic(values.filter((_value, other) => other !== index)));
  const centre = mean(without);
  const cubes = without.reduce((sum, value) => sum + (centre - value) ** 3, 0);
  const squares = without.reduce((sum, value) => sum + (centre - value) ** 2, 0);
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/**
 * Percentile interval of a statistic of a correlated series: blocks of neighbours are drawn around a circle (Politis & Romano
 * 1992), so that what hangs together stays together.
 *
 * @param blockLength values that stay together, at least 1
 * @throws RangeError where there is no value, the length is not whole or confidence is outside (0, 1)
 */
export function blockBootstrapInterval(
  series: readonly number[],
  statistic: (values: readonly number[]) => number,
  blockLength: number,
  options: BootstrapOptions,
): BootstrapInterval {
  if (series.length === 0) throw new RangeError("blockBootstrapInterval needs values");
  if (!(Number.isInteger(blockLength) && blockLength >= 1)) throw new RangeError(`no block of ${blockLength} values`);
  const sorted = Array.from(Float64Array.from(resample(series, options, blockLength).map(statistic)).sort());
  const tail = (1 - checked(options.confidence)) / 2;
  return {
    estimate: statistic(series),
    low: quantileType7(sorted, tail),
    high: quantileType7(sorted, 1 - tail),
  };
}

function resample(values: readonly number[], { resamples, random }: BootstrapOptions, block: number): number[][] {
  const n = values.length;
  return Array.from({ length: resamples }, () => {
    const drawn: number[] = [];
    while (drawn.length < n) {
      const first = Math.floor(random() * n);
      for (let offset = 0; offset < block && drawn.length < n; offset += 1) {
        drawn.push(values[(first + offset) % n] as number);
      }
    }
    return drawn;
  });
}

function checked(confidence: number): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new RangeError(`confidence must lie between 0 and 1, got ${confidence}`);
}
