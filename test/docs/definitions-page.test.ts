import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { DEFINITION_SETS } from "../../src/metrics/definitions/all.js";

const PAGE = await readFile(new URL("../../docs/definitions.md", import.meta.url), "utf8");
const STATISTIC = /\.(mean|p50|p99)$/;

describe.each(Object.values(DEFINITION_SETS))("docs/definitions.md on $name", ({ title, metrics }) => {
  it("names the tool and where its formulas were read", () => {
    const [first] = metrics;
    expect(PAGE).toContain(`### ${title.en}\n\nSource: ${first?.source}.`);
  });

  it("has every metric with the formula that its code states", () => {
    for (const { id, formula } of metrics) {
      const words = formula.en.replace(/^(mean|median|p99) of: /, "");
      expect(PAGE).toContain(`| \`${id.replace(STATISTIC, "")}\` | ${words} |`);
    }
  });
});
