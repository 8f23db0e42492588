import { localize, message } from "../../locales/catalogue.js";
import type { Comparison, ComparisonRow, SystemValues } from "../../model/comparison.js";
import type { Language } from "../../model/localized-text.js";
import type { ReportModel } from "../../model/report-model.js";
import { behindMarks, rowMarks } from "../marks.js";
import { metricCell } from "../metric-cell.js";
import { ratioText } from "../row-text.js";
import { CHART_FRAME, COLORS, FONT } from "./chart-style.js";
import type { ChartSpec } from "./draw-chart.js";
import { titleLines } from "./text-width.js";

const [WIDTH, ROW_HEIGHT] = [560, 44];
const [TITLE_PIXELS, SUBTITLE_PIXELS] = [13, 11];

/** A panel of the chart: one primary metric of one comparison. */
interface Panel {
  readonly comparison: Comparison;
  readonly row: ComparisonRow;
}

/**
 * Every used run of every primary metric as a dot, system by system, with the mean over runs and its interval: what a ratio rests
 * on, for eyes that believe no summary. Nothing of it is measured anew: the values are those of the comparisons.
 *
 * @returns undefined where no comparison has a value of a primary metric
 */
export function runsChart({ title, comparisons, language }: ReportModel): ChartSpec | undefined {
  const panels = comparisons.flatMap((comparison) =>
    comparison.rows.filter((row) => row.primary && dotsOf(row).length > 0).map((row): Panel => ({ comparison, row })),
  );
  if (panels.length === 0) return undefined;
  return {
    ...CHART_FRAME,
    title: {
      text: titleLines(title, TITLE_PIXELS, WIDTH),
      subtitle: titleLines(message(language, "report.chart.legend"), SUBTITLE_PIXELS, WIDTH),
      anchor: "start",
      offset: 18,
    },
    config: {
      font: FONT,
      view: { stroke: null },
      axis: {
        gridColor: COLORS.grid,
        labelFontSize: 11,
        titleFontSize: 11,
        labelLimit: 260,
        labelFlush: false,
        tickCount: 6,
      },
      title: { fontSize: TITLE_PIXELS, subtitleFontSize: SUBTITLE_PIXELS },
    },
    vconcat: panels.map((panel) => panelSpec(panel, language)),
  };
}

function panelSpec({ comparison, row }: Panel, language: Language) {
  const x = {
    field: "value",
    type: "quantitative" as const,
    title: row.unit.symbol,
    scale: { zero: false, nice: true },
  };
  const systems = [comparison.candidate.systemId, comparison.baseline.systemId];
  const y = { field: "system", type: "nominal" as const, title: null, sort: systems };
  return {
    width: WIDTH,
    height: ROW_HEIGHT * systems.length,
    title: { ...panelTitle({ comparison, row }, language), anchor: "start" as const, offset: 6 },
    layer: [
      {
        data: { values: intervalsOf(row) },
        mark: { type: "rule" as const, color: COLORS.level, strokeWidth: 2, opacity: 0.55 },
        encoding: { x: { ...x, field: "low" }, x2: { field: "high" }, y },
      },
      {
        data: { values: meansOf(row) },
        mark: { type: "tick" as const, color: COLORS.level, thickness: 2.5, size: 26 },
        encoding: { x, y },
      },
      {
        data: { values: dotsOf(row) },
        mark: { type: "circle" as const, color: COLORS.run, opacity: 0.7, size: 48 },
        encoding: { x, y },
      },
    ],
  };
}

/** Its marks first: a chart is cut out of its page more easily than a row is. */
function panelTitle({ comparison, row }: Panel, language: Language) {
  const marks = rowMarks(comparison, row, language);
  const metric = metricCell(row, language);
  const ratio = ratioText(row);
  const names = { candidate: comparison.candidate.systemId, baseline: comparison.baseline.systemId };
  const answer =
    ratio?.intervals === undefined
      ? message(language, "report.chart.no-ratio", names)
      : message(language, "report.chart.ratio", { ...names, ratio: ratio.ratio, ...ratio.intervals.systematic });
  return {
    text: titleLines(behindMarks(metric, marks, language), TITLE_PIXELS, WIDTH),
    subtitle: [localize(language, comparison.workload.title), answer].flatMap((text) =>
      titleLines(text, SUBTITLE_PIXELS, WIDTH),
    ),
  };
}

function sidesOf({ candidate, baseline }: ComparisonRow): readonly SystemValues[] {
  return [candidate, baseline];
}

function dotsOf(row: ComparisonRow) {
  return sidesOf(row).flatMap(({ systemId, runs }) =>
    runs.flatMap(({ value }) =>
      value.kind === "value" ? [{ system: systemId, value: value.value * row.unit.displayScale }] : [],
    ),
  );
}

function meansOf(row: ComparisonRow) {
  return sidesOf(row).flatMap(({ systemId, summary }) =>
    summary.kind === "absent" ? [] : [{ system: systemId, value: summary.point * row.unit.displayScale }],
  );
}

function intervalsOf(row: ComparisonRow) {
  const { displayScale } = row.unit;
  return sidesOf(row).flatMap(({ systemId, summary }) =>
    summary.kind === "estimate"
      ? [{ system: systemId, low: summary.low * displayScale, high: summary.high * displayScale }]
      : [],
  );
}
