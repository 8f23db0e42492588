import { judgeResults } from "../../src/compare/judge-results.js";
import { buildReport } from "../../src/report/build-report.js";
import { RENDERERS } from "../../src/report/renderers.js";
import { resultsInMemory } from "../claims/known-answer-runs.js";
import type { HarnessBenchmark } from "./harness-benchmark.js";

const results = await resultsInMemory(1, { tokensPerSecond: 1.08, tokensPerJoule: 0.7 });
const judgement = judgeResults(results);

export const benchmark: HarnessBenchmark = {
  name: "report: ten runs to a terminal report",
  items: 1,
  itemName: "report",
  subject: {
    name: "compare, build, render",
    run: () => {
      const model = buildReport(judgeResults(results), "en");
      return RENDERERS.map((renderer) => renderer.render(model, { color: false, width: 120 }));
    },
    async: false,
  },
  reference: { name: "JSON of the comparison", run: () => JSON.stringify(judgement, null, 2), async: false },
};
