import { joinNames, localize, message } from "../locales/catalogue.js";
import type { Judgement } from "../model/judgement.js";
import type { Language } from "../model/localized-text.js";
import type { ReportModel } from "../model/report-model.js";
import { acrossSection } from "./across-section.js";
import { comparisonSection } from "./comparison-section.js";
import { definitionBlocks } from "./definition-blocks.js";
import { familySections } from "./family-section.js";
import { frontierSection } from "./frontier-section.js";
import { methodCard } from "./method-card.js";
import type { ReportDetail } from "./report-detail.js";
import { resultsSection } from "./results-section.js";
import { scalingSection } from "./scaling-section.js";
import { stampBlocks } from "./stamps.js";
import { summarySection } from "./summary-section.js";

/**
 * A judgement as one report: stamps, answers, every comparison and every other system with its runs, method. All text is ready to show;
 * renderers only lay it out. Both details carry all stamps, all runs and all numbers (in `comparisons` and `summaries`).
 */
export function buildReport(judgement: Judgement, language: Language, detail: ReportDetail = "full"): ReportModel {
  const { comparisons, summaries, across = [], frontiers = [], scaling = [] } = judgement;
  const suites = new Set([...comparisons, ...summaries].map(({ suiteTitle }) => localize(language, suiteTitle)));
  const results = [
    ...resultsSection(comparisons, language),
    ...familySections(comparisons, language),
    ...acrossSection(judgement, language),
  ];
  const details = [
    ...frontiers.flatMap((frontier) => frontierSection(frontier, language)),
    ...scaling.flatMap((curve) => scalingSection(curve, language)),
    ...comparisons.flatMap((comparison) => comparisonSection(comparison, language, detail)),
    ...summaries.flatMap((summary) => summarySection(summary, language)),
    ...methodCard(judgement, language, detail),
  ];
  return {
    format: "tokwatt.report",
    version: 1,
    language,
    title: message(language, comparisons.length > 0 ? "report.title" : "report.title.summary", {
      suite: joinNames([...suites], language),
    }),
    blocks: [
      ...stampBlocks(judgement, language),
      ...definitionBlocks(judgement, language),
      ...(detail === "full" ? [...results, ...details] : [...details, ...results]),
    ],
    comparisons,
    summaries,
    ...(across.length === 0 ? {} : { across }),
    ...(frontiers.length === 0 ? {} : { frontiers }),
    ...(scaling.length === 0 ? {} : { scaling }),
  };
}
