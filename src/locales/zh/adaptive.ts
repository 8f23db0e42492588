import type { adaptiveRuns as en } from "../en/adaptive.js";

export const adaptiveRuns = {} as const satisfies Record<keyof typeof en, string>;
