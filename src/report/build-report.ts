import { joinNames, localize, message } from "../locales/catalogue.js";
import type { Comparison } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportModel } from "../model/report-model.js";
import { comparisonSection } from "./comparison-section.js";
import { methodCard } from "./method-card.js";
import type { ReportDetail } from "./report-detail.js";
import { resultsSection } from "./results-section.js";
import { stampBlocks } from "./stamps.js";

/**
 * Comparisons as one report: stamps, answers, every comparison with its runs, method. All text is ready to show;
 * renderers only lay it out. Both details carry all stamps, all runs and all numbers (in `comparisons`).
 */
export function buildReport(
  comparisons: readonly Comparison[],
  language: Language,
  detail: ReportDetail = "full",
): ReportModel {
  const suites = new Set(comparisons.map(({ suiteTitle }) => localize(language, suiteTitle)));
  const results = resultsSection(comparisons, language);
  const details = [
    ...comparisons.flatMap((comparison) => comparisonSection(comparison, language, detail)),
    ...methodCard(comparisons, language, detail),
  ];
  return {
    format: "tokwatt.report",
    version: 1,
    language,
    title: message(language, "report.title", { suite: joinNames([...suites], language) }),
    blocks: [
      ...stampBlocks(comparisons, language),
      ...(detail === "full" ? [...results, ...details] : [...details, ...results]),
    ],
    comparisons,
  };
}
