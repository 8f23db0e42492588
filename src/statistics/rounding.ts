/** Differences below this part of a value's size are its arithmetic's. */
export const ROUNDING = 1e-12;
