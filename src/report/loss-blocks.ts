import { message } from "../locales/catalogue.js";
import type { Comparison } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import type { SystemSummary } from "../model/system-summary.js";
import { formatCount, formatPercent, formatPlain, MISSING } from "./format-number.js";
import { behindMarks, marksOf, marksText } from "./marks.js";
import { sideOfMetric, systemsOf } from "./system-sides.js";

/** Whose provenance is that of all losses. */
export const LOSS_METRIC = "final-loss";

/** What the systems of a training have learnt; nothing for inference. */
export function lossBlocks(judged: Comparison | SystemSummary, language: Language): readonly ReportBlock[] {
  if (judged.training === undefined) return [];
  const { losses } = judged.training;
  if (losses === undefined) {
    return [{ kind: "paragraph", text: message(language, "report.loss.unknown"), tone: "caution" }];
  }
  const right = (header: string) => ({ header, align: "right" as const });
  const left = (header: string) => ({ header, align: "left" as const });
  const sentence = lossSentence(judged, language);
  return [
    { kind: "paragraph", text: message(language, "report.loss"), tone: "strong" },
    {
      kind: "table",
      columns: [
        left(message(language, "report.column.system")),
        right(message(language, "report.loss.first")),
        right(message(language, "report.loss.last")),
        right(message(language, "report.loss.at", { tokens: formatCount(losses.equalTokens) })),
        right(message(language, "report.column.n")),
        left(message(language, "report.column.marks")),
      ],
      rows: losses.systems.map(({ systemId, first, last, atEqualTokens, runs }) => [
        plain(systemId),
        ...[first, last, atEqualTokens].map((loss) => plain(lossText(loss))),
        plain(String(runs)),
        { text: marksText(marksOfSystem(judged, systemId, language), language), tone: "caution" as const },
      ]),
    },
    ...(sentence === undefined ? [] : [{ kind: "paragraph" as const, ...sentence }]),
    {
      kind: "paragraph",
      text: message(language, "report.loss.legend", { fallsBy: formatPercent(losses.fallsBy) }),
      tone: "muted",
    },
  ];
}

/**
 * The losses of two systems at equal tokens and how far apart they may be, behind their marks; undefined where there is nothing to
 * hold against each other.
 */
export function lossSentence(judged: Comparison | SystemSummary, language: Language): ReportText | undefined {
  const losses = judged.training?.losses;
  const [ours, theirs] = losses?.systems ?? [];
  if (losses?.relative === undefined || ours === undefined || theirs === undefined) return undefined;
  const isWithin = Math.abs(losses.relative) <= losses.band;
  const text = message(language, isWithin ? "report.loss.within" : "report.loss.beyond", {
    candidate: ours.systemId,
    baseline: theirs.systemId,
    candidateLoss: lossText(ours.atEqualTokens),
    baselineLoss: lossText(theirs.atEqualTokens),
    tokens: formatCount(losses.equalTokens),
    relative: formatPercent(Math.abs(losses.relative), 2),
    band: formatPercent(losses.band),
  });
  const marks = [ours, theirs].flatMap(({ systemId }) => marksOfSystem(judged, systemId, language));
  return { text: behindMarks(text, marks, language), tone: isWithin ? "plain" : "bad" };
}

function marksOfSystem(judged: Comparison | SystemSummary, systemId: string, language: Language): readonly string[] {
  const system = systemsOf(judged).find((one) => one.systemId === systemId);
  if (system === undefined) return [];
  return marksOf(judged.stamps, [sideOfMetric(judged, system, LOSS_METRIC)], language);
}

function lossText(loss: number | undefined): string {
  return loss === undefined ? MISSING : formatPlain(loss);
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
