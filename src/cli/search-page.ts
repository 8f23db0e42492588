import { findingText, joinNames, localize, message, wordText } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportModel, ReportText, Tone } from "../model/report-model.js";
import type { AdapterStamp } from "../model/run-record.js";
import type { Probe, SearchAnswer, SearchQuestion, SearchRecord } from "../model/search.js";
import { formatPercent, formatPlain, MISSING } from "../report/format-number.js";
import { titledList } from "../report/titled-list.js";

const TONES: Readonly<Record<Probe["outcome"], Tone>> = { met: "good", missed: "plain", unusable: "bad" };

/**
 * What a search found, from which probes.
 *
 * @param adapter who made the numbers
 */
export function searchPage(
  { question, probes, answer }: SearchRecord,
  adapter: AdapterStamp,
  language: Language,
): Pick<ReportModel, "title" | "blocks"> {
  const { system, workload, of } = question;
  const warn = (text: string): ReportBlock => ({ kind: "paragraph", text, tone: "caution" });
  return {
    title: message(language, `cli.search.title.${of}`, { system: system.id, workload: workload.id }),
    blocks: [
      ...(probes.some(({ isDemonstration }) => isDemonstration)
        ? [warn(message(language, "report.stamp.demonstration"))]
        : []),
      ...(adapter.provenance === "measured" ? [] : [warn(notMeasured(system.id, adapter, language))]),
      { kind: "paragraph", text: answerText(question, probes, answer, language), tone: "strong" },
      ...titledList(message(language, "cli.search.how"), methodTexts(question, language)),
      probeTable(question, probes, language),
    ],
  };
}

function notMeasured(systems: string, { name, provenance, label }: AdapterStamp, language: Language): string {
  const shown = label === undefined ? wordText(language, provenance) : localize(language, label);
  return message(language, "report.stamp.not-measured", { systems, label: shown, adapter: name, provenance });
}

/** The answer in one sentence. */
export function answerText(
  question: SearchQuestion,
  probes: readonly Probe[],
  answer: SearchAnswer | undefined,
  language: Language,
): string {
  const unit = message(language, `cli.search.unit.${question.of}`);
  const shown = (value: number) => shownValue(question, value);
  if (answer === undefined) return message(language, "cli.search.unanswered", { probes: probes.length });
  if (answer.kind === "stopped") {
    const reason = findingText(language, answer.reason);
    return message(language, "cli.search.stopped", { value: shown(answer.value), unit, reason });
  }
  if (answer.kind !== "found")
    return message(language, `cli.search.${answer.kind}`, { value: shown(answer.value), unit });
  const { value, low, high, method, confidence, rounds } = answer;
  return message(language, `cli.search.found.${method}`, {
    value: shown(value),
    low: shown(low),
    high: shown(high),
    unit,
    confidence,
    rounds: rounds.length,
    probes: probes.length,
  });
}

function methodTexts(
  { slo, share, resolution, rounds, seed }: SearchQuestion,
  language: Language,
): readonly ReportText[] {
  const bounds = (["ttftSeconds", "tpotSeconds", "endToEndSeconds"] as const).flatMap((key) => {
    const seconds = slo[key];
    return seconds === undefined ? [] : [message(language, `cli.search.bound.${key}`, { seconds })];
  });
  return [
    message(language, "cli.search.slo", { share, bounds: joinNames(bounds, language) }),
    message(language, "cli.search.method", { rounds, resolution, seed: String(seed) }),
  ].map(plain);
}

function probeTable(question: SearchQuestion, probes: readonly Probe[], language: Language): ReportBlock {
  const right = (key: Parameters<typeof message>[1]) => ({ header: message(language, key), align: "right" }) as const;
  return {
    kind: "table",
    columns: [
      right("cli.search.column.round"),
      right(`cli.search.column.${question.of}`),
      right("cli.search.column.requests"),
      right("cli.search.column.share"),
      right("cli.search.column.throughput"),
      right("cli.search.column.interactivity"),
      right("cli.search.column.ttft"),
      { header: message(language, "cli.search.column.outcome"), align: "left" },
    ],
    rows: probes.toSorted((a, b) => a.value - b.value).map((probe) => probeCells(question, probe, language)),
  };
}

function probeCells(question: SearchQuestion, probe: Probe, language: Language): readonly ReportText[] {
  const number = (value: number | undefined, scale = 1) =>
    plain(value === undefined ? MISSING : formatPlain(value * scale));
  return [
    plain(String(probe.round)),
    plain(shownValue(question, probe.value)),
    plain(String(probe.requests)),
    plain(probe.shareWithinSlo === undefined ? MISSING : formatPercent(probe.shareWithinSlo)),
    number(probe.outputTokensPerSecond),
    number(probe.tokensPerSecondPerUser),
    number(probe.ttftP99Seconds, 1000),
    { text: message(language, `cli.search.outcome.${probe.outcome}`), tone: TONES[probe.outcome] },
  ];
}

/** Users are counted in whole ones; what is between two of them is a mean of rounds. */
function shownValue({ of }: SearchQuestion, value: number): string {
  return formatPlain(of === "concurrency" ? Math.round(value * 10) / 10 : value);
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
