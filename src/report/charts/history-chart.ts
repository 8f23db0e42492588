import { message, wordText } from "../../locales/catalogue.js";
import type { HistoryChange, HistorySeries } from "../../model/history.js";
import type { Language } from "../../model/localized-text.js";
import { formatChange } from "../format-number.js";
import { CHART_FRAME, COLORS, FONT } from "./chart-style.js";
import type { ChartSpec } from "./draw-chart.js";
import { markedName } from "./series-marks.js";
import { shortCommit } from "./short-commit.js";
import { titleLines } from "./text-width.js";

/** What a chart of a history shows besides the series itself. */
export interface HistoryChartContent {
  readonly language: Language;
  /** The metric's title in that language. */
  readonly title: string;
  /** Symbol and factor of the unit that values are shown in. */
  readonly unit: { readonly symbol: string; readonly displayScale: number };
  /** One value a run, by the id of the entry. */
  readonly runsOf: (entryId: string) => readonly number[];
  /** Points between two changes of one environment, with their mean; in the base unit. */
  readonly levels: readonly { readonly indices: readonly number[]; readonly value: number }[];
}

const STATE_COLORS: Readonly<Record<HistoryChange["state"], string>> = {
  candidate: "#e8890c",
  confirmed: "#d62728",
  acknowledged: "#7a5195",
  refuted: "#b5b5b5",
};
const [WIDTH, HEIGHT, MOST_LABELS] = [760, 280, 14];
const [TITLE_PIXELS, SUBTITLE_PIXELS] = [15, 12];
/** Labels of neighbouring rules stand on rows of their own, or they would be written over one another. */
const [LABEL_ROWS, LABEL_ROW_PIXELS] = [3, 13];

/**
 * The chart of one series: every run a dot at its entry, a line for the mean of each level, a rule where the environment or the
 * level changed, with the commits on both sides.
 */
export function historyChart(series: HistorySeries, content: HistoryChartContent): ChartSpec {
  const { language, title, unit } = content;
  const { systemId: system, workloadId: workload, points } = series;
  const rules = rulesOf(series, language);
  const xAxis = {
    title: message(language, "history.chart.commit"),
    values: labelledIndices(points.length),
    labelExpr: `${JSON.stringify(points.map(({ commit }) => shortCommit(commit)))}[datum.value] || ''`,
    labelAngle: -40,
    grid: false,
  };
  const domain: [number, number] = [-0.5, points.length - 0.5];
  const x = { field: "index", type: "quantitative" as const, axis: xAxis, scale: { domain, nice: false } };
  const y = {
    field: "value",
    type: "quantitative",
    title: unit.symbol,
    scale: { zero: false },
  } as const;
  return {
    ...CHART_FRAME,
    width: WIDTH,
    height: HEIGHT,
    title: {
      text: titleLines(markedName(title, series, language), TITLE_PIXELS, WIDTH),
      subtitle: titleLines(message(language, "history.chart.subtitle", { system, workload }), SUBTITLE_PIXELS, WIDTH),
      anchor: "start",
    },
    config: {
      font: FONT,
      view: { stroke: null },
      axis: { gridColor: COLORS.grid, labelFontSize: 11, titleFontSize: 12 },
      title: { fontSize: TITLE_PIXELS, subtitleFontSize: SUBTITLE_PIXELS, offset: 12 + LABEL_ROWS * LABEL_ROW_PIXELS },
    },
    layer: [
      {
        data: { values: [...rules] },
        mark: { type: "rule", strokeWidth: 1.2 },
        encoding: {
          x: { field: "place", type: "quantitative" },
          color: { field: "color", type: "nominal", scale: null },
          strokeDash: { field: "dash", type: "nominal", scale: null },
        },
      },
      ...labelLayers(rules),
      {
        data: { values: levelLines(content) },
        mark: { type: "rule", color: COLORS.level, strokeWidth: 2 },
        encoding: { x: { ...x, field: "from" }, x2: { field: "to" }, y },
      },
      {
        data: { values: runDots(series, content) },
        mark: { type: "circle", color: COLORS.run, opacity: 0.75, size: 26 },
        encoding: { x, y },
      },
    ],
  };
}

function labelLayers(rules: readonly Rule[]) {
  return Array.from({ length: LABEL_ROWS }, (_, row) => ({
    data: { values: rules.filter((_rule, index) => index % LABEL_ROWS === row) },
    mark: {
      type: "text" as const,
      align: "center" as const,
      baseline: "bottom" as const,
      y: -4 - row * LABEL_ROW_PIXELS,
      fontSize: 10,
    },
    encoding: {
      x: { field: "place", type: "quantitative" as const },
      text: { field: "label", type: "nominal" as const },
      color: { field: "color", type: "nominal" as const, scale: null },
    },
  }));
}

interface Rule {
  readonly place: number;
  readonly label: string;
  readonly color: string;
  readonly dash: readonly number[];
}

/** In the order of the series; a rule stands between two points. */
function rulesOf({ changes, breaks }: HistorySeries, language: Language): readonly Rule[] {
  const ofChanges = changes.map(({ index, lastBefore, firstAfter, ratio, state }) => ({
    place: index - 0.5,
    label: message(language, "history.chart.change", {
      before: shortCommit(lastBefore),
      after: shortCommit(firstAfter),
      change: formatChange(ratio),
      state: wordText(language, state),
    }),
    color: STATE_COLORS[state],
    dash: [],
  }));
  const ofBreaks = breaks.map(({ index, facts }) => ({
    place: index - 0.5,
    label: message(language, "history.chart.break", { facts: factNames(facts) }),
    color: COLORS.break,
    dash: [4, 3],
  }));
  return [...ofBreaks, ...ofChanges].sort((a, b) => a.place - b.place);
}

function factNames(facts: HistorySeries["breaks"][number]["facts"]): string {
  const [first, ...others] = facts.map(({ name }) => name);
  return others.length === 0 ? (first ?? "") : `${first} + ${others.length}`;
}

function levelLines({ levels, unit }: HistoryChartContent) {
  return levels.map(({ indices, value }) => ({
    from: (indices[0] ?? 0) - 0.4,
    to: (indices.at(-1) ?? 0) + 0.4,
    value: value * unit.displayScale,
  }));
}

function runDots({ points }: HistorySeries, { runsOf, unit }: HistoryChartContent) {
  return points.flatMap(({ entryId }, index) =>
    runsOf(entryId).map((value) => ({ index, value: value * unit.displayScale })),
  );
}

/** Not more labels than can be read. */
function labelledIndices(length: number): number[] {
  const step = Math.ceil(length / MOST_LABELS);
  return Array.from({ length: Math.ceil(length / step) }, (_, place) => place * step);
}
