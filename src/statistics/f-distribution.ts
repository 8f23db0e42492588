import { regularisedIncompleteBeta } from "./incomplete-beta.js";

/**
 * P(F > f) of the F distribution with `df1` and `df2` degrees of freedom (> 0, not necessarily whole): A&S 26.6.2. Small
 * values keep their relative accuracy.
 *
 * @throws RangeError when f is NaN or a number of degrees of freedom is not positive and finite
 */
export function fUpperTail(f: number, df1: number, df2: number): number {
  if (Number.isNaN(f)) throw new RangeError("the F distribution needs a number, got NaN");
  for (const df of [df1, df2]) {
    if (!(df > 0 && Number.isFinite(df))) throw new RangeError(`F needs positive finite df, got ${df}`);
  }
  if (f <= 0) return 1;
  if (f === Number.POSITIVE_INFINITY) return 0;
  const sum = df2 + df1 * f;
  return regularisedIncompleteBeta(df2 / 2, df1 / 2, df2 / sum, (df1 * f) / sum);
}
