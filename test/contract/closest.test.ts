import { describe, expect, it } from "vitest";
import { closest } from "../../src/contract/closest.js";

const DEVICES = ["h20", "h100-sxm", "h200-sxm", "ascend-910c"];

describe("the name that was probably meant", () => {
  it.each([
    ["h100-sxn", "h100-sxm"],
    ["H100-SXM", "h100-sxm"],
    // By letters alone `h20` is nearer.
    ["h100", "h100-sxm"],
    ["ascend", "ascend-910c"],
    ["ascend-910d", "ascend-910c"],
    // The beginning of two.
    ["h2", "h20"],
    ["something else", undefined],
    ["", undefined],
  ])("for %j is %s", (word, expected) => {
    expect(closest(word, DEVICES)).toBe(expected);
  });

  it("is none of nothing", () => {
    expect(closest("word", [])).toBeUndefined();
  });
});
