/** A decimal number, with a percent sign behind it where it is a percentage; the wide sign is that of Chinese keyboards. */
const FRACTION = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*([%％])?\s*$/;

/** The percentage as JSON Schema describes it. */
export const PERCENT_PATTERN = "^\\s*(\\d+(\\.\\d*)?|\\.\\d+)\\s*[%％]\\s*$";

/**
 * A relative size as people write it: `0.03`, `3 %` or `3%`, as a fraction.
 *
 * @returns undefined for what is neither; whether the size makes sense is the caller's question
 */
export function parseFraction(text: string): number | undefined {
  const [, digits, sign] = FRACTION.exec(text) ?? [];
  if (digits === undefined) return undefined;
  // Not divided by 100: 2.3 % is to be the number that 0.023 is.
  return Number(sign === undefined ? digits : `${digits}e-2`);
}
