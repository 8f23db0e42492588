import { findingText, message } from "../locales/catalogue.js";
import type { Boundary } from "../model/boundary.js";
import type { Comparison } from "../model/comparison.js";
import type { Absent } from "../model/estimate.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import { toneOf } from "./footnotes.js";
import { titledList } from "./titled-list.js";

/** Where energy is compared, and what differs between the sides besides the systems themselves. */
export function comparabilityBlocks(comparison: Comparison, language: Language): readonly ReportBlock[] {
  const differences = comparison.differences.map(
    (finding): ReportText => ({ text: findingText(language, finding), tone: toneOf(finding) }),
  );
  const none: ReportText = { text: message(language, "report.differences.none"), tone: "plain" };
  return titledList(message(language, "report.comparability"), [
    ...(differences.length === 0 ? [none] : differences),
    boundaryText(comparison.boundary, language),
  ]);
}

/** At which boundary energy is stated, or why it is not. */
export function boundaryText(boundary: Boundary | Absent, language: Language): ReportText {
  if (typeof boundary === "string") {
    return { text: message(language, "report.boundary", { boundary }), tone: "plain" };
  }
  const reason = findingText(language, boundary.reason);
  return { text: message(language, "report.boundary.absent", { reason }), tone: "caution" };
}
