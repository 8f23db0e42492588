import { findingText, localize, message } from "../locales/catalogue.js";
import type { Comparison } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock } from "../model/report-model.js";
import { comparabilityBlocks } from "./comparability.js";
import { comparisonTables } from "./comparison-tables.js";
import { endpointBlocks } from "./endpoint-section.js";
import { createFootnotes, toneOf } from "./footnotes.js";
import type { ReportDetail } from "./report-detail.js";
import { runListBlocks } from "./run-list.js";
import { systemLine } from "./system-line.js";
import { systematicBlocks } from "./systematic.js";
import { titledList } from "./titled-list.js";
import { trainingBlocks } from "./training-section.js";

/** One comparison in full: who, the tables, the bounds, what may be compared, every run, caveats, notes. */
export function comparisonSection(
  comparison: Comparison,
  language: Language,
  detail: ReportDetail,
): readonly ReportBlock[] {
  const footnotes = createFootnotes(language);
  const heading = message(language, "report.details", {
    workload: localize(language, comparison.workload.title),
    candidate: comparison.candidate.systemId,
    baseline: comparison.baseline.systemId,
  });
  const caveats = comparison.caveats.map((caveat) => ({ text: findingText(language, caveat), tone: toneOf(caveat) }));
  return [
    { kind: "heading", text: heading },
    {
      kind: "list",
      items: [
        systemLine("report.role.candidate", comparison.candidate, language),
        systemLine("report.role.baseline", comparison.baseline, language),
      ],
    },
    ...trainingBlocks(comparison, language),
    ...comparisonTables(comparison, language, footnotes, detail),
    ...endpointBlocks(comparison.endpoints, language),
    ...systematicBlocks(comparison, language),
    ...comparabilityBlocks(comparison, language),
    ...runListBlocks(comparison, language, footnotes),
    ...titledList(message(language, "report.caveats"), caveats),
    ...titledList(message(language, "report.notes"), footnotes.list()),
  ];
}
