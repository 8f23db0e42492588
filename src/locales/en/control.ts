export const positiveControl = {} as const;
