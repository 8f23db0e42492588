/** Shown in the place of a number that is not there. */
export const MISSING = "–";

/** Digits of an uncertainty that are shown; the number it belongs to ends at the same place. */
const UNCERTAINTY_DIGITS = 2;
const PLAIN_DIGITS = 4;
const CHANGE_DIGITS = 3;
const MOST_DECIMALS = 9;
/** Decimals that are added at most to tell a number from a limit. */
const MOST_MORE = 4;
/** A margin is stated in tenths of a percent at the finest. */
const LIMIT_DECIMALS = 4;
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
  // Rounding errors of an arithmetic that should have given 0.
  const isNothing = [value, halfWidth].every((one) => Number(one.toFixed(MOST_DECIMALS)) === 0);
  if (decimals === undefined || isNothing) return formatPlain(value);
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

/**
 * A ratio, or an end of its interval, with as many decimals as the interval's half-width warrants; at least two, and as many as tell
 * it from each limit.
 */
export function formatRatio(ratio: number, halfWidth: number, limits: readonly number[] = []): string {
  return formatBeside(ratio, ratioDecimals(halfWidth), limits);
}

function ratioDecimals(halfWidth: number): number {
  return Math.max(2, decimalsFor(halfWidth, UNCERTAINTY_DIGITS) ?? PLAIN_DIGITS - 1);
}

/**
 * The two ends of a ratio's interval, with more decimals where fewer would put an end on the other side of, or onto, one of the
 * limits that a verdict rests on: 1.0001 beside a verdict that needs more than 1 is no `1.000`.
 */
export function formatInterval(low: number, high: number, limits: readonly number[]): Record<"low" | "high", string> {
  const halfWidth = (high - low) / 2;
  const decimals = ratioDecimals(halfWidth);
  return { low: formatBeside(low, decimals, limits), high: formatBeside(high, decimals, limits) };
}

/** A number with so many decimals, or as many more as tell it from each limit. */
function formatBeside(value: number, decimals: number, limits: readonly number[]): string {
  for (let more = decimals; more < decimals + MOST_MORE; more += 1) {
    const shown = Number(value.toFixed(more));
    if (limits.every((limit) => Math.sign(shown - roundedLimit(limit, more)) === Math.sign(value - limit))) {
      return formatFixed(value, more);
    }
  }
  return formatFixed(value, decimals);
}

/** A limit as a reader has it in mind: 1.02 as it is, 1 / 1.02 to as many decimals as the number beside it. */
function roundedLimit(limit: number, decimals: number): number {
  return Number.isFinite(limit) ? Number(limit.toFixed(Math.max(decimals, LIMIT_DECIMALS))) : limit;
}

/** A share as percent: 0.02 as `2 %`. */
export function formatPercent(share: number, digits = PLAIN_DIGITS): string {
  return `${formatPlain(share * 100, digits)} %`;
}

/** A p-value behind its sign: `= 0.012`, `< 0.0001`; with more digits where two would hide on which side of `limit` it lies. */
export function formatP(p: number, limit = Number.NaN): string {
  if (p < LEAST_P) return `< ${LEAST_P}`;
  const side = Math.sign(p - limit);
  for (let digits = UNCERTAINTY_DIGITS; digits <= UNCERTAINTY_DIGITS + MOST_MORE; digits += 1) {
    const text = formatPlain(p, digits);
    if (Number.isNaN(side) || Math.sign(Number(text) - limit) === side) return `= ${text}`;
  }
  return `= ${formatPlain(p, UNCERTAINTY_DIGITS)}`;
}

/** How far a ratio lies from 1, as percent with the digits that its interval's half-width warrants: 1.081 as `8.1 %`. */
export function formatDistance(ratio: number, halfWidth: number, limits: readonly number[] = []): string {
  const decimals = decimalsFor(halfWidth * 100, UNCERTAINTY_DIGITS) ?? 1;
  const near = limits.filter((limit) => limit > 1 === ratio > 1);
  const percentages = near.map((limit) => Math.abs(limit - 1) * 100);
  return `${formatBeside(Math.abs(ratio - 1) * 100, decimals, percentages)} %`;
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
