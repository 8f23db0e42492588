import { joinNames, localize, message } from "../locales/catalogue.js";
import type { Comparison, ComparisonRow } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportColumn, ReportText } from "../model/report-model.js";
import { formatP, MISSING } from "./format-number.js";
import { behindMarks, marksText, rowMarks } from "./marks.js";
import { runsWithValue } from "./metric-cell.js";
import { ratioText, valueText, verdictText } from "./row-text.js";

/** One comparison of a family with its row of one metric. */
interface PairRow {
  readonly comparison: Comparison;
  readonly row: ComparisonRow;
}

/**
 * Several systems on one workload, where one entry of the suite compares them with a reference or all with each other: for each
 * primary metric what is shown in words, the order of the means, and a table of all pairs.
 */
export function familySections(comparisons: readonly Comparison[], language: Language): readonly ReportBlock[] {
  const families = new Map<string, Comparison[]>();
  for (const comparison of comparisons) {
    const { planHash, family, workload, definitions } = comparison;
    if (family === undefined || definitions !== undefined) continue;
    const key = JSON.stringify([planHash, family, workload.id]);
    families.set(key, [...(families.get(key) ?? []), comparison]);
  }
  return [...families.values()].filter((members) => members.length > 1).flatMap((own) => familyBlocks(own, language));
}

function familyBlocks(members: readonly Comparison[], language: Language): readonly ReportBlock[] {
  const [first] = members;
  if (first === undefined) return [];
  const metrics = first.rows.filter(({ primary }) => primary);
  if (metrics.length === 0) return [];
  const workload = localize(language, first.workload.title);
  return [
    { kind: "heading", text: message(language, "report.family", { workload }) },
    ...metrics.flatMap((metric): readonly ReportBlock[] => {
      const rows = members.flatMap((comparison): readonly PairRow[] => {
        const row = comparison.rows.find(({ metricId }) => metricId === metric.metricId);
        return row === undefined ? [] : [{ comparison, row }];
      });
      const title = localize(language, metric.title);
      const marks = rows.flatMap(({ comparison, row }) => rowMarks(comparison, row, language));
      return [
        {
          kind: "paragraph",
          text: message(language, "report.family.metric", { title, unit: metric.unit.symbol }),
          tone: "strong",
        },
        {
          kind: "list",
          items: [...summaryItems(title, rows, language), ...orderItems(title, rows, language)].map(
            ({ text, tone }) => ({ text: behindMarks(text, marks, language), tone }),
          ),
        },
        { kind: "table", columns: columns(language), rows: rows.map((one) => cells(one, language)) },
      ];
    }),
    { kind: "paragraph", text: message(language, "report.family.legend"), tone: "muted" },
  ];
}

/** What is shown, pair by pair: who is better than whom, who is equivalent, of whom nothing is shown. */
function summaryItems(title: string, rows: readonly PairRow[], language: Language): readonly ReportText[] {
  const pairs = (verdicts: readonly ComparisonRow["verdict"][]) =>
    rows.filter(({ row }) => verdicts.includes(row.verdict)).map((one) => pairText(one, language));
  const item = (key: SummaryKey, names: readonly string[], tone: ReportText["tone"]): readonly ReportText[] =>
    names.length === 0 ? [] : [{ text: message(language, key, { title, pairs: joinNames(names, language) }), tone }];
  return [
    ...item("report.family.shown", pairs(["better", "worse"]), "strong"),
    ...item("report.family.equivalent", pairs(["equivalent"]), "plain"),
    ...item("report.family.open", pairs(["inconclusive", "none"]), "caution"),
    ...item("report.family.not-comparable", pairs(["not-comparable"]), "caution"),
  ];
}

type SummaryKey =
  | "report.family.shown"
  | "report.family.equivalent"
  | "report.family.open"
  | "report.family.not-comparable";

function pairText({ comparison, row }: PairRow, language: Language): string {
  const { systemId: candidate } = comparison.candidate;
  const { systemId: baseline } = comparison.baseline;
  if (row.verdict === "better") return message(language, "report.family.ahead", { better: candidate, worse: baseline });
  if (row.verdict === "worse") return message(language, "report.family.ahead", { better: baseline, worse: candidate });
  return pairName(comparison);
}

/** The means of all systems, the best first; nothing where no direction is better, or a pair must not be compared. */
function orderItems(title: string, rows: readonly PairRow[], language: Language): readonly ReportText[] {
  const [first] = rows;
  if (first === undefined || first.row.better === "neither") return [];
  if (rows.some(({ row }) => row.verdict === "not-comparable")) return [];
  const sides = new Map(rows.flatMap(({ row }) => [row.candidate, row.baseline]).map((side) => [side.systemId, side]));
  const known = [...sides.values()].flatMap((side) =>
    side.summary.kind === "absent" ? [] : [{ side, point: side.summary.point }],
  );
  const sign = first.row.better === "higher" ? -1 : 1;
  const { unit } = first.row;
  const systems = known
    .toSorted((a, b) => sign * (a.point - b.point))
    .map(({ side }) => {
      const value = `${valueText(side, unit) ?? MISSING} ${unit.symbol}`;
      return `${side.systemId} ${value}`;
    });
  const text = message(language, "report.family.means", { title, systems: joinNames(systems, language) });
  return [{ text, tone: "plain" }];
}

function columns(language: Language): readonly ReportColumn[] {
  const left = (header: string): ReportColumn => ({ header, align: "left" });
  const right = (header: string): ReportColumn => ({ header, align: "right" });
  return [
    left(message(language, "report.family.column.pair")),
    right(message(language, "report.column.ratio")),
    right(message(language, "report.family.column.interval")),
    left(message(language, "report.column.verdict")),
    right(message(language, "report.family.column.adjusted")),
    right(message(language, "report.column.n")),
    left(message(language, "report.column.marks")),
  ];
}

function cells({ comparison, row }: PairRow, language: Language): readonly ReportText[] {
  const ratio = ratioText(row);
  const wide = ratio?.intervals?.systematic;
  return [
    plain(pairName(comparison)),
    { text: ratio?.ratio ?? MISSING, tone: "strong" },
    plain(wide === undefined ? MISSING : `${wide.low}–${wide.high}`),
    verdictText(row, language),
    plain(row.adjustedP === undefined ? MISSING : formatP(row.adjustedP, 1 - comparison.confidence).replace(/^= /, "")),
    plain(`${runsWithValue(row.candidate)} + ${runsWithValue(row.baseline)}`),
    { text: marksText(rowMarks(comparison, row, language), language), tone: "caution" },
  ];
}

function pairName({ candidate, baseline }: Comparison): string {
  return `${candidate.systemId} / ${baseline.systemId}`;
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
