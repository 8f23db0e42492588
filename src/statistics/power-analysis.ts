import { noncentralTCdf } from "./noncentral-t.js";
import { studentTQuantile } from "./student-t.js";

/** Two independent arms of equally many runs, or differences of pairs (one-sample). */
export type TestDesign = "two-sample" | "paired";

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
  paired: { samples: 1, fewest: 2 },
} as const satisfies Record<TestDesign, { samples: number; fewest: number }>;

/**
 * Chance to find a true difference with `n` runs an arm by the two-sided t test: P(T > t_crit) with noncentrality
 * effect √(n/k) and k(n − 1) degrees of freedom, k samples (R's `power.t.test`, which leaves the wrong tail out as well).
 *
 * @param n runs an arm, or pairs, at least 1.5 (pairs 2), not necessarily whole
 * @throws RangeError where the effect is not positive or alpha is outside (0, 1)
 */
export function powerOfRuns(n: number, { effect, alpha, design = "two-sample" }: PlannedTest): number {
  if (!(effect > 0 && Number.isFinite(effect))) throw new RangeError(`no effect of ${effect}`);
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must lie between 0 and 1, got ${alpha}`);
  const { samples } = DESIGNS[design];
  const df = Math.max(1, samples * (n - 1));
  const noncentrality = effect * Math.sqrt(n / samples);
  if (noncentrality > 36) return 1;
  return 1 - noncentralTCdf(studentTQuantile(1 - alpha / 2, df), df, noncentrality);
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

/** The smallest effect that `n` runs an arm (or pairs) find with the asked power, in standard deviations. */
export function detectableEffect(n: number, power: number, alpha: number, design?: TestDesign): number {
  return solve(1e-6, 30, (effect) => powerOfRuns(n, { effect, alpha, design }) - power);
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
    if (rising(Math.exp(middle)) < 0) from = middle;
    else to = middle;
  }
  return Math.exp((from + to) / 2);
}
