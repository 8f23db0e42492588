import { regularisedIncompleteBeta } from "./incomplete-beta.js";
import { logBeta } from "./log-gamma.js";

const MAX_NEWTON_STEPS = 100;

/** Newton's error is squared by each step: after a relative step of this size only rounding is left. */
const CONVERGED_STEP = 1e-8;

/**
 * P(T ≤ t) for Student's t with `df` degrees of freedom (> 0, not necessarily whole).
 * A&S 26.7.1: the two-sided tail is I_x(df/2, ½) at x = df / (df + t²).
 *
 * @throws RangeError when t is NaN or df is not a positive finite number.
 */
export function studentTCdf(t: number, df: number): number {
  const oneTail = studentTTwoSidedP(t, df) / 2;
  return t <= 0 ? oneTail : 1 - oneTail;
}

/**
 * P(|T| > |t|): the two-sided p-value of a t statistic. Small values keep their relative accuracy.
 *
 * @throws RangeError when t is NaN or df is not a positive finite number.
 */
export function studentTTwoSidedP(t: number, df: number): number {
  const { inside, outside } = betaArguments(t, df);
  return regularisedIncompleteBeta(df / 2, 0.5, outside, inside);
}

/**
 * The t with P(T ≤ t) = p, for 0 < p < 1 and df ≥ 1 (not necessarily whole).
 * Relative accuracy about 1e-14, in terms of the given p, for tails of 1e-100 and more.
 *
 * @throws RangeError when p is outside (0, 1), its tail is below 1e-100, or df is below 1 or not finite.
 */
export function studentTQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`studentTQuantile needs p between 0 and 1, got ${p}`);
  if (!(df >= 1 && Number.isFinite(df))) throw new RangeError(`studentTQuantile needs finite df >= 1, got ${df}`);
  const tail = Math.min(p, 1 - p);
  if (tail < 1e-100) throw new RangeError(`studentTQuantile needs both tails of at least 1e-100, got p = ${p}`);
  if (tail === 0.5) return 0;
  // Near the median the tail has lost the digits that the centre, 1 − 2·tail, still has; far out it is the reverse.
  const quantile = tail < 0.25 ? solveTail(2 * tail, df) : solveCentre(1 - 2 * tail, df);
  return p < 0.5 ? -quantile : quantile;
}

/**
 * The half-width, in standard errors, of a two-sided t interval of this confidence (0.95, not 95).
 *
 * @throws RangeError when confidence is outside (0, 1) or df is below 1 or not finite.
 */
export function studentTCritical(confidence: number, df: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence must lie between 0 and 1, got ${confidence}`);
  }
  return studentTQuantile(0.5 + confidence / 2, df);
}

/** Both beta arguments, each without the subtraction from 1: at t near 0 and far out one of them would lose its digits. */
function betaArguments(t: number, df: number): { inside: number; outside: number } {
  if (Number.isNaN(t)) throw new RangeError("Student's t needs a number, got NaN");
  if (!(df > 0 && Number.isFinite(df))) throw new RangeError(`Student's t needs positive finite df, got ${df}`);
  const tSquared = t * t;
  if (tSquared === Number.POSITIVE_INFINITY) return { inside: 1, outside: 0 };
  return { inside: tSquared / (df + tSquared), outside: df / (df + tSquared) };
}

/**
 * The t > 0 with P(|T| > t) = `target` < ½, by Newton's method on ln P against w = (df/2) ln(1 + t²/df).
 * P falls nearly as e^−w for every df, on a convex curve: from the left of the solution it converges without a bracket.
 */
function solveTail(target: number, df: number): number {
  let t = 0.5;
  let w = (df / 2) * Math.log1p((t * t) / df);
  for (let iteration = 0; iteration < MAX_NEWTON_STEPS; iteration++) {
    const tail = studentTTwoSidedP(t, df);
    const slope = (2 * density(t, df) * (1 + (t * t) / df)) / (t * tail);
    const step = Math.log(tail / target) / slope;
    w += step;
    t = Math.sqrt(df * Math.expm1((2 * w) / df));
    if (Math.abs(step) <= CONVERGED_STEP * w) return t;
  }
  throw new Error(`studentTQuantile did not converge for a tail of ${target / 2}, df = ${df}`);
}

/** The t > 0 with P(|T| ≤ t) = `target` ≤ ½; the curve is concave and starts from 0, so Newton's method converges. */
function solveCentre(target: number, df: number): number {
  let t = target / (2 * density(0, df));
  for (let iteration = 0; iteration < MAX_NEWTON_STEPS; iteration++) {
    const { inside, outside } = betaArguments(t, df);
    const step = (target - regularisedIncompleteBeta(0.5, df / 2, inside, outside)) / (2 * density(t, df));
    t += step;
    if (Math.abs(step) <= CONVERGED_STEP * t) return t;
  }
  throw new Error(`studentTQuantile did not converge for a centre of ${target}, df = ${df}`);
}

/** The density of Student's t, A&S 26.7. */
function density(t: number, df: number): number {
  const logDensity = -logBeta(0.5, df / 2) - Math.log(df) / 2 - ((df + 1) / 2) * Math.log1p((t * t) / df);
  return Math.exp(logDensity);
}
