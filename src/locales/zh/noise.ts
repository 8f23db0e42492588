import type { noiseOfRuns as en } from "../en/noise.js";

export const noiseOfRuns = {} as const satisfies Record<keyof typeof en, string>;
