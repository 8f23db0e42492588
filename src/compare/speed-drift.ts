import { type Finding, warning } from "../model/finding.js";
import { mean } from "../statistics/summary.js";

/**
 * That speed went one way all along: no group of the last third is as fast (or as slow) as any of the first. Training has so little
 * noise that a smooth bend, such as that of a chip which warms up, is all that a test of two means sees of it, and takes it for
 * noise whose neighbours belong together; groups in any order would fall apart so by less than 1 in 10^10 of 60.
 *
 * @param least difference between the two halves that counts, relative
 */
export function speedDrift(speeds: readonly number[], least: number): Finding | undefined {
  const [third, half] = [Math.floor(speeds.length / 3), Math.floor(speeds.length / 2)];
  if (third === 0) return undefined;
  const [first, last] = [speeds.slice(0, third), speeds.slice(-third)];
  const falls = Math.max(...last) < Math.min(...first);
  const rises = Math.min(...last) > Math.max(...first);
  const relative = mean(speeds.slice(-half)) / mean(speeds.slice(0, half)) - 1;
  if (!(falls || rises) || !(Math.abs(relative) > least)) return undefined;
  const direction = falls ? "falls" : "rises";
  return warning("speed-drifts", { direction, relative: Math.abs(relative) });
}
