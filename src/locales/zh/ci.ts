import type { ciSurfaces as en } from "../en/ci.js";

export const ciSurfaces = {} as const satisfies Record<keyof typeof en, string>;
