/** A distribution of whole numbers (words of a prompt, tokens of an output); draws are rounded and at least 1. */
export type LengthDistribution =
  | { readonly kind: "fixed"; readonly value: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | {
      readonly kind: "normal";
      readonly mean: number;
      readonly sd: number;
      readonly low: number;
      readonly high: number;
    };

/** The smallest value that a draw can have. */
export function shortest(lengths: LengthDistribution): number {
  return lengths.kind === "fixed" ? lengths.value : lengths.low;
}

/** The largest value that a draw can have. */
export function longest(lengths: LengthDistribution): number {
  return lengths.kind === "fixed" ? lengths.value : lengths.high;
}

/** Mean of the distribution before rounding and, for `normal`, before the cut at its limits. */
export function meanLength(lengths: LengthDistribution): number {
  if (lengths.kind === "fixed") return lengths.value;
  return lengths.kind === "uniform" ? (lengths.low + lengths.high) / 2 : lengths.mean;
}
