export const ciSurfaces = {} as const;
