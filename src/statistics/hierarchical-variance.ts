import { fUpperTail } from "./f-distribution.js";
import { ROUNDING } from "./rounding.js";
import { mean } from "./summary.js";

/** Where the variance of values in groups (runs of a node set, windows of a run) comes from. */
export interface VarianceComponents {
  /** Mean squares between the groups and within them. */
  readonly meanSquareBetween: number;
  readonly meanSquareWithin: number;
  /** Variance of the groups' true means, not below 0. */
  readonly between: number;
  readonly within: number;
  /** Share of the whole variance that lies between the groups: the intra-class correlation. */
  readonly intraclassCorrelation: number;
  readonly f: number;
  /** p of "the groups do not differ". */
  readonly p: number;
  readonly df: readonly [between: number, within: number];
}

/**
 * One-way random-effects analysis of variance, of groups of any sizes (Searle's average size for unequal ones).
 *
 * @returns undefined where there are fewer than two groups, or no group has two values
 */
export function varianceComponents(groups: readonly (readonly number[])[]): VarianceComponents | undefined {
  const filled = groups.filter((group) => group.length > 0);
  const sizes = filled.map((group) => group.length);
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const df = [filled.length - 1, count - filled.length] as const;
  if (df[0] < 1 || df[1] < 1) return undefined;
  const grand = mean(filled.flat());
  const means = filled.map(mean);
  const squaresBetween = means.reduce((sum, own, index) => sum + (sizes[index] as number) * (own - grand) ** 2, 0);
  const squaresWithin = filled.reduce(
    (sum, group, index) => sum + group.reduce((own, value) => own + (value - (means[index] as number)) ** 2, 0),
    0,
  );
  // Rounding is no variance: groups of equal values would differ by it "for certain".
  const rounding = count * (Math.max(...filled.flat().map(Math.abs)) * ROUNDING) ** 2;
  const told = (squares: number): number => (squares > rounding ? squares : 0);
  const [meanSquareBetween, meanSquareWithin] = [told(squaresBetween) / df[0], told(squaresWithin) / df[1]];
  const averageSize = (count - sizes.reduce((sum, size) => sum + size ** 2, 0) / count) / df[0];
  const between = Math.max(0, (meanSquareBetween - meanSquareWithin) / averageSize);
  const f = meanSquareBetween === 0 ? 0 : meanSquareBetween / meanSquareWithin;
  const whole = between + meanSquareWithin;
  return {
    meanSquareBetween,
    meanSquareWithin,
    between,
    within: meanSquareWithin,
    intraclassCorrelation: whole === 0 ? 0 : between / whole,
    f,
    p: meanSquareBetween === 0 ? 1 : fUpperTail(f, df[0], df[1]),
    df,
  };
}
