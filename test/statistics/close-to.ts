import { expect } from "vitest";

/**
 * Expects |actual − expected| ≤ tolerance·|expected|. Vitest's `toBeCloseTo` is absolute: it passes any two small
 * p-values.
 */
export function expectCloseRel(actual: number, expected: number, tolerance: number): void {
  const relative = actual === expected ? 0 : Math.abs(actual - expected) / Math.abs(expected);
  expect(relative, `${actual} is not within ${tolerance} of ${expected}`).toBeLessThanOrEqual(tolerance);
}
