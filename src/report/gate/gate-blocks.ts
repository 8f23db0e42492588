import { findingText, joinNames, joinSentences, message } from "../../locales/catalogue.js";
import type { GateLine, GateReport } from "../../model/gate.js";
import type { Language } from "../../model/localized-text.js";
import type { ReportBlock, ReportText } from "../../model/report-model.js";
import { createFootnotes, type Footnotes, toneOf } from "../footnotes.js";
import { metricCell } from "../metric-cell.js";
import { titledList } from "../titled-list.js";
import { controlLines, statements } from "./gate-statements.js";
import { gateTable } from "./gate-table.js";
import { byGravity } from "./line-status.js";
import { gateMarks, workloadText } from "./line-text.js";

/** What a page of the gate holds: what everybody reads, and what stands behind it. */
export interface GatePage {
  readonly first: readonly ReportBlock[];
  readonly rest: readonly ReportBlock[];
}

/**
 * The gate as blocks, for every surface that has paragraphs and tables.
 *
 * @param most lines of the first table; where there are more, it holds the gravest, and all of them stand in `rest`
 */
export function gateBlocks(report: GateReport, language: Language, most = Number.POSITIVE_INFINITY): GatePage {
  const { lines } = report;
  const isLong = lines.length > most;
  const footnotes = createFootnotes(language);
  const table = (shown: readonly GateLine[]) => gateTable(shown, gateMarks(report, language), footnotes, language);
  const first: readonly ReportBlock[] = [
    ...statements(report, language).map(({ text, tone }): ReportBlock => ({ kind: "paragraph", text, tone })),
    // A blind gate has run nothing but its control: its head is held against nothing.
    ...(report.control?.isBlind === true ? [] : [formBlock(report, language)]),
    ...(lines.length === 0 ? [] : [table(isLong ? byGravity(lines).slice(0, most) : lines)]),
  ];
  const whole: readonly ReportBlock[] = isLong
    ? [{ kind: "paragraph", text: message(language, "ci.others"), tone: "strong" }, table(lines)]
    : [];
  return { first, rest: [...whole, ...remarks(report, footnotes, language)] };
}

function formBlock({ form }: GateReport, language: Language): ReportBlock {
  return { kind: "paragraph", text: message(language, `ci.form.${form}`), tone: "plain" };
}

function remarks(report: GateReport, footnotes: Footnotes, language: Language): readonly ReportBlock[] {
  const plain = (text: string): ReportText => ({ text, tone: "plain" });
  return [
    ...titledList(message(language, "ci.reasons"), footnotes.list()),
    ...titledList(message(language, "ci.control.title"), controlLines(report.control, language)),
    ...titledList(
      message(language, "ci.caveats"),
      report.caveats
        .filter(({ severity }) => severity !== "error")
        .map((caveat) => ({ text: findingText(language, caveat), tone: toneOf(caveat) })),
    ),
    ...titledList(
      message(language, "ci.segments"),
      [...new Set(report.lines.flatMap((line) => segmentText(line, language)))].map(plain),
    ),
    ...legend(report.lines, language),
    ...titledList(message(language, "ci.identity"), identity(report, language).map(plain)),
  ];
}

function legend(lines: readonly GateLine[], language: Language): readonly ReportBlock[] {
  const kind = lines[0]?.reference.kind;
  if (kind === undefined) return [];
  const against = message(language, `ci.column.${kind}`);
  const holm = lines.some(({ change }) => change?.adjustedP !== undefined);
  const texts = [message(language, "ci.legend", { against }), ...(holm ? [message(language, "ci.legend.holm")] : [])];
  return [{ kind: "paragraph", text: joinSentences(texts, language), tone: "muted" }];
}

function segmentText(line: GateLine, language: Language): readonly string[] {
  const { reference } = line;
  if (reference.kind !== "history" || reference.values.length === 0) return [];
  const unknown = message(language, "ci.segment.unknown");
  return [
    message(language, "ci.segment", {
      workload: workloadText(line, language),
      metric: metricCell(line, language),
      count: reference.values.length,
      first: reference.firstCommit ?? unknown,
      last: reference.lastCommit ?? unknown,
    }),
  ];
}

function identity({ planHash, executionIds, commit }: GateReport, language: Language): readonly string[] {
  return [
    message(language, "ci.identity.plan", { plan: planHash, executions: joinNames(executionIds, language) }),
    ...(commit === undefined ? [] : [message(language, "ci.identity.commit", { commit })]),
  ];
}
