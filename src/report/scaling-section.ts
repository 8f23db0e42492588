import { message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportColumn, ReportText } from "../model/report-model.js";
import type { ScalingCurve, ScalingPoint, SystemScaling } from "../model/scaling.js";
import { boundaryText } from "./comparability.js";
import { createFootnotes, type Footnotes } from "./footnotes.js";
import { formatCount, formatPercent, formatRatio, MISSING } from "./format-number.js";
import { ladderHeader, rungCell } from "./ladder-cells.js";
import { marksOf, marksText } from "./marks.js";
import { titledList } from "./titled-list.js";

/** Short names: the formulas of the metrics stand with their long ones elsewhere in the report. */
const HEADERS = {
  "training-tokens-per-second": "report.scaling.column.throughput",
  "step-time.mean": "report.scaling.column.step",
  "training-tokens-per-joule": "report.scaling.column.efficiency-joules",
} as const;

/** How training goes on more nodes, system by system: speed, energy, and how much of the ideal speed is left. */
export function scalingSection(curve: ScalingCurve, language: Language): readonly ReportBlock[] {
  const footnotes = createFootnotes(language);
  const { ladder, scaling } = curve.ladder;
  return [
    { kind: "heading", text: message(language, "report.scaling", { ladder }) },
    {
      kind: "list",
      items: [
        plain(message(language, scaling === "weak" ? "report.scaling.weak" : "report.scaling.strong")),
        boundaryText(curve.boundary, language),
      ],
    },
    ...curve.systems.flatMap((system): readonly ReportBlock[] => [
      { kind: "paragraph", text: system.system.systemId, tone: "strong" },
      {
        kind: "table",
        columns: columns(curve, language),
        rows: system.points.map((point) => cells(curve, system, point, language, footnotes)),
      },
    ]),
    {
      kind: "paragraph",
      text: message(language, "report.scaling.legend", { confidence: formatPercent(curve.confidence) }),
      tone: "muted",
    },
    ...titledList(message(language, "report.notes"), footnotes.list()),
  ];
}

function columns({ metrics, confidence }: ScalingCurve, language: Language): readonly ReportColumn[] {
  const left = (header: string): ReportColumn => ({ header, align: "left" });
  const right = (header: string): ReportColumn => ({ header, align: "right" });
  return [
    right(message(language, "report.scaling.column.nodes")),
    right(message(language, "report.scaling.column.units")),
    right(message(language, "report.scaling.column.batch")),
    ...metrics.map((metric) => right(ladderHeader(metric, HEADERS, language))),
    right(message(language, "report.scaling.column.efficiency", { confidence: formatPercent(confidence) })),
    right(message(language, "report.column.n")),
    left(message(language, "report.column.marks")),
    left(message(language, "report.column.remarks")),
  ];
}

function cells(
  { metrics, stamps }: ScalingCurve,
  { system }: SystemScaling,
  point: ScalingPoint,
  language: Language,
  footnotes: Footnotes,
): readonly ReportText[] {
  const { efficiency, values } = point;
  const reasons = [...values.map(({ summary }) => summary), efficiency].flatMap((part) =>
    "reason" in part ? [part.reason] : [],
  );
  const marks = values.flatMap((own) => marksOf(stamps, [{ system, values: own }], language));
  return [
    plain(formatCount(point.nodes)),
    plain(point.units === undefined ? MISSING : formatCount(point.units)),
    plain(formatCount(point.workload.globalBatch)),
    ...metrics.map(({ unit }, index) => plain(rungCell(values[index], unit.displayScale))),
    { text: efficiencyText(efficiency), tone: "strong" },
    plain(String(point.runs)),
    { text: marksText(marks, language), tone: "caution" },
    plain(footnotes.refer([...point.findings, ...reasons])),
  ];
}

/** `0.942 (0.931–0.953)`, its interval with systematic bounds. */
function efficiencyText(efficiency: ScalingPoint["efficiency"]): string {
  if (efficiency.kind === "absent") return MISSING;
  if (efficiency.kind === "point") return formatRatio(efficiency.point, 0);
  const { ratio, lowWithSystematic: low, highWithSystematic: high } = efficiency;
  const [share, from, to] = [ratio, low, high].map((value) => formatRatio(value, (high - low) / 2));
  return `${share} (${from}–${to})`;
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
