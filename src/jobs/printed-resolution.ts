import { roundDigits } from "../model/round-digits.js";

/** More digits than these are what a division left over, none that was printed. */
const SIGNIFICANT_DIGITS = 12;

/** Decimals that a value was printed with, at least: a 0 at its end does not show. */
export function decimalsOf(value: number): number {
  const [, decimals = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(shortest(value)) ?? [];
  return Math.max(0, decimals.length - Number(exponent));
}

/**
 * Smallest steps that values of one kind were printed with: 0.1 where all have one decimal. Values are printed with a fixed number
 * of decimals or of digits; either way those with as many digits before the point have as many behind it.
 */
export function resolutionsOf(values: readonly number[]): readonly number[] {
  const decimals = new Map<number, number>();
  for (const value of values) {
    const size = sizeOf(value);
    decimals.set(size, Math.max(decimals.get(size) ?? 0, decimalsOf(value)));
  }
  return values.map((value) => 10 ** -(decimals.get(sizeOf(value)) ?? 0));
}

/** Place of the first digit: 1 for 10 to 99. */
function sizeOf(value: number): number {
  return Math.floor(Math.log10(Math.abs(value)));
}

function shortest(value: number): string {
  return String(roundDigits(value, SIGNIFICANT_DIGITS));
}
