import type { KnownSpread } from "../compare/noise/known-spread.js";
import { type DetectionAnswer, plannedRuns } from "../compare/noise/plan-detection.js";
import { MOST_PLANNED_RUNS } from "../compare/noise/runs-needed.js";
import { findingText, message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { Plan } from "../model/plan.js";
import type { ReportBlock, ReportColumn, ReportText } from "../model/report-model.js";
import { toneOf } from "../report/footnotes.js";
import { formatPercent, MISSING } from "../report/format-number.js";
import { titledList } from "../report/titled-list.js";
import { spreadText } from "./aa-page.js";
import type { Detection, TimedLine } from "./detect.js";
import { formatDuration } from "./format-duration.js";

/** What `--detect` adds to a plan's page. */
export function detectBlocks(plan: Plan, detection: Detection, language: Language): readonly ReportBlock[] {
  const { difference, power, lines, seconds, findings } = detection;
  const title = message(language, "cli.detect.title", { difference, power });
  const notes = [
    ...(seconds === undefined
      ? []
      : [plain(message(language, "cli.detect.time", { time: formatDuration(seconds), systems: plan.systems.length }))]),
    ...findings.map((finding) => ({ text: findingText(language, finding), tone: toneOf(finding) })),
  ];
  const known = lines.some(({ answer }) => answer !== undefined);
  return [
    { kind: "heading", text: title },
    ...byComparison(lines).flatMap((own) => comparisonBlocks(plan, own, language)),
    ...titledList(message(language, "cli.detect.notes"), notes),
    ...(known
      ? [{ kind: "paragraph", text: message(language, "cli.detect.legend", { power }), tone: "muted" } as const]
      : []),
  ];
}

/** Lines of one comparison stand together, in the order of the plan. */
function byComparison(lines: readonly TimedLine[]): readonly (readonly TimedLine[])[] {
  const groups = new Map<string, TimedLine[]>();
  for (const line of lines) {
    const key = `${line.candidate} ${line.baseline}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

function comparisonBlocks(plan: Plan, lines: readonly TimedLine[], language: Language): readonly ReportBlock[] {
  const header = (key: Parameters<typeof message>[1]) => message(language, key);
  const [first] = lines;
  if (first === undefined) return [];
  const { candidate, baseline, analysis } = first;
  const columns: readonly ReportColumn[] = [
    { header: header("cli.column.workload"), align: "left" },
    { header: header("cli.column.metric"), align: "left" },
    { header: header("cli.detect.column.candidate"), align: "right" },
    { header: header("cli.detect.column.baseline"), align: "right" },
    { header: header("cli.detect.column.runs"), align: "right" },
    { header: header("cli.detect.column.time"), align: "right" },
    { header: message(language, "cli.detect.column.planned", { runs: plannedRuns(plan) }), align: "right" },
  ];
  const text = message(language, "cli.detect.comparison", { candidate, baseline, analysis });
  return [
    { kind: "paragraph", text, tone: "strong" },
    { kind: "table", columns, rows: lines.map((line) => lineCells(line, language)) },
  ];
}

function lineCells(line: TimedLine, language: Language): readonly ReportText[] {
  const { workloadId, metricId, candidateNoise, baselineNoise, answer, seconds } = line;
  return [
    plain(workloadId),
    plain(metricId),
    plain(noiseText(candidateNoise, language)),
    plain(noiseText(baselineNoise, language)),
    plain(runsText(line, language)),
    plain(seconds === undefined ? MISSING : formatDuration(seconds)),
    answer === undefined ? plain(MISSING) : detectableText(answer, language),
  ];
}

/** What the plan's own runs find, and whether that is what was asked for. */
function detectableText({ detectable: share, isEnough }: DetectionAnswer, language: Language): ReportText {
  const detectable = formatPercent(share, 2);
  if (!isEnough) return { text: detectable, tone: "caution" };
  return { text: message(language, "cli.detect.enough", { detectable }), tone: "good" };
}

function noiseText(noise: KnownSpread | undefined, language: Language): string {
  return noise === undefined ? message(language, "cli.detect.unknown") : spreadText(noise, language);
}

/** `9 (4 to 73)`; more runs than anybody makes are `> 1000`. */
function runsText({ answer }: TimedLine, language: Language): string {
  if (answer === undefined) return MISSING;
  const shown = (runs: number | undefined) => (runs === undefined ? `> ${MOST_PLANNED_RUNS}` : String(runs));
  if (answer.runs === undefined && answer.fewest === undefined) return shown(undefined);
  return message(language, "cli.range", {
    point: shown(answer.runs),
    low: shown(answer.fewest),
    high: shown(answer.most),
  });
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
