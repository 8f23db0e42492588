/** Shown in the place of a number that is not there. */
export const MISSING = "–";

/** Digits of an uncertainty that are shown; the number it belongs to ends at the same place. */
const UNCERTAINTY_DIGITS = 2;
const PLAIN_DIGITS = 4;
const CHANGE_DIGITS = 3;
const MOST_DECIMALS = 9;
/** Smaller ones rest on tails of a distribution that nobody has checked so far out. */
const LEAST_P = 0.0001;
const FLOP_PREFIXES = [
  [1e15, "P"],
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
] as const;

/** `2162.4` ± `30.2` as `2,162 ± 30`; without a usable half-width four significant digits. */
export function formatWithUncertainty(value: number, halfWidth: number): string {
  const decimals = decimalsFor(halfWidth, UNCERTAINTY_DIGITS);
  if (decimals === undefined) return formatPlain(value);
  return `${formatFixed(value, decimals)} ± ${formatFixed(halfWidth, decimals)}`;
}

/** Four significant digits, or as many as asked for, without trailing zeros after the point. */
export function formatPlain(value: number, digits = PLAIN_DIGITS): string {
  const decimals = decimalsFor(value, digits);
  return formatFixed(value, decimals ?? 0)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
}

/** A whole number, its thousands apart: `1,048,576`. */
export function formatCount(value: number): string {
  return formatFixed(value, 0);
}

/** FLOP (or FLOP/s, but for the `/s`) with the prefix that fits: 5.147e10 as `51.47 GFLOP`. */
export function formatFlops(flops: number): string {
  const [factor, prefix] = FLOP_PREFIXES.find(([least]) => flops >= least) ?? [1, ""];
  return `${formatPlain(flops / factor)} ${prefix}FLOP`;
}

/** A ratio, or an end of its interval, with as many decimals as the interval's half-width warrants; at least two. */
export function formatRatio(ratio: number, halfWidth: number): string {
  return formatFixed(ratio, Math.max(2, decimalsFor(halfWidth, UNCERTAINTY_DIGITS) ?? PLAIN_DIGITS - 1));
}

/** A share as percent: 0.02 as `2 %`. */
export function formatPercent(share: number, digits = PLAIN_DIGITS): string {
  return `${formatPlain(share * 100, digits)} %`;
}

/** A p-value behind its sign: `= 0.012`, `< 0.0001`. */
export function formatP(p: number): string {
  return p < LEAST_P ? `< ${LEAST_P}` : `= ${formatPlain(p, UNCERTAINTY_DIGITS)}`;
}

/** How far a ratio lies from 1, as percent with the digits that its interval's half-width warrants: 1.081 as `8.1 %`. */
export function formatDistance(ratio: number, halfWidth: number): string {
  const decimals = decimalsFor(halfWidth * 100, UNCERTAINTY_DIGITS) ?? 1;
  return `${formatFixed(Math.abs(ratio - 1) * 100, decimals)} %`;
}

/** A factor as a signed change of three digits: 0.95 as `−5 %`. */
export function formatChange(factor: number): string {
  const change = factor - 1;
  const sign = change < 0 ? "−" : "+";
  return `${sign}${formatPercent(Math.abs(change), CHANGE_DIGITS)}`;
}

/** Decimals that leave `digits` significant ones of `value`; none where it has no magnitude. */
function decimalsFor(value: number, digits: number): number | undefined {
  if (!Number.isFinite(value) || value === 0) return undefined;
  // Through the rounded form, so that 9.96 counts as 10 and keeps its two digits.
  const exponent = Number(
    Math.abs(value)
      .toExponential(digits - 1)
      .split("e")[1],
  );
  return Math.min(MOST_DECIMALS, Math.max(0, digits - 1 - exponent));
}

function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : MISSING;
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const text = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && Number(value.toFixed(decimals)) !== 0 ? `−${text}` : text;
}
