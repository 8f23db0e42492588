import { distance } from "fastest-levenshtein";

/** The candidate that was probably meant by a misspelt word; none when nothing is near. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, steps: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best !== undefined && best.steps <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
}
