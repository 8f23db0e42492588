import { joinNames, localize, message } from "../locales/catalogue.js";
import type { Comparison, ComparisonRow } from "../model/comparison.js";
import type { Judgement } from "../model/judgement.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import { orderRows, showsOthers } from "./comparison-tables.js";
import { formatPercent } from "./format-number.js";
import { byGroup } from "./metric-cell.js";
import type { ReportDetail } from "./report-detail.js";

const SHORT_HASH_LENGTH = 12;

/** How the numbers came about, in a few sentences (reference/statistics.md section 9), and what identifies them. */
export function methodCard(
  { comparisons, summaries, across = [] }: Judgement,
  language: Language,
  detail: ReportDetail,
): readonly ReportBlock[] {
  const sentences = [
    ...comparisons.flatMap((comparison) => methodSentences(comparison, language)),
    ...summaries.flatMap((summary) => sampleMethod(summary, language)),
    ...(across.length === 0 ? [] : [message(language, "report.method.across")]),
    ...(summaries.length === 0 ? [] : [message(language, "report.method.scope")]),
    ...summaries.flatMap((summary) => energyMethod(summary, language)),
  ];
  const rows = [
    ...comparisons.flatMap((comparison) => shownRows(comparison, detail)),
    ...summaries.flatMap((summary) => (detail === "full" ? byGroup(summary.rows) : [])),
  ];
  return [
    ...section(
      message(language, "report.formulas"),
      rows.map((row) => formula(row, language)),
    ),
    ...section(message(language, "report.method"), sentences),
    ...section(message(language, "report.identity"), identities([...comparisons, ...summaries], language)),
  ];
}

function methodSentences(comparison: Comparison, language: Language): readonly string[] {
  const { primary } = orderRows(comparison.rows);
  const confidence = formatPercent(comparison.confidence);
  const metrics = joinNames(
    primary.map((row) => localize(language, row.title)),
    language,
  );
  return [
    ...sampleMethod(comparison, language),
    message(language, `report.method.ratio.${comparison.analysis}`, { confidence }),
    message(language, "report.method.systematic"),
    ...energyMethod(comparison, language),
    message(language, "report.method.margin", { plan: shortHash(comparison.planHash) }),
    message(language, "report.method.verdict"),
    ...primaryMethod(primary.length, metrics, language),
    ...(comparison.family === undefined ? [] : [message(language, "report.method.family")]),
    ...(primary.some(({ tests = [] }) => tests.length > 0) ? [message(language, "report.method.tests")] : []),
    ...(isStoppedOnPrecision(comparison) ? [message(language, "report.method.stopped")] : []),
    message(language, "report.method.scope"),
  ];
}

function isStoppedOnPrecision({ caveats }: Comparison): boolean {
  return caveats.some(({ code }) => code === "stopped-on-precision");
}

function primaryMethod(count: number, metrics: string, language: Language): readonly string[] {
  if (count === 0) return [];
  if (count === 1) return [message(language, "report.method.primary-one", { metrics })];
  return [message(language, "report.method.primary", { count, metrics })];
}

/** What a sample is, and of training how its figures come about. */
function sampleMethod({ training }: Pick<Comparison, "training">, language: Language): readonly string[] {
  if (training === undefined) return [message(language, "report.method.sample")];
  return [
    message(language, "report.method.training.sample"),
    message(language, "report.method.training.window"),
    message(language, "report.method.training.flops"),
    message(language, "report.method.training.frameworks"),
    message(language, "report.method.training.mlperf"),
  ];
}

/** Nothing where no energy is stated. */
function energyMethod({ boundary }: Pick<Comparison, "boundary">, language: Language): readonly string[] {
  return typeof boundary === "string" ? [message(language, "report.method.energy")] : [];
}

function shownRows(comparison: Comparison, detail: ReportDetail): readonly ComparisonRow[] {
  const { primary, others } = orderRows(comparison.rows);
  return [...primary, ...(showsOthers(comparison, detail) ? others : [])];
}

function formula(row: Pick<ComparisonRow, "title" | "unit" | "formula">, language: Language): string {
  return message(language, "report.formula", {
    title: localize(language, row.title),
    unit: row.unit.symbol,
    formula: localize(language, row.formula),
  });
}

function identities(
  judged: readonly Pick<Comparison, "planHash" | "executionId" | "workload">[],
  language: Language,
): readonly string[] {
  return judged.flatMap(({ planHash, executionId, workload }) => [
    message(language, "report.identity.plan", { plan: planHash, execution: executionId }),
    message(language, "report.identity.workload", { workload: workload.id, hash: workload.hash }),
  ]);
}

/** Sentences that several comparisons share are said once. */
function section(title: string, sentences: readonly string[]): readonly ReportBlock[] {
  if (sentences.length === 0) return [];
  const items = [...new Set(sentences)].map((text): ReportText => ({ text, tone: "plain" }));
  return [
    { kind: "heading", text: title },
    { kind: "list", items },
  ];
}

function shortHash(hash: string): string {
  return hash.slice(0, SHORT_HASH_LENGTH);
}
