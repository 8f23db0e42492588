import { InputError } from "../model/errors.js";
import { parseFraction } from "../suite/percent.js";

/**
 * A relative size between 0 and 1 that was given on the command line, as a fraction (`0.03`) or a percentage (`3 %`, `3%`).
 *
 * @param option its name without dashes
 * @throws InputError for anything else
 */
export function readFraction(option: string, text: string): number {
  const fraction = parseFraction(text);
  if (fraction !== undefined && fraction > 0 && fraction < 1) return fraction;
  const data = { option, received: JSON.stringify(text) };
  throw new InputError([{ code: "option-not-fraction", data, hint: "fraction" }]);
}
