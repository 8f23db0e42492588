import { describe, expect, it } from "vitest";
import { midranks, tieSizes } from "../../src/statistics/midranks.js";

describe("midranks", () => {
  it("share the ranks of equal values", () => {
    expect(midranks([3, 1, 3, 2])).toEqual([3.5, 1, 3.5, 2]);
    expect(tieSizes([3, 1, 3, 2, 2, 2])).toEqual([2, 3]);
  });
});
