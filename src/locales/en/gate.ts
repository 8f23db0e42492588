export const gateWords = {} as const;
