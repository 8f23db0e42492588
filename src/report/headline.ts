import { findingText, joinSentences, localize, message } from "../locales/catalogue.js";
import type { Comparison, ComparisonRow } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportText } from "../model/report-model.js";
import { formatPercent, MISSING } from "./format-number.js";
import { marginTestFindings } from "./margin-tests.js";
import { behindMarks, rowMarks } from "./marks.js";
import { type IntervalText, type RatioText, ratioText, VERDICT_TONES, valueText } from "./row-text.js";

/**
 * One primary metric in words, behind its marks: the verdict, how many times as much the one system has, which way is
 * better and how sure that is; then the reasons, where the verdict has any.
 */
export function headline(comparison: Comparison, row: ComparisonRow, language: Language): ReportText {
  const marks = rowMarks(comparison, row, language);
  const ratio = ratioText(row);
  const title = localize(language, row.title);
  const names = { candidate: comparison.candidate.systemId, baseline: comparison.baseline.systemId };
  const verdict = message(language, `report.verdict.${row.verdict}`, {
    ...names,
    distance: ratio?.distance ?? MISSING,
  });
  const sentence =
    ratio === undefined
      ? message(language, "report.headline.absent", { ...names, title, verdict })
      : message(language, "report.headline", {
          ...names,
          title,
          verdict,
          ratio: ratio.ratio,
          candidateValue: valueText(row.candidate, row.unit) ?? MISSING,
          baselineValue: valueText(row.baseline, row.unit) ?? MISSING,
          unit: row.unit.symbol,
          direction: message(language, `report.direction.${row.better}`),
          intervals: intervalSentence(ratio, row, comparison, language),
        });
  const reasons = reasonsOf(row).map((reason) => findingText(language, reason));
  const { boundary } = comparison;
  const isEnergy = row.group === "energy" && ratio !== undefined && typeof boundary === "string";
  const where = isEnergy ? [message(language, "report.headline.boundary", { boundary })] : [];
  const stamped = behindMarks(sentence, marks, language);
  const tests = marginTestFindings(comparison, row).map((test) => findingText(language, test));
  return { text: joinSentences([stamped, ...where, ...tests, ...reasons], language), tone: VERDICT_TONES[row.verdict] };
}

/** What stands behind a verdict, each finding once: those of the verdict, and why a value, the ratio or an interval is absent. */
export function reasonsOf(row: ComparisonRow) {
  // More runs would not make comparable what is not: why the ratio has no interval is then nothing to act on.
  const parts = [row.candidate.summary, row.baseline.summary, ...(row.verdict === "not-comparable" ? [] : [row.ratio])];
  const all = [...row.reasons, ...parts.flatMap((part) => ("reason" in part ? [part.reason] : []))];
  const unique = new Map(all.map((finding) => [JSON.stringify([finding.code, finding.data]), finding]));
  return [...unique.values()];
}

/**
 * How sure a ratio is: its interval, with systematic bounds where there are any, and the margin. Where shared meters took the bounds
 * of an energy out, it does not read as if there had been none.
 */
export function intervalSentence(
  ratio: RatioText,
  { margin, group }: Pick<ComparisonRow, "margin" | "group">,
  { confidence, caveats }: Pick<Comparison, "confidence" | "caveats">,
  language: Language,
): string {
  if (ratio.intervals === undefined) return message(language, "report.headline.no-interval");
  const words = ({ low, high }: IntervalText) => message(language, "report.interval", { low, high });
  const shared = {
    confidence: formatPercent(confidence),
    interval: words(ratio.intervals.noise),
    margin: `± ${formatPercent(margin)}`,
  };
  const isShared = group === "energy" && caveats.some(({ code }) => code === "meters-shared");
  if (!ratio.hasSystematic) {
    return message(language, isShared ? "report.headline.interval-shared" : "report.headline.interval", shared);
  }
  return message(language, "report.headline.intervals", { ...shared, wide: words(ratio.intervals.systematic) });
}
