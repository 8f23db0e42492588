import { describe, expect, it } from "vitest";
import { readFraction } from "../../src/cli/read-fraction.js";
import { InputError } from "../../src/model/errors.js";
import { parseFraction } from "../../src/suite/percent.js";

describe("a relative size", () => {
  it.each([
    ["0.03", 0.03],
    ["3%", 0.03],
    ["3 %", 0.03],
    [" 2.3 % ", 0.023],
    ["3％", 0.03],
    [".5 %", 0.005],
    ["150 %", 1.5],
    ["0", 0],
  ])("%j is %d", (text, fraction) => {
    expect(parseFraction(text)).toBe(fraction);
  });

  it.each(["", "%", "3 percent", "3 %%", "-3 %", "1e-2", "three", "0x3", "Infinity", "3 % 4"])("is not %j", (text) => {
    expect(parseFraction(text)).toBeUndefined();
  });
});

describe("a relative size on the command line", () => {
  it("lies between 0 and 1", () => {
    expect([readFraction("detect", "3 %"), readFraction("detect", "0.999")]).toEqual([0.03, 0.999]);
  });

  it.each(["0", "1", "3", "100 %", "much"])("is refused as %j, with how to write it", (text) => {
    const problem = {
      code: "option-not-fraction",
      data: { option: "detect", received: JSON.stringify(text) },
      hint: "fraction",
    };
    expect(() => readFraction("detect", text)).toThrow(new InputError([problem]));
  });
});
