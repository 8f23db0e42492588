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
    }
  | {
      /** exp of a normal variable: `median` = exp(mu), `sigma` the standard deviation of the logarithm. */
      readonly kind: "lognormal";
      readonly median: number;
      readonly sigma: number;
      readonly low: number;
      readonly high: number;
    }
  | {
      /** Lengths that were seen somewhere, each as likely as its weight (equally likely without weights). */
      readonly kind: "empirical";
      readonly values: readonly number[];
      readonly weights?: readonly number[] | undefined;
    };

/** The smallest value that a draw can have. */
export function shortest(lengths: LengthDistribution): number {
  if (lengths.kind === "empirical") return Math.min(...lengths.values);
  return lengths.kind === "fixed" ? lengths.value : lengths.low;
}

/** The largest value that a draw can have. */
export function longest(lengths: LengthDistribution): number {
  if (lengths.kind === "empirical") return Math.max(...lengths.values);
  return lengths.kind === "fixed" ? lengths.value : lengths.high;
}

/** Mean of the distribution before rounding and, for `normal` and `lognormal`, before the cut at its limits. */
export function meanLength(lengths: LengthDistribution): number {
  switch (lengths.kind) {
    case "fixed":
      return lengths.value;
    case "uniform":
      return (lengths.low + lengths.high) / 2;
    case "normal":
      return lengths.mean;
    case "lognormal":
      return lengths.median * Math.exp(lengths.sigma ** 2 / 2);
    case "empirical":
      return weightedMean(lengths.values, lengths.weights);
  }
}

function weightedMean(values: readonly number[], weights: readonly number[] | undefined): number {
  const weightOf = (index: number): number => weights?.[index] ?? 1;
  const total = values.reduce((sum, _, index) => sum + weightOf(index), 0);
  return values.reduce((sum, value, index) => sum + value * weightOf(index), 0) / total;
}
