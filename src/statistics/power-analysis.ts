import { chiSquaredCdf } from "./chi-squared.js";
import { noncentralTCdf } from "./noncentral-t.js";
import { studentTQuantile } from "./student-t.js";

/**
 * Two independent arms of equally many runs, compared with pooled variance or by Welch's test, or differences of pairs (one-sample).
 * Of equal spreads Welch's degrees of freedom are fewer by chance: with three runs it finds 70 of what the pooled test finds 80 of.
 */
export type TestDesign = "two-sample" | "welch" | "paired";

/** A comparison of two arms of equally many runs, as it is planned. */
export interface PlannedTest {
  /**
   * True difference over a standard deviation: of two samples that between runs, of pairs that of the differences. Of ratios, the
   * log ratio over the coefficient of variation.
   */
  readonly effect: number;
  /** Two-sided, e.g. 0.05. */
  readonly alpha: number;
  /** `two-sample` where it is left out. */
  readonly design?: TestDesign | undefined;
}

/** By design: samples that `n` runs an arm are, and the fewest runs that leave a degree of freedom. */
const DESIGNS = {
  "two-sample": { samples: 2, fewest: 1.5 },
  welch: { samples: 2, fewest: 2 },
  paired: { samples: 1, fewest: 2 },
} as const satisfies Record<TestDesign, { samples: number; fewest: number }>;

/**
 * Chance to find a true difference with `n` runs an arm by the two-sided t test: P(T > t_crit) with noncentrality
 * effect √(n/k) and k(n − 1) degrees of freedom, k samples (R's `power.t.test`, which leaves the wrong tail out as well).
 * Of Welch's test it is the mean over the degrees of freedom that chance gives it.
 *
 * @param n runs an arm, or pairs, at least 1.5 (Welch's and pairs 2), not necessarily whole
 * @throws RangeError where the effect is not positive or alpha is outside (0, 1)
 */
export function powerOfRuns(n: number, { effect, alpha, design = "two-sample" }: PlannedTest): number {
  if (!(effect > 0 && Number.isFinite(effect))) throw new RangeError(`no effect of ${effect}`);
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, got ${alpha}`);
  const { samples } = DESIGNS[design];
  const df = Math.max(1, samples * (n - 1));
  const noncentrality = effect * Math.sqrt(n / samples);
  const powerAt = (criticalDf: number): number =>
    powerBeyond(studentTQuantile(1 - alpha / 2, criticalDf), df, noncentrality);
  return design === "welch" && n < WELCH_IS_POOLED ? meanOverWelch(n, powerAt) : powerAt(df);
}

/** From so many runs an arm both tests of two arms have the same power, to four digits. */
const WELCH_IS_POOLED = 100;
const WELCH_STEPS = 16;

/**
 * The mean of `powerAt` over Welch's degrees of freedom for arms of equal spread. The statistic is that of the pooled test; only
 * the critical value differs. The share w of one arm in the sum of both variances is beta((n−1)/2, (n−1)/2) and independent of the
 * sum; with w = (1 + sin θ)/2 its density is cos^(n−2) θ and the degrees of freedom are 2(n−1)/(1 + sin² θ). By Simpson's rule.
 */
function meanOverWelch(n: number, powerAt: (df: number) => number): number {
  return simpsonMean([0, Math.min(Math.PI / 2, 8 / Math.sqrt(n))], WELCH_STEPS, (angle) => ({
    weight: Math.max(0, Math.cos(angle)) ** Math.max(0, n - 2),
    value: powerAt(Math.max(1, (2 * (n - 1)) / (1 + Math.sin(angle) ** 2))),
  }));
}

/** The weighted mean over an interval, by Simpson's rule with an even number of steps. */
function simpsonMean(
  [from, to]: readonly [from: number, to: number],
  steps: number,
  at: (place: number) => { readonly weight: number; readonly value: number },
): number {
  const step = (to - from) / steps;
  let [sum, weights] = [0, 0];
  for (let index = 0; index <= steps; index += 1) {
    const { weight, value } = at(from + index * step);
    const share = weight * (index === 0 || index === steps ? 1 : index % 2 === 1 ? 4 : 2);
    weights += share;
    sum += share * value;
  }
  return sum / weights;
}

/** P(T > critical) of a noncentral t. */
function powerBeyond(critical: number, df: number, noncentrality: number): number {
  if (noncentrality <= MOST_SUMMED) return 1 - noncentralTCdf(critical, df, noncentrality);
  return farPower(critical, df, noncentrality);
}

/** Noncentrality up to which the series of the noncentral t distribution has something to add up. */
const MOST_SUMMED = 36;
/** Standard deviations of the normal variable, and steps in them, over which `farPower` adds up. */
const [FARTHEST, STEPS] = [8, 160];

/**
 * P((Z + δ) / √(χ²/df) > t) for a large δ: the mean over Z of P(χ² < df ((Z + δ) / t)²), by Simpson's rule. It is not 1 where few
 * degrees of freedom and a small alpha make t as large as δ.
 */
function farPower(critical: number, df: number, noncentrality: number): number {
  const power = simpsonMean([-FARTHEST, FARTHEST], STEPS, (z) => ({
    weight: Math.exp((-z * z) / 2),
    value: chiSquaredCdf(df * ((noncentrality + z) / critical) ** 2, df),
  }));
  return Math.min(1, power);
}

/** More runs than these a side nobody makes. */
const MOST_RUNS = 100_000;

/**
 * Runs an arm that find the effect with the asked power, not rounded: the solution of `powerOfRuns`; round up.
 *
 * @returns undefined where more than 100,000 would be needed
 * @throws RangeError where power is outside (alpha, 1)
 */
export function runsForPower(power: number, test: PlannedTest): number | undefined {
  if (!(power > test.alpha && power < 1)) throw new RangeError(`power must lie between alpha and 1, got ${power}`);
  if (powerOfRuns(MOST_RUNS, test) < power) return undefined;
  return solve(DESIGNS[test.design ?? "two-sample"].fewest, MOST_RUNS, (n) => powerOfRuns(n, test) - power);
}

/** Far beyond what two pairs find with a power of 0.9 where a hundred metrics share 5 %: some 1,500. */
const LARGEST_EFFECT = 1e5;

/** The smallest effect that `n` runs an arm (or pairs) find with the asked power, in standard deviations. */
export function detectableEffect(n: number, power: number, alpha: number, design?: TestDesign): number {
  return solve(1e-6, LARGEST_EFFECT, (effect) => powerOfRuns(n, { effect, alpha, design }) - power);
}

/**
 * The one spread that both arms of equally many runs may be planned with where theirs differ: √((a² + b²)/2). It gives the
 * standard error, and so the noncentrality, of Welch's test exactly; its degrees of freedom, between n − 1 and 2(n − 1), are
 * taken for the most, which asks for at most about one run too few where one arm hardly varies.
 */
export function equalSpread(a: number, b: number): number {
  return Math.sqrt((a * a + b * b) / 2);
}

/** Zero of a rising function, by bisection on the logarithm of its argument. */
function solve(low: number, high: number, rising: (value: number) => number): number {
  let [from, to] = [Math.log(low), Math.log(high)];
  for (let halving = 0; halving < 100; halving += 1) {
    const middle = (from + to) / 2;
    if (middle === from || middle === to) break;
    if (rising(Math.exp(middle)) < 0) from = middle;
    else to = middle;
  }
  return Math.exp((from + to) / 2);
}
