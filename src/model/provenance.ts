/** Where a number comes from. Ordered from the strongest claim to the weakest. */
export const PROVENANCES = ["measured", "derived", "imported", "published", "simulated", "nameplate"] as const;
export type Provenance = (typeof PROVENANCES)[number];

/** What may be claimed of numbers that rest on all of these. */
export function weakestProvenance(provenances: readonly [Provenance, ...Provenance[]]): Provenance {
  const [first, ...others] = provenances;
  return others.reduce(
    (weakest, one) => (PROVENANCES.indexOf(one) > PROVENANCES.indexOf(weakest) ? one : weakest),
    first,
  );
}
