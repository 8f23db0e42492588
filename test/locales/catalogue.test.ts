import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import {
  findingText,
  hintText,
  type MessageKey,
  message,
  problemText,
  systematicText,
  wordText,
} from "../../src/locales/catalogue.js";
import { en } from "../../src/locales/en/catalogue.js";
import { fillTemplate, placeholdersOf } from "../../src/locales/fill-template.js";
import { zh } from "../../src/locales/zh/catalogue.js";
import { LANGUAGES } from "../../src/model/localized-text.js";
import { codePrefixesInSources, codesInSources } from "./source-codes.js";

const KEYS = Object.keys(en) as MessageKey[];

describe("the catalogues", () => {
  test("have the same keys", () => {
    expect(Object.keys(zh).sort()).toEqual(KEYS.toSorted());
  });

  test.each(LANGUAGES)("have no key in two files: the later one would hide the other (%s)", async (language) => {
    const folder = new URL(`../../src/locales/${language}/`, import.meta.url);
    const files = (await readdir(folder)).filter((file) => file !== "catalogue.ts");
    const parts = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
    const keys: readonly string[] = parts.flatMap((part) => Object.values<object>(part).flatMap(Object.keys));
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
    expect(keys.toSorted()).toEqual(KEYS.toSorted());
  });

  test.each(KEYS)("%s has the same placeholders in both languages", (key) => {
    expect(placeholdersOf(zh[key])).toEqual(placeholdersOf(en[key]));
  });

  test("have no empty sentence, and Chinese in the Chinese ones", () => {
    // Names and pure patterns are the same in every language.
    const alike = new Set<MessageKey>(["problem.usage", "report.note", "word.welch"]);
    const untranslated = KEYS.filter((key) => zh[key] === en[key] && /[a-z]{4}/.test(en[key]) && !alike.has(key));
    expect(KEYS.filter((key) => en[key].trim() === "" || zh[key].trim() === "")).toEqual([]);
    expect(untranslated).toEqual([]);
  });

  test("use no Latin comma or full stop between Chinese characters", () => {
    expect(KEYS.filter((key) => /[\u4e00-\u9fff][,;.?!][\u4e00-\u9fff]/.test(zh[key]))).toEqual([]);
  });

  test("have a sentence for every code in the sources", () => {
    const missing = codesInSources().filter(({ keys }) => !keys.some((key) => Object.hasOwn(en, key)));
    expect(missing.map(({ code, file }) => `${file}: ${code}`)).toEqual([]);
  });

  test("have sentences for every family of codes in the sources", () => {
    const prefixes = codePrefixesInSources();
    expect(prefixes.filter((prefix) => !KEYS.some((key) => key.startsWith(`finding.${prefix}`)))).toEqual([]);
  });

  test("are read by a scan that does find codes", () => {
    const codes = codesInSources().map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(["nothing-to-compare", "prompt-tokens-differ", "output-tokens-differ"]),
    );
    expect(codePrefixesInSources()).toContain("no-interval-");
  });
});

describe("message", () => {
  test("fills its gaps", () => {
    expect(message("en", "report.runs", { used: 9, all: 10 })).toBe("All runs of the plan: 9 of 10 used");
    expect(message("zh", "report.runs", { used: 9, all: 10 })).toBe("计划内的全部运行：共 10 次，采用 9 次");
  });

  test("shows the fixed values of a list as words, but no name before a colon", () => {
    const words = (value: string) => (value === "package" ? "封装" : undefined);
    const data = { list: "package: package, die; two: package" };
    expect(fillTemplate("（{list:words}）", data, words)).toBe("（package: 封装, die; two: 封装）");
  });

  test("shows a share as percent and a fixed value as its word", () => {
    expect(message("en", "cli.plan.assumed", { system: "a", bound: 0.07 })).toBe("assumed meter accuracy of a: ± 7 %");
    expect(message("zh", "report.boundary", { boundary: "node-ac" })).toContain("节点交流侧");
    expect(message("zh", "report.boundary", { boundary: "somewhere" })).toContain("somewhere");
  });

  test("cuts fractions to four digits and leaves whole numbers alone", () => {
    expect(message("en", "cli.plan.limit", { name: "x", degraded: 1 / 3, invalid: 123_456 })).toBe("x: 0.3333, 123456");
  });

  test("keeps a gap visible where the value is missing", () => {
    expect(message("en", "report.runs", { used: 9 })).toBe("All runs of the plan: 9 of {all} used");
  });
});

describe("texts of codes", () => {
  test("a finding and a problem become sentences in both languages", () => {
    const finding = { code: "model-differs", data: { candidate: "a", baseline: "b" } };
    const problem = { code: "file-not-found", data: { path: "x.yaml", suggestion: "y.yaml" }, hint: "did-you-mean" };
    expect(LANGUAGES.map((language) => findingText(language, finding))).toEqual([
      "The models differ: a against b. Serve one model on both.",
      "模型不同：a 对 b。请在两侧部署同一模型。",
    ]);
    expect(problemText("en", problem)).toBe("The file x.yaml does not exist.");
    expect(hintText("en", problem)).toBe('Did you mean "y.yaml"?');
  });

  test("a code that nobody knows is shown with its data", () => {
    const foreign = { code: "acme-fan-broken", data: { fan: 3, rack: "b" } };
    expect(findingText("zh", foreign)).toBe("acme-fan-broken (fan: 3, rack: b)");
    expect(problemText("en", { code: "acme-mode", data: {} })).toBe("acme-mode");
    expect(hintText("en", { code: "acme-mode", data: {}, hint: "acme-hint" })).toBe("acme-hint");
    expect(hintText("en", { code: "acme-mode", data: {} })).toBeUndefined();
    expect(systematicText("en", "acme-drift")).toBe("acme-drift");
    expect(wordText("zh", "acme")).toBe("acme");
  });

  test("a code cannot reach into the catalogue's prototype", () => {
    expect(findingText("en", { code: "constructor", data: {} })).toBe("constructor");
  });
});
