import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { METRICS } from "../../src/metrics/all.js";
import { metricsPage } from "../../src/metrics/metrics-page.js";

it("docs/metrics.md is what the metric definitions say (npm run docs writes it)", async () => {
  const page = await readFile(new URL("../../docs/metrics.md", import.meta.url), "utf8");
  expect(page).toBe(metricsPage(METRICS));
});
