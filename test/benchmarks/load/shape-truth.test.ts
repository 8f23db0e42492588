import { expect, it } from "vitest";
import { median } from "../../../benchmarks/load/median.js";
import { truthOfShape } from "../../../benchmarks/load/shape-truth.js";

const MS = 1e6;

it("the truth of a shape counts tokens, not events, and no empty ones", () => {
  const truth = truthOfShape([
    {
      id: "a",
      shape: "multi-token",
      receivedNs: 0,
      // Empty, reasoning, answer of two tokens, empty, answer of one token.
      sentNs: [90 * MS, 100 * MS, 120 * MS, 130 * MS, 150 * MS],
      kinds: [3, 1, 0, 3, 0],
      tokens: [0, 1, 2, 0, 1],
      isComplete: true,
    },
  ]);
  expect(truth).toMatchObject({ ttftP50Ms: 100, reasoningP50Ms: 100, answerP50Ms: 120, iclP50Ms: 25, itlP50Ms: 10 });
  expect(truth.tokens.get("a")).toBe(4);
  expect(truth.contentEvents.get("a")).toBe(3);
});

it("a median of an even number lies in the middle, and of nothing there is none", () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([])).toBeNaN();
});
