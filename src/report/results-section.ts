import { localize, message } from "../locales/catalogue.js";
import type { Comparison, ComparisonRow } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import { energyBasisItems, lastAnswerOnEnergy } from "./comparability.js";
import { orderRows } from "./comparison-tables.js";
import { headline } from "./headline.js";
import { lossSentence } from "./loss-blocks.js";

/** The answers first: for every comparison one sentence for each primary metric, and of training that both have learnt the same. */
export function resultsSection(comparisons: readonly Comparison[], language: Language): readonly ReportBlock[] {
  // Other tools' definitions are shown and not judged.
  const judged = comparisons.filter(({ definitions }) => definitions === undefined);
  if (judged.length === 0) return [];
  return [
    { kind: "heading", text: message(language, "report.results") },
    ...judged.flatMap((comparison): readonly ReportBlock[] => {
      const { primary } = orderRows(comparison.rows);
      const pair = message(language, "report.results.pair", {
        workload: localize(language, comparison.workload.title),
        candidate: comparison.candidate.systemId,
        baseline: comparison.baseline.systemId,
      });
      const loss = [lossSentence(comparison, language)].filter((sentence) => sentence !== undefined);
      const answers: ReportBlock =
        primary.length === 0
          ? { kind: "paragraph", text: message(language, "report.results.secondary"), tone: "caution" }
          : { kind: "list", items: [...primary.flatMap((row) => answer(comparison, row, language)), ...loss] };
      return [{ kind: "paragraph", text: pair, tone: "strong" }, answers];
    }),
  ];
}

/** Behind the last answer on energy stands what they rest on: who reads the one must not miss the other. */
function answer(comparison: Comparison, row: ComparisonRow, language: Language): readonly ReportText[] {
  const own = headline(comparison, row, language);
  return row === lastAnswerOnEnergy(comparison) ? [own, ...energyBasisItems(comparison, language)] : [own];
}
