export const adaptiveRuns = {} as const;
