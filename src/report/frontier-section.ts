import { findingText, message, wordText } from "../locales/catalogue.js";
import type { Frontier, FrontierPoint, InterpolatedThroughput, SystemFrontier } from "../model/frontier.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportColumn, ReportText } from "../model/report-model.js";
import { boundaryText } from "./comparability.js";
import { createFootnotes, type Footnotes, toneOf } from "./footnotes.js";
import { formatPercent, formatPlain, MISSING } from "./format-number.js";
import { ladderHeader, rungCell } from "./ladder-cells.js";
import { marksOf, marksText } from "./marks.js";
import { summaryText } from "./row-text.js";
import { titledList } from "./titled-list.js";

/** Stands behind a value that lies between two rungs. */
const DERIVED = "*";

/** Short names: the formulas of the metrics stand with their long ones elsewhere in the report. */
const HEADERS = {
  "output-tokens-per-second": "report.frontier.column.throughput",
  "output-tokens-per-second-per-unit": "report.frontier.column.unit",
  "tokens-per-second-per-user.p50": "report.frontier.column.interactivity",
  "ttft.p99": "report.frontier.column.ttft",
  "goodput-share": "report.frontier.column.slo",
  "tokens-per-joule": "report.frontier.column.efficiency",
} as const;

/** Throughput against interactivity over the rungs of a ladder, system by system, then what they do at equal interactivity. */
export function frontierSection(frontier: Frontier, language: Language): readonly ReportBlock[] {
  const footnotes = createFootnotes(language);
  const rows = frontier.systems.flatMap((system) =>
    system.points.map((point) => cells(frontier, system, point, language, footnotes)),
  );
  const findings = frontier.systems.flatMap((system) => system.findings);
  const legend = message(language, "report.frontier.legend", { confidence: formatPercent(frontier.confidence) });
  return [
    { kind: "heading", text: message(language, "report.frontier", { ...frontier.ladder }) },
    { kind: "list", items: [boundaryText(frontier.boundary, language)] },
    { kind: "table", columns: columns(frontier, language), rows },
    { kind: "paragraph", text: legend, tone: "muted" },
    ...equalBlocks(frontier, language, footnotes),
    ...titledList(
      message(language, "report.caveats"),
      findings.map((finding) => ({ text: findingText(language, finding), tone: toneOf(finding) })),
    ),
    ...titledList(message(language, "report.notes"), footnotes.list()),
  ];
}

function columns({ metrics, ladder }: Frontier, language: Language): readonly ReportColumn[] {
  const left = (header: string): ReportColumn => ({ header, align: "left" });
  const right = (header: string): ReportColumn => ({ header, align: "right" });
  return [
    left(message(language, "report.column.system")),
    right(wordText(language, ladder.of)),
    ...metrics.map((metric) => right(ladderHeader(metric, HEADERS, language))),
    right(message(language, "report.column.n")),
    left(message(language, "report.frontier.column.frontier")),
    left(message(language, "report.column.marks")),
    left(message(language, "report.column.remarks")),
  ];
}

function cells(
  { metrics, stamps }: Frontier,
  { system }: SystemFrontier,
  point: FrontierPoint,
  language: Language,
  footnotes: Footnotes,
): readonly ReportText[] {
  const reasons = point.values.flatMap(({ summary }) => (summary.kind === "estimate" ? [] : [summary.reason]));
  const marks = point.values.flatMap((values) => marksOf(stamps, [{ system, values }], language));
  const place = point.onFrontier ? "report.frontier.on" : "report.frontier.off";
  return [
    plain(system.systemId),
    plain(formatPlain(point.rung)),
    ...metrics.map(({ unit }, index) => plain(rungCell(point.values[index], unit.displayScale))),
    plain(String(point.runs)),
    { text: message(language, place), tone: point.onFrontier ? "strong" : "muted" },
    { text: marksText(marks, language), tone: "caution" },
    plain(footnotes.refer([...point.findings, ...reasons])),
  ];
}

function equalBlocks(
  { equalInteractivity, systems, stamps }: Frontier,
  language: Language,
  footnotes: Footnotes,
): readonly ReportBlock[] {
  if (equalInteractivity.length === 0) return [];
  const marks = systems.flatMap(({ system, points }) =>
    points.flatMap(({ values }) => values.flatMap((one) => marksOf(stamps, [{ system, values: one }], language))),
  );
  const right = (header: string): ReportColumn => ({ header, align: "right" });
  return [
    { kind: "paragraph", text: message(language, "report.frontier.equal"), tone: "strong" },
    {
      kind: "table",
      columns: [
        right(message(language, "report.frontier.equal.interactivity")),
        ...systems.map(({ system }) =>
          right(`${system.systemId} (${localizedUnit(system.accelerators.unit, language)})`),
        ),
        { header: message(language, "report.column.marks"), align: "left" },
        { header: message(language, "report.column.remarks"), align: "left" },
      ],
      rows: equalInteractivity.map(({ interactivity, throughput }) => [
        plain(formatPlain(interactivity)),
        ...throughput.map((one) => plain(interpolatedText(one))),
        { text: marksText(marks, language), tone: "caution" as const },
        plain(
          footnotes.refer(throughput.flatMap(({ perUnit }) => (perUnit.kind === "estimate" ? [] : [perUnit.reason]))),
        ),
      ]),
    },
    { kind: "paragraph", text: message(language, "report.frontier.equal.legend", { mark: DERIVED }), tone: "caution" },
  ];
}

function interpolatedText({ perUnit, interpolated }: InterpolatedThroughput): string {
  const text = summaryText(perUnit, 1);
  if (text === undefined) return MISSING;
  return interpolated ? `${text} ${DERIVED}` : text;
}

function localizedUnit(unit: string, language: Language): string {
  return message(language, "report.frontier.unit", { unit });
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
