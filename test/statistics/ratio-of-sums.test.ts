import { describe, expect, it } from "vitest";
import { ratioOfSums } from "../../src/statistics/ratio-of-sums.js";
import { expectCloseRel } from "./close-to.js";
import reference from "./fixtures/stats-fixtures.json" with { type: "json" };

describe("ratioOfSums", () => {
  it("answers by the delta method", () => {
    const { tokens, joules, ratioOfSums: ratio, seDelta, ci } = reference.perJoule;
    const found = ratioOfSums(tokens, joules, 0.95);
    expectCloseRel(found?.ratio ?? 0, ratio, 1e-10);
    expectCloseRel(found?.standardError ?? 0, seDelta, 1e-10);
    expectCloseRel(found?.low ?? 0, ci[0] as number, 1e-10);
    expectCloseRel(found?.high ?? 0, ci[1] as number, 1e-10);
    expect(ratioOfSums([1, 2], [1, 2], 0.95)).toBeUndefined();
  });
});
