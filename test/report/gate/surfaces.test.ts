import { describe, expect, test } from "vitest";
import { EXIT } from "../../../src/model/exit-codes.js";
import { LANGUAGES } from "../../../src/model/localized-text.js";
import { GATE_SURFACES, gateSurfaces } from "../../../src/report/gate/surfaces.js";
import {
  BLIND_REPORT,
  BLIND_WITH_LINES,
  EMPTY,
  MOCKED,
  NASTY_REPORT,
  PASSING,
  report,
  UNCONFIRMED,
} from "./fixtures.js";

const OPTIONS = { color: false, width: 100 };
const FOR_PEOPLE = GATE_SURFACES.filter(({ name }) => name !== "json" && name !== "benchstat");

test("the surfaces are found by name, and only the summary is written behind what is there", () => {
  expect(GATE_SURFACES.map(({ name }) => name)).toEqual([
    "terminal",
    "json",
    "junit",
    "github",
    "summary",
    "markdown",
    "benchstat",
  ]);
  expect(GATE_SURFACES.filter(({ appends }) => appends).map(({ name }) => name)).toEqual(["summary"]);
  expect(() => gateSurfaces.get("junitt")).toThrow(expect.objectContaining({ problems: expect.anything() }));
});

describe.each(GATE_SURFACES)("$name", (surface) => {
  test.each(LANGUAGES)("never shows a number of a mock as measured (%s)", (language) => {
    const shown = surface.render(MOCKED, language, OPTIONS);
    const plain = surface.render(report(), language, OPTIONS);
    const labels =
      { json: ["demonstration", "模拟"], benchstat: ["demo", "mock"] }[surface.name] ??
      {
        en: ["demo", "mock"],
        zh: ["演示", "模拟"],
      }[language];
    for (const label of labels) {
      expect(shown).toContain(label);
      expect(plain).not.toContain(label);
    }
  });

  test("tells a blind gate, and one that judged nothing, from one that passes", () => {
    const blindWords = { json: '"isBlind": true', benchstat: "BLIND" }[surface.name] ?? "THIS GATE IS BLIND";
    for (const blind of [BLIND_REPORT, BLIND_WITH_LINES]) {
      expect(surface.render(blind, "en", OPTIONS)).toContain(blindWords);
    }
    const emptyWords = { json: '"lines": []', benchstat: "nothing was judged" }[surface.name] ?? "NOTHING WAS JUDGED";
    expect(surface.render(EMPTY, "en", OPTIONS)).toContain(emptyWords);
    expect(surface.render(PASSING, "en", OPTIONS)).not.toMatch(/blind|nothing was judged/i);
  });

  test("ends in one line break and survives every name", () => {
    for (const language of LANGUAGES) {
      expect(surface.render(NASTY_REPORT, language, OPTIONS)).toMatch(/[^\n]\n$/);
    }
  });
});

describe.each(FOR_PEOPLE)("$name", (surface) => {
  test("speaks both languages", () => {
    expect(surface.render(report(), "zh", OPTIONS)).toContain("退化");
    expect(surface.render(report(), "zh", OPTIONS)).toContain("输出吞吐量");
    expect(surface.render(report(), "en", OPTIONS)).not.toMatch(/[\u4e00-\u9fff]/);
  });

  test("says of a regression against history that nobody confirmed it", () => {
    const unconfirmed = report({
      form: "history",
      lines: [UNCONFIRMED],
      decision: "inconclusive",
      exitCode: EXIT.inconclusive,
    });
    expect(surface.render(unconfirmed, "en", OPTIONS)).toContain("not confirmed");
    expect(surface.render(unconfirmed, "zh", OPTIONS)).toContain("未确认");
  });
});
