import { message } from "../../locales/catalogue.js";
import type { ComparedSystem, Comparison } from "../../model/comparison.js";
import type { Language } from "../../model/localized-text.js";
import type { SystemLoss } from "../../model/loss-comparison.js";
import type { SystemSummary } from "../../model/system-summary.js";
import { formatCount } from "../format-number.js";
import { LOSS_METRIC } from "../loss-blocks.js";
import { sideOfMetric } from "../system-sides.js";
import { placeCells, stampCells } from "./csv-cells.js";
import type { CsvRow } from "./csv-columns.js";

const LOSSES = {
  first: { metric: "loss.first-tenth", title: "report.loss.first" },
  last: { metric: "loss.last-tenth", title: "report.loss.last" },
  atEqualTokens: { metric: "loss.at-equal-tokens", title: "report.loss.at" },
} as const satisfies Partial<Record<keyof SystemLoss, unknown>>;

/** Of a training the losses of each system. */
export function lossRows(
  judged: Comparison | SystemSummary,
  systems: readonly ComparedSystem[],
  language: Language,
): readonly CsvRow[] {
  const losses = judged.training?.losses;
  return (losses?.systems ?? []).flatMap((own): readonly CsvRow[] => {
    const system = systems.find(({ systemId }) => systemId === own.systemId);
    if (system === undefined || losses === undefined) return [];
    const stamps = stampCells(judged.stamps, [sideOfMetric(judged, system, LOSS_METRIC)], language);
    return (["first", "last", "atEqualTokens"] as const).map((which): CsvRow => {
      const { metric, title } = LOSSES[which];
      const tokens = which === "atEqualTokens" ? losses.equalTokens : undefined;
      return {
        row: "loss",
        ...placeCells(judged),
        system: system.systemId,
        ...stamps,
        metric,
        title: message(language, title, { tokens: formatCount(tokens ?? 0) }),
        unit: "1",
        value: own[which],
        n: own.runs,
        tokens,
      };
    });
  });
}
