import type { ChangeOptions } from "../compare/history/level-changes.js";
import { levelsOf } from "../compare/history/levels.js";
import { listCells } from "../compare/history/list-series.js";
import { seriesFindings } from "../compare/history/series-findings.js";
import { message } from "../locales/catalogue.js";
import { InputError } from "../model/errors.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import type { HistoryChange, HistorySeries } from "../model/history.js";
import type { ReportBlock } from "../model/report-model.js";
import type { History } from "../records/history/read-history.js";
import { drawChart } from "../report/charts/draw-chart.js";
import { historyChart } from "../report/charts/history-chart.js";
import type { CommandContext } from "./command.js";
import { changeBlocks, listBlocks, overviewBlocks } from "./history-pages.js";
import { selectCells, seriesOfCells } from "./history-selection.js";
import { seriesBlocks, seriesTitle } from "./history-series-page.js";
import { printHistoryPage, readFilledHistory, warnOf } from "./history-store.js";
import { shownMetric } from "./history-words.js";
import { checkOutputFile, writeOutputFile } from "./output-file.js";
import { renderOptions } from "./render-options.js";

interface ShowCall {
  readonly history: string;
  readonly json: boolean;
}

/** `tokwatt history list`: what there is. */
export async function listHistory({ history: dir, json }: ShowCall, context: CommandContext): Promise<ExitCode> {
  const cells = listCells((await readFilledHistory(dir, context)).entries);
  if (json)
    return printJson(
      cells.map(({ entries, ...cell }) => ({ ...cell, entries: entries.length })),
      context,
    );
  return print(
    message(context.language, "history.list", { history: dir }),
    listBlocks(cells, context.language),
    context,
  );
}

export interface SeriesCall extends ShowCall {
  readonly names: readonly string[];
  readonly options: ChangeOptions;
}

/** `tokwatt history show`: one series in full, or one line for each. */
export async function showHistory(
  { history: dir, json, names, options, svg }: SeriesCall & { readonly svg: string | undefined },
  context: CommandContext,
): Promise<ExitCode> {
  const history = await readFilledHistory(dir, context);
  const cells = selectCells(history, names);
  const all = seriesOfCells(history, cells, options);
  const [only, ...others] = all;
  const isOne = only !== undefined && others.length === 0;
  if (svg !== undefined) await drawSeries(svg, all, history, context);
  warnOf(
    all.flatMap((series) => (isOne || series.changes.length > 0 ? seriesFindings(series) : [])),
    context,
  );
  if (json) return printJson(all, context);
  const { language, stdout } = context;
  const { width } = renderOptions(stdout, context.environment);
  if (isOne) return print(seriesTitle(only, language), seriesBlocks(only, width, language), context);
  return print(message(language, "history.list", { history: dir }), overviewBlocks(all, language), context);
}

/** `tokwatt history changes`: every change of level and of environment. */
export async function showChanges(
  { history: dir, json, names, options, state }: SeriesCall & { readonly state?: HistoryChange["state"] | undefined },
  context: CommandContext,
): Promise<ExitCode> {
  const history = await readFilledHistory(dir, context);
  const all = seriesOfCells(history, selectCells(history, names), options).map((series) => ({
    ...series,
    changes: series.changes.filter((change) => state === undefined || change.state === state),
  }));
  // Of one series that was asked for, also why nothing is looked for in it: that nothing was found would say something else.
  warnOf(all.filter(({ changes }) => changes.length > 0 || all.length === 1).flatMap(seriesFindings), context);
  if (!json) {
    const title = message(context.language, "history.changes-of", { history: dir });
    return print(title, changeBlocks(all, context.language), context);
  }
  const named = <Value extends object>(series: HistorySeries, value: Value) => {
    const { systemId, workloadId, metricId, stamps = [] } = series;
    return { systemId, workloadId, metricId, stamps, ...value };
  };
  const changes = all.flatMap((series) => series.changes.map((change) => named(series, change)));
  const breaks = all.flatMap((series) =>
    series.breaks.map((one) => named(series, { ...one, commit: series.points[one.index]?.commit })),
  );
  return printJson({ format: "tokwatt.history-changes", version: 1, changes, breaks }, context);
}

async function drawSeries(
  file: string,
  [series, ...others]: readonly HistorySeries[],
  { entries }: History,
  { language, stderr }: CommandContext,
): Promise<void> {
  if (series === undefined || others.length > 0) {
    const data = { count: others.length + 1, usage: "SYSTEM WORKLOAD METRIC" };
    throw new InputError([{ code: "history-one-series", data, hint: "history-name-series" }]);
  }
  await checkOutputFile(file);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const { title, unit } = shownMetric(series, language);
  const runsOf = (id: string) => byId.get(id)?.metrics[series.metricId]?.values ?? [];
  const content = { language, title, unit, runsOf, levels: levelsOf(series) };
  await writeOutputFile(file, await drawChart(historyChart(series, content)));
  stderr.write(`${message(language, "history.svg-written", { file })}\n`);
}

function print(title: string, blocks: readonly ReportBlock[], context: CommandContext): ExitCode {
  printHistoryPage(title, blocks, context);
  return EXIT.ok;
}

function printJson(value: unknown, { stdout }: CommandContext): ExitCode {
  stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
  return EXIT.ok;
}
