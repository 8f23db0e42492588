import { midranks } from "./midranks.js";
import { studentTTwoSidedP } from "./student-t.js";
import { mean } from "./summary.js";

export interface RankCorrelation {
  /** In −1..1. */
  readonly rho: number;
  /** Two-sided p of "no trend", by t with n − 2 degrees of freedom. */
  readonly p: number;
}

/** Spearman's rank correlation of a series with its order. Undefined for fewer than four values, or values that do not vary. */
export function trendInOrder(values: readonly number[]): RankCorrelation | undefined {
  const n = values.length;
  if (n < 4) return undefined;
  const ranks = midranks(values);
  const centre = (n + 1) / 2;
  const products = ranks.reduce((sum, rank, index) => sum + (rank - mean(ranks)) * (index + 1 - centre), 0);
  const squares = ranks.reduce((sum, rank) => sum + (rank - centre) ** 2, 0);
  if (squares === 0) return undefined;
  const rho = Math.max(-1, Math.min(1, products / Math.sqrt((squares * n * (n ** 2 - 1)) / 12)));
  if (Math.abs(rho) === 1) return { rho, p: 0 };
  return { rho, p: studentTTwoSidedP(rho * Math.sqrt((n - 2) / (1 - rho ** 2)), n - 2) };
}
