import type { comparisonFamilies as en } from "../en/comparison-families.js";

export const comparisonFamilies = {} as const satisfies Record<keyof typeof en, string>;
