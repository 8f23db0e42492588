import { localize, message } from "../locales/catalogue.js";
import type { Comparison } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock } from "../model/report-model.js";
import { orderRows } from "./comparison-tables.js";
import { headline } from "./headline.js";

/** The answers first: for every comparison one sentence for each primary metric. */
export function resultsSection(comparisons: readonly Comparison[], language: Language): readonly ReportBlock[] {
  if (comparisons.length === 0) return [];
  return [
    { kind: "heading", text: message(language, "report.results") },
    ...comparisons.flatMap((comparison): readonly ReportBlock[] => {
      const { primary } = orderRows(comparison.rows);
      const pair = message(language, "report.results.pair", {
        workload: localize(language, comparison.workload.title),
        candidate: comparison.candidate.systemId,
        baseline: comparison.baseline.systemId,
      });
      const answers: ReportBlock =
        primary.length === 0
          ? { kind: "paragraph", text: message(language, "report.results.secondary"), tone: "caution" }
          : { kind: "list", items: primary.map((row) => headline(comparison, row, language)) };
      return [{ kind: "paragraph", text: pair, tone: "strong" }, answers];
    }),
  ];
}
