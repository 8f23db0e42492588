import { describe, expect, it } from "vitest";
import type { Comparison } from "../../../src/model/comparison.js";
import { buildReport } from "../../../src/report/build-report.js";
import { runsChart } from "../../../src/report/charts/runs-chart.js";
import { textWidthPixels } from "../../../src/report/charts/text-width.js";
import { rendererRegistry } from "../../../src/report/renderers.js";
import { COMPARISON, MOCK, only, SUMMARY } from "../fixtures.js";

const OPTIONS = { color: false, width: 80 };
const svg = async (comparison: Comparison, language: "en" | "zh" = "en") =>
  await rendererRegistry.get("svg").render(buildReport(only(comparison), language), OPTIONS);
const primary = COMPARISON.rows.filter((row) => row.primary);
const dotsIn = (drawn: string) => drawn.match(/aria-roledescription="circle"/g)?.length ?? 0;

describe("the drawn report", () => {
  it("has a dot for every run that has a value of a primary metric", async () => {
    const values = primary.flatMap(({ candidate, baseline }) => [...candidate.runs, ...baseline.runs]);
    const runs = values.filter(({ value }) => value.kind === "value").length;
    expect(runs).toBeGreaterThan(3);
    expect(dotsIn(await svg(COMPARISON))).toBe(runs);
  });

  it("names systems, metric and ratio, and says what was not measured", async () => {
    const drawn = await svg({ ...COMPARISON, candidate: { ...COMPARISON.candidate, adapter: MOCK } });
    for (const text of [COMPARISON.candidate.systemId, COMPARISON.baseline.systemId, primary[0]?.title.en, "mock"]) {
      expect(drawn).toContain(text);
    }
    expect(await svg(COMPARISON, "zh")).toContain(primary[0]?.title.zh);
  });

  it.each(["en", "zh"] as const)("folds titles that are longer than it is wide (%s)", (language) => {
    const title = language === "en" ? "a title of many words ".repeat(12).trim() : "很长的标题".repeat(20);
    const chart = runsChart({ ...buildReport(only(COMPARISON), language), title });
    const text = (chart?.title as { readonly text: readonly string[] } | undefined)?.text ?? [];
    expect(text.length).toBeGreaterThan(1);
    expect(text.join(language === "en" ? " " : "")).toBe(title);
    for (const line of text) expect(textWidthPixels(line, 13)).toBeLessThan(560);
  });

  it("draws the same bytes again", async () => {
    expect(await svg(COMPARISON)).toBe(await svg(COMPARISON));
  });

  it("is refused where no comparison has a value", async () => {
    const model = buildReport({ comparisons: [], summaries: [SUMMARY] }, "en");
    expect(runsChart(model)).toBeUndefined();
    await expect(rendererRegistry.get("svg").render(model, OPTIONS)).rejects.toMatchObject({
      finding: { code: "nothing-to-draw" },
    });
  });
});
