import type { historyOfRuns as en } from "../en/history.js";

export const historyOfRuns = {} as const satisfies Record<keyof typeof en, string>;
