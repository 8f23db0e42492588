import { describe, it } from "vitest";
import { fUpperTail } from "../../src/statistics/f-distribution.js";
import { studentTTwoSidedP } from "../../src/statistics/student-t.js";
import { expectCloseRel } from "./close-to.js";

describe("F", () => {
  it("with one degree of freedom above is the square of t", () => {
    for (const [t, df] of [
      [2.5, 3],
      [0.1, 12],
      [8, 40],
    ] as const) {
      expectCloseRel(fUpperTail(t * t, 1, df), studentTTwoSidedP(t, df), 1e-12);
    }
  });

  it("is 0.05 at the tabled F(0.95; 3, 8) = 4.066180551", () => {
    expectCloseRel(fUpperTail(4.066180551, 3, 8), 0.05, 1e-8);
  });
});
