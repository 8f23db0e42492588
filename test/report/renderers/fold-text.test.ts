import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { displayWidth, foldCell, foldText } from "../../../src/report/renderers/fold-text.js";

describe("foldCell", () => {
  test("keeps words of a Chinese header whole, down to the width that a column has at least", () => {
    for (const width of [10, 11, 12, 13, 14, 16, 18]) {
      const lines = foldCell("95 % 置信区间（仅波动）", width);
      expect(lines.some((line) => line.includes("置信区间"))).toBe(true);
      expect(lines.some((line) => line.includes("（仅波动）"))).toBe(true);
    }
    expect(foldCell("计入误差界的区间", 14)).toEqual(["计入误差界的", "区间"]);
  });

  test("folds what is longer than that between characters, and English at spaces", () => {
    expect(foldCell("训练吞吐量每加速单元每秒", 12)).toEqual(["训练吞吐量每", "加速单元每秒"]);
    expect(foldCell("mean 2,162 ± 30 tok/s", 12)).toEqual(["mean", "2,162 ± 30", "tok/s"]);
  });
});

describe("foldText", () => {
  test("keeps the line breaks of a text, and folds each of its lines", () => {
    expect(foldText("It says: no host\nError: cannot connect", 14)).toEqual([
      "It says: no",
      "host",
      "Error: cannot",
      "connect",
    ]);
    expect(foldText("one\r\n\ntwo", 14)).toEqual(["one", "", "two"]);
  });

  test("folds at spaces", () => {
    expect(foldText("one two three", 8)).toEqual(["one two", "three"]);
  });

  test("folds Chinese between any two characters, each two columns wide", () => {
    expect(foldText("吞吐量的置信区间", 6)).toEqual(["吞吐量", "的置信", "区间"]);
  });

  test("lets no closing mark begin and no opening mark end a line", () => {
    expect(foldText("数据如下：比值（见表）", 8)).toEqual(["数据如", "下：比值", "（见表）"]);
  });

  test("keeps a number with its uncertainty and its percent sign", () => {
    expect(foldText("mean 2,162 ± 30 tok/s", 12)).toEqual(["mean", "2,162 ± 30", "tok/s"]);
    expect(foldText("margin of 95 % and more", 13)).toEqual(["margin of", "95 % and more"]);
  });

  test("keeps a word that is too long, unless told to cut it", () => {
    expect(foldText("a 0123456789 b", 4)).toEqual(["a", "0123456789", "b"]);
    expect(foldText("a 0123456789 b", 4, true)).toEqual(["a", "0123", "4567", "89 b"]);
  });

  test("loses no character but spaces at the folds, and fits where it may cut", () => {
    const texts = fc.array(fc.constantFrom("word", "区间", "（1", "）", "，", "±", "95 %", "a", " ", "  "));
    fc.assert(
      fc.property(texts, fc.integer({ min: 12, max: 40 }), (parts, width) => {
        const text = parts.join("");
        const lines = foldText(text, width, true);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
