export const noiseOfRuns = {} as const;
