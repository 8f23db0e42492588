export const analysisOfRecords = {} as const;
