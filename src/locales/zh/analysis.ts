import type { analysisOfRecords as en } from "../en/analysis.js";

export const analysisOfRecords = {} as const satisfies Record<keyof typeof en, string>;
