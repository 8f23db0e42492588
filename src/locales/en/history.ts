export const historyOfRuns = {} as const;
