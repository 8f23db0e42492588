import type { positiveControl as en } from "../en/control.js";

export const positiveControl = {} as const satisfies Record<keyof typeof en, string>;
