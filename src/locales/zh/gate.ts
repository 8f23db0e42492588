import type { gateWords as en } from "../en/gate.js";

export const gateWords = {} as const satisfies Record<keyof typeof en, string>;
