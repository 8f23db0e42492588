import { distance } from "fastest-levenshtein";

/** Shorter words begin too much. */
const SHORTEST_BEGINNING = 3;

/**
 * The candidate that was probably meant by a misspelt or an unfinished word (`h100` for `h100-sxm`); none when nothing is near.
 */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const begun = candidates.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase()));
  if (begun.length === 1 && word.length >= SHORTEST_BEGINNING) return begun[0];
  const ranked = candidates
    .map((candidate) => ({ candidate, steps: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best !== undefined && best.steps <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
}
