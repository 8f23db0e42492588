import { describe, expect, it } from "vitest";
import { classifyDieWatts } from "../../../src/power/npu-smi/die-watts.js";

describe("classifyDieWatts", () => {
  it.each([
    ["one die", [90], 90, "single-die"],
    ["one die, nothing to compare with", [90], undefined, "single-die"],
    ["the other die silent", [178, undefined], 178.8, "package-on-first-die"],
    ["the other die missing", [178, null], 178.8, "package-on-first-die"],
    ["the other die at 0, which no die draws", [178, 0], 178.8, "package-on-first-die"],
    ["the other die silent, nothing to compare with", [178, undefined], undefined, "package-on-first-die"],
    ["half on the first die, nothing on the other", [89, 0], 178.8, "unclear"],
    ["only the second die tells", [undefined, 178], 178.8, "unclear"],
    ["both the package's, a moment later", [190, 168], 178.8, "repeated"],
    ["both a half", [85, 94], 178.8, "halves"],
    ["both the same, nothing to compare with", [178, 178], undefined, "unclear"],
    ["package and half", [178, 84], 178.8, "unclear"],
    ["a third each", [60, 60, 61], 180, "halves"],
    ["nobody tells", [null, undefined], 178.8, "unclear"],
  ] as const)("%s", (_case, dies, packageWatts, expected) => {
    expect(classifyDieWatts(dies, packageWatts)).toBe(expected);
  });
});
