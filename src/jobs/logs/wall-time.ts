const LONGEST_PREFIX = 256;

const [ZERO, NINE] = [48, 57];
const [DASH, COLON, SPACE, LETTER_T, POINT, COMMA] = [45, 58, 32, 84, 46, 44];

/** `20251202 06:56:14`: nothing shorter is a time. */
const SHORTEST = 17;

/**
 * The first wall time of a line, in milliseconds since 1970, with the fraction that it has: `2026-01-16 07:32:08.204113`,
 * `2026-02-24T19:46:17,508`, `20251202 06:56:14`. Logs do not say of which zone it is: it is taken as UTC, and whoever reads
 * the log must say how far its machine's clock is ahead of that.
 *
 * @param end where in the line the time must be over: what comes after is not about when the line was printed; below 0: nowhere
 */
export function readWallTime(text: string, end: number = LONGEST_PREFIX): number | undefined {
  const limit = Math.min(text.length, LONGEST_PREFIX, end < 0 ? LONGEST_PREFIX : end);
  // By codes, not by a pattern: it is looked for in every line of a step, and following a log must cost next to nothing.
  for (let at = 0; at + SHORTEST <= limit; at += 1) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const found = timeAt(text, at, limit);
    if (found !== undefined) return found;
    while (isDigit(text.charCodeAt(at + 1))) at += 1;
  }
  return undefined;
}

function timeAt(text: string, start: number, limit: number): number | undefined {
  const year = 100 * two(text, start) + two(text, start + 2);
  let at = start + 4;
  if (text.charCodeAt(at) === DASH) at += 1;
  const month = two(text, at);
  at += 2;
  if (text.charCodeAt(at) === DASH) at += 1;
  const day = two(text, at);
  const between = text.charCodeAt(at + 2);
  if (!(between === SPACE || between === LETTER_T)) return undefined;
  at += 3;
  if (text.charCodeAt(at + 2) !== COLON || text.charCodeAt(at + 5) !== COLON || at + 8 > limit) return undefined;
  const [hour, minute, second] = [two(text, at), two(text, at + 3), two(text, at + 6)];
  at += 8;
  // Comparisons with what is no number are false.
  const isTime =
    year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second < 61;
  if (!isTime || isDigit(text.charCodeAt(at))) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second) + fractionAt(text, at, limit);
}

const MOST_DIGITS = 9;

/** Milliseconds of `.204113` or `,508`; 0 where there is none. */
function fractionAt(text: string, at: number, limit: number): number {
  const mark = text.charCodeAt(at);
  if (mark !== POINT && mark !== COMMA) return 0;
  let [value, scale] = [0, 1];
  for (let place = at + 1; place < limit && place <= at + MOST_DIGITS; place += 1) {
    const code = text.charCodeAt(place);
    if (!isDigit(code)) break;
    value = value * 10 + (code - ZERO);
    scale *= 10;
  }
  return (value * 1000) / scale;
}

/** Two digits as a number; NaN where there are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? 10 * (tens - ZERO) + (ones - ZERO) : Number.NaN;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
