/** Exit codes of the command (DESIGN rule 10). */
export const EXIT = {
  ok: 0,
  /** A regression, or a requirement that is not met: `gate` and `accept` only. */
  regression: 1,
  /** Wrong use of the command, or an invalid plan. */
  usage: 2,
  /** Measurement failed or invalid, not comparable, or nothing there to judge. */
  measurement: 3,
  inconclusive: 4,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Which of several codes wins when all hold. */
const PRECEDENCE: readonly ExitCode[] = [
  EXIT.interrupted,
  EXIT.usage,
  EXIT.measurement,
  EXIT.regression,
  EXIT.inconclusive,
];

/** The one code to exit with when each of `codes` holds; `ok` when none does. */
export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}
