import { findingText, joinClauses, joinNames, joinSentences, localize, message } from "../locales/catalogue.js";
import type { AcrossWorkloads } from "../model/across-workloads.js";
import type { Comparison, ComparisonRow } from "../model/comparison.js";
import type { Judgement } from "../model/judgement.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import { formatPlain, formatRatio } from "./format-number.js";
import { intervalSentence } from "./headline.js";
import { behindMarks, type MarkedSide, marksOf } from "./marks.js";
import { ratioText, VERDICT_TONES } from "./row-text.js";

/** The means over workloads, pair by pair: one sentence for each metric, what it is made of, and what is not in it. */
export function acrossSection(
  { across = [], comparisons }: Pick<Judgement, "across" | "comparisons">,
  language: Language,
): readonly ReportBlock[] {
  if (across.length === 0) return [];
  const pairs = new Map<string, AcrossWorkloads[]>();
  for (const mean of across) {
    const key = JSON.stringify([mean.candidate, mean.baseline]);
    pairs.set(key, [...(pairs.get(key) ?? []), mean]);
  }
  return [
    { kind: "heading", text: message(language, "report.across") },
    ...[...pairs.values()].flatMap((means): readonly ReportBlock[] => {
      const { candidate = "", baseline = "" } = means[0] ?? {};
      return [
        {
          kind: "paragraph",
          text: message(language, "report.across.pair", { candidate, baseline }),
          tone: "strong",
        },
        { kind: "list", items: means.flatMap((mean) => meanItems(mean, comparisons, language)) },
      ];
    }),
    { kind: "paragraph", text: message(language, "report.across.legend"), tone: "muted" },
  ];
}

function meanItems(
  mean: AcrossWorkloads,
  comparisons: readonly Comparison[],
  language: Language,
): readonly ReportText[] {
  const title = localize(language, mean.title);
  const parts = mean.workloads.map(({ title: workload, ratio, weight }) =>
    message(language, "report.across.workload", {
      workload: localize(language, workload),
      ratio: formatRatio(ratio, 0),
      weight: formatPlain(weight),
    }),
  );
  const rows = partsOfMean(mean, comparisons);
  const marks = marksOfMean(mean, rows, language);
  const madeOf = message(language, "report.across.parts", { title, parts: joinClauses(parts, language) });
  return [
    headlineOf(mean, rows, marks, language),
    ...(parts.length === 0 ? [] : [plain(behindMarks(madeOf, marks, language))]),
    ...missingItems(mean, language),
  ];
}

function headlineOf(
  mean: AcrossWorkloads,
  rows: readonly MeanPart[],
  marks: readonly string[],
  language: Language,
): ReportText {
  const { candidate, baseline, margin, verdict, workloads, reasons } = mean;
  const title = localize(language, mean.title);
  const ratio = ratioText(mean);
  const confidence = mean.ratio.kind === "ratio" ? mean.ratio.confidence : Number.NaN;
  const caveats = rows.flatMap(({ comparison }) => comparison.caveats);
  const names = { candidate, baseline };
  const sentence =
    ratio === undefined
      ? message(language, "report.across.headline.absent", { ...names, title })
      : message(language, "report.across.headline", {
          ...names,
          title,
          count: workloads.length,
          ratio: ratio.ratio,
          verdict: message(language, `report.verdict.${verdict}`, { ...names, distance: ratio.distance }),
          direction: message(language, `report.direction.${mean.better}`),
          intervals: intervalSentence(
            ratio,
            { margin, group: rows[0]?.row.group ?? "throughput" },
            { confidence, caveats },
            language,
          ),
        });
  const why = reasons.map((reason) => findingText(language, reason));
  return {
    text: joinSentences([behindMarks(sentence, marks, language), ...why], language),
    tone: VERDICT_TONES[verdict],
  };
}

/** Workloads that lack for one reason stand in one line. */
function missingItems({ missing }: AcrossWorkloads, language: Language): readonly ReportText[] {
  const byReason = new Map<string, string[]>();
  for (const { workloadId, reason } of missing) {
    const text = findingText(language, reason);
    byReason.set(text, [...(byReason.get(text) ?? []), workloadId]);
  }
  return [...byReason].map(([reason, workloads]) => ({
    text: message(language, "report.across.missing", { workloads: joinNames(workloads, language), reason }),
    tone: "caution",
  }));
}

/** What must stand beside a mean: whatever stands beside any of its parts. */
function marksOfMean({ stamps }: AcrossWorkloads, parts: readonly MeanPart[], language: Language): readonly string[] {
  return [...new Set(parts.flatMap((part) => marksOf(stamps, sidesOfPart(part), language)))];
}

/** The row of one workload that is in a mean. */
export interface MeanPart {
  readonly comparison: Comparison;
  readonly row: ComparisonRow;
}

export function partsOfMean(
  { candidate, baseline, metricId, workloads }: AcrossWorkloads,
  comparisons: readonly Comparison[],
): readonly MeanPart[] {
  return comparisons.flatMap((comparison): readonly MeanPart[] => {
    const isPart =
      comparison.candidate.systemId === candidate &&
      comparison.baseline.systemId === baseline &&
      workloads.some(({ workloadId }) => workloadId === comparison.workload.id);
    const row = isPart ? comparison.rows.find((one) => one.metricId === metricId) : undefined;
    return row === undefined ? [] : [{ comparison, row }];
  });
}

export function sidesOfPart({ comparison, row }: MeanPart): readonly [MarkedSide, MarkedSide] {
  return [
    { system: comparison.candidate, values: row.candidate },
    { system: comparison.baseline, values: row.baseline },
  ];
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
