/** Where a number comes from. Ordered from the strongest claim to the weakest. */
export const PROVENANCES = ["measured", "derived", "imported", "published", "simulated", "nameplate"] as const;
export type Provenance = (typeof PROVENANCES)[number];
