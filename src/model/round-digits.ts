/** A value with at most so many significant digits, as people and findings are told it. */
export function roundDigits(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
