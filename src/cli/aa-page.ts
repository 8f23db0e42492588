import type { CellNoise } from "../compare/noise/measure-noise.js";
import { isFalseAlarm } from "../compare/noise/metric-noise.js";
import { detectableDifference } from "../compare/noise/runs-needed.js";
import type { MetricDefinition } from "../contract/metric.js";
import { findingText, localize, message } from "../locales/catalogue.js";
import type { Judgement } from "../model/judgement.js";
import type { Language, LocalizedText } from "../model/localized-text.js";
import type { MetricNoise } from "../model/noise.js";
import type { ReportBlock, ReportColumn, ReportText, Tone } from "../model/report-model.js";
import { toneOf } from "../report/footnotes.js";
import { formatPercent, formatPlain, formatRatio } from "../report/format-number.js";
import { stampBlocks } from "../report/stamps.js";
import { titledList } from "../report/titled-list.js";
import { ADVISED_NOISE_RUNS } from "./aa-suite.js";

/** Runs a side for which the page says what they would find. */
export const SHOWN_RUNS = [3, 5, 10, 20] as const;
export const SHOWN_POWER = 0.8;
const ALPHA = 0.05;
const DIGITS = 2;

/** The true difference that so many runs a side would find, of systems that are as noisy as this one. */
export function detectableBy({ cv }: MetricNoise): Readonly<Record<number, number>> {
  const found = (runs: number) => detectableDifference(cv, runs, "welch", { power: SHOWN_POWER, alpha: ALPHA });
  return Object.fromEntries(SHOWN_RUNS.map((runs) => [runs, found(runs)]));
}

/** What the runs of systems against themselves say: a table for each system and workload, and what is to be done. */
export function aaPage(
  suiteTitle: LocalizedText,
  cells: readonly CellNoise[],
  judgement: Judgement,
  language: Language,
): { readonly title: string; readonly blocks: readonly ReportBlock[] } {
  const legend = message(language, "cli.aa.legend", { power: SHOWN_POWER });
  return {
    title: message(language, "cli.aa.title", { title: localize(language, suiteTitle) }),
    blocks: [
      ...stampBlocks(judgement, language),
      ...cells.flatMap((cell) => cellBlocks(cell, language)),
      { kind: "paragraph", text: legend, tone: "muted" },
    ],
  };
}

function cellBlocks(cell: CellNoise, language: Language): readonly ReportBlock[] {
  const { system, workload, planned, used, missing, findings } = cell;
  const data = { system: system.id, workload: workload.id, used, planned };
  const notes = [
    ...missing.map(({ metricId, reason }) => {
      const text = message(language, "cli.aa.missing", { metric: metricId, reason: findingText(language, reason) });
      return { text, tone: toneOf(reason) };
    }),
    ...findings.map((finding) => ({ text: findingText(language, finding), tone: toneOf(finding) })),
    ...(used > 0 && used < ADVISED_NOISE_RUNS
      ? [plain(message(language, "cli.aa.few-runs", { runs: used, advised: ADVISED_NOISE_RUNS }))]
      : []),
  ];
  return [
    { kind: "heading", text: message(language, "cli.aa.cell", data) },
    ...noiseTable(cell, language),
    ...titledList(message(language, "cli.aa.control"), controlTexts(cell, language)),
    ...titledList(message(language, "cli.aa.notes"), notes),
  ];
}

function noiseTable({ primary, measured }: CellNoise, language: Language): readonly ReportBlock[] {
  const rows = primary.flatMap((metric) => {
    const noise = measured?.entry.metrics[metric.id];
    return noise === undefined ? [] : [noiseCells(metric, noise, language)];
  });
  if (rows.length === 0) return [];
  const columns: readonly ReportColumn[] = [
    { header: message(language, "cli.column.metric"), align: "left" },
    { header: message(language, "cli.aa.column.cv"), align: "right" },
    ...SHOWN_RUNS.map((runs): ReportColumn => ({ header: `n = ${runs}`, align: "right" })),
    { header: message(language, "cli.aa.column.aa"), align: "right" },
    { header: message(language, "cli.aa.column.alarm"), align: "left" },
  ];
  return [{ kind: "table", columns, rows }];
}

function noiseCells(metric: MetricDefinition, noise: MetricNoise, language: Language): readonly ReportText[] {
  const found = detectableBy(noise);
  const isAlarm = isFalseAlarm(noise);
  const tone: Tone = isAlarm ? "caution" : "good";
  return [
    plain(localize(language, metric.title)),
    plain(spreadText({ point: noise.cv, low: noise.cvLow, high: noise.cvHigh }, language)),
    ...SHOWN_RUNS.map((runs) => plain(formatPercent(found[runs] ?? 0, DIGITS))),
    plain(ratioText(noise.aa, language)),
    { text: message(language, isAlarm ? "cli.aa.alarm" : "cli.aa.quiet"), tone },
  ];
}

function controlTexts({ primary, measured }: CellNoise, language: Language): readonly ReportText[] {
  const control = measured?.entry.control;
  if (control === undefined) return [];
  return primary.map(({ id, title }): ReportText => {
    const found = control.metrics[id];
    const data = { metric: localize(language, title), slowdown: control.slowdown };
    if (found === undefined) return { text: message(language, "cli.aa.control-unknown", data), tone: "caution" };
    const text = message(language, found.isFound ? "cli.aa.control-found" : "cli.aa.control-missed", {
      ...data,
      ratio: ratioText(found, language),
    });
    return { text, tone: found.isFound ? "good" : "caution" };
  });
}

/** A spread with its interval, in percent: `1.2 % (0.7 to 4.5)`. */
export function spreadText(
  { point, low, high }: { readonly point: number; readonly low: number; readonly high: number },
  language: Language,
): string {
  const ends = { low: formatPlain(low * 100, DIGITS), high: formatPlain(high * 100, DIGITS) };
  return message(language, "cli.range", { point: formatPercent(point, DIGITS), ...ends });
}

function ratioText(
  { ratio, low, high }: { readonly ratio: number; readonly low: number; readonly high: number },
  language: Language,
): string {
  const shown = (value: number) => formatRatio(value, (high - low) / 2);
  return message(language, "cli.range", { point: shown(ratio), low: shown(low), high: shown(high) });
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
