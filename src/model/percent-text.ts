import { roundDigits } from "./round-digits.js";

/** A share in percent with at most four digits, without the last ones of a binary fraction: 0.07 as `7 %`. */
export function percentText(share: number): string {
  return `${roundDigits(share * 100, 4)} %`;
}
