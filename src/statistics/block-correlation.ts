import { studentTCdf } from "./student-t.js";
import { mean } from "./summary.js";

export interface BlockCorrelation {
  /** Pearson's, in −1..1. */
  readonly r: number;
  /** One-sided p of "they do not go up and down together", by t with n − 2 degrees of freedom. */
  readonly p: number;
}

/**
 * Whether the two values of each pair go up and down together: what pairing takes out of a comparison.
 *
 * @returns undefined for fewer than three pairs, or a side that does not vary
 */
export function blockCorrelation(pairs: readonly (readonly [number, number])[]): BlockCorrelation | undefined {
  const n = pairs.length;
  if (n < 3) return undefined;
  const [ours, theirs] = [mean(pairs.map(([one]) => one)), mean(pairs.map(([, other]) => other))];
  const sum = (of: (one: number, other: number) => number): number =>
    pairs.reduce((total, [one, other]) => total + of(one - ours, other - theirs), 0);
  const squares = sum((one) => one ** 2) * sum((_, other) => other ** 2);
  if (!(squares > 0)) return undefined;
  const r = Math.max(-1, Math.min(1, sum((one, other) => one * other) / Math.sqrt(squares)));
  if (Math.abs(r) === 1) return { r, p: r === 1 ? 0 : 1 };
  return { r, p: studentTCdf(-r * Math.sqrt((n - 2) / (1 - r ** 2)), n - 2) };
}
