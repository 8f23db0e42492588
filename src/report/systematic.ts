import { localize, message, systematicSource, systematicText } from "../locales/catalogue.js";
import type { Comparison } from "../model/comparison.js";
import type { SystematicBound } from "../model/estimate.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import { orderRows } from "./comparison-tables.js";
import { formatChange } from "./format-number.js";
import { titledList } from "./titled-list.js";

/** Every bound of the comparison once, with the first metric that it widens; assumed ones say so. */
export function systematicBlocks(comparison: Comparison, language: Language): readonly ReportBlock[] {
  const items = new Map<string, ReportText>();
  const { primary, others } = orderRows(comparison.rows);
  for (const row of [...primary, ...others]) {
    if (row.ratio.kind !== "ratio") continue;
    for (const side of ["candidate", "baseline"] as const) {
      for (const bound of row.ratio.systematic[side]) {
        const key = JSON.stringify([side, bound.kind, bound.source, bound.assumed]);
        if (items.has(key)) continue;
        items.set(key, boundText(comparison[side].systemId, localize(language, row.title), bound, language));
      }
    }
  }
  return titledList(message(language, "report.systematic"), [...items.values()]);
}

function boundText(system: string, metric: string, bound: SystematicBound, language: Language): ReportText {
  const text = message(language, bound.assumed ? "report.systematic.assumed" : "report.systematic.item", {
    system,
    kind: systematicText(language, bound.kind),
    below: formatChange(bound.factorLow),
    above: formatChange(bound.factorHigh),
    metric,
    source: systematicSource(language, bound),
  });
  return { text, tone: bound.assumed ? "caution" : "plain" };
}
