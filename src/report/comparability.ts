import { findingText, message } from "../locales/catalogue.js";
import type { Boundary } from "../model/boundary.js";
import type { Comparison, ComparisonRow } from "../model/comparison.js";
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
    ...(lastAnswerOnEnergy(comparison) === undefined ? energyBasisItems(comparison, language) : []),
  ]);
}

/** The answer beside which stands what all energy rests on; undefined where no primary metric is about energy. */
export function lastAnswerOnEnergy({ rows }: Comparison): ComparisonRow | undefined {
  return rows.findLast((row) => row.primary && row.group === "energy");
}

/** For each side that a bridge brought to the common boundary, one sentence: from where, how, and what would narrow it. */
export function energyBasisItems({ energyBasis }: Comparison, language: Language): readonly ReportText[] {
  return energyBasis.map((finding) => ({ text: findingText(language, finding), tone: "caution" }));
}

/** At which boundary energy is stated, or why it is not. */
export function boundaryText(boundary: Boundary | Absent, language: Language): ReportText {
  if (typeof boundary === "string") {
    return { text: message(language, "report.boundary", { boundary }), tone: "plain" };
  }
  const reason = findingText(language, boundary.reason);
  return { text: message(language, "report.boundary.absent", { reason }), tone: "caution" };
}
