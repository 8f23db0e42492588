import { listAt, textAt } from "./peek.js";

/** Two systems of an entry of `comparisons`, and the key of the entry that names the candidate. */
export interface ComparedSides {
  readonly candidate: string;
  readonly baseline: string;
  readonly path: readonly PropertyKey[];
}

/**
 * Who is compared with whom in one entry, which nobody may have validated yet: one candidate or several against one baseline,
 * or each of some systems against those before it.
 */
export function comparedSides(entry: unknown): readonly ComparedSides[] {
  const baseline = textAt(entry, "baseline");
  const pairs = namesAt(entry, "pairs").flatMap((candidate, _, names) =>
    names
      .filter(({ place }) => place < candidate.place)
      .map((earlier) => ({ candidate: candidate.name, baseline: earlier.name, path: candidate.path })),
  );
  if (baseline === undefined) return pairs;
  const candidate = textAt(entry, "candidate");
  const single = candidate === undefined ? [] : [{ candidate, baseline, path: ["candidate"] }];
  const several = namesAt(entry, "candidates").map(({ name, path }) => ({ candidate: name, baseline, path }));
  return [...single, ...several, ...pairs];
}

/** The texts of a list, with their places in it. */
export function namesAt(entry: unknown, key: string) {
  return listAt(entry, key).flatMap((name, place) =>
    typeof name === "string" ? [{ name, place, path: [key, place] }] : [],
  );
}
