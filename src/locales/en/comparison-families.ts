export const comparisonFamilies = {} as const;
