const NUMBER = /^\s*([+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)/i;
const NOT_FINITE = /^\s*([+-]?)(nan|inf(?:inity)?)(?![a-z])/i;
const [SPACE, ZERO, NINE] = [32, 48, 57];
const COUNT = /^\s*(\d[\d,]*)(?:\.0*)?(?![\d.e])/i;

/**
 * The number that a text begins with, as Python prints it: with thousands separators, as `nan` or `-inf`, with a unit
 * or anything else behind it. `undefined` where it begins with none (`N/A`, `null`).
 */
export function readNumber(text: string): number | undefined {
  const whole = Number(text);
  // The usual case, and the fastest; white space alone is 0 to it, and so is no text.
  if (whole > 0 && Number.isFinite(whole) && !text.includes("x")) return whole;
  const plain = NUMBER.exec(text)?.[1];
  if (plain !== undefined) return Number(plain.includes(",") ? plain.replaceAll(",", "") : plain);
  const word = NOT_FINITE.exec(text);
  if (word === null) return undefined;
  if (word[2]?.toLowerCase() === "nan") return Number.NaN;
  return word[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** A finite number above 0: a duration, a speed. */
export function readPositive(text: string | undefined): number | undefined {
  const value = text === undefined ? undefined : readNumber(text);
  return value !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
}

/**
 * A whole number, exact in a double. `794.0` is one; `1.63e+6` is not: it was rounded to its digits when it was
 * printed.
 */
export function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const plain = readDigits(text);
  if (plain !== undefined) return plain;
  const digits = COUNT.exec(text)?.[1];
  const value = digits === undefined ? Number.NaN : Number(digits.replaceAll(",", ""));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Nothing but up to 15 digits between spaces, which is how most are printed. */
function readDigits(text: string): number | undefined {
  let at = 0;
  while (text.charCodeAt(at) === SPACE) at += 1;
  const first = at;
  let value = 0;
  for (let code = text.charCodeAt(at); code >= ZERO && code <= NINE; code = text.charCodeAt(at)) {
    value = value * 10 + (code - ZERO);
    at += 1;
  }
  if (at === first || at - first > 15) return undefined;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at === text.length ? value : undefined;
}
