import { expect, test } from "vitest";
import { chooseLanguage } from "../../src/cli/language.js";

test.each([
  [["--lang", "zh"], { LANG: "en_US.UTF-8" }, "zh"],
  [["plan", "x.yaml", "--lang=zh"], {}, "zh"],
  [["--lang", "en"], { LC_ALL: "zh_CN.UTF-8" }, "en"],
  [["--lang", "fr"], { LANG: "zh_CN.UTF-8" }, "zh"],
  [["--lang"], {}, "en"],
  [[], { LANG: "zh_CN.UTF-8" }, "zh"],
  [[], { LC_ALL: "C", LANG: "zh_CN.UTF-8" }, "en"],
  [[], { LC_ALL: "", LC_MESSAGES: "zh_TW", LANG: "C" }, "zh"],
  [[], { LANG: "de_DE.UTF-8" }, "en"],
  [[], {}, "en"],
] as const)("%j with %j speaks %s", (words, environment, language) => {
  expect(chooseLanguage(words, environment)).toBe(language);
});
