import type { BackendAdapter } from "../contract/backend-adapter.js";
import { joinNames, localize, message, wordText } from "../locales/catalogue.js";
import { METRICS } from "../metrics/all.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock } from "../model/report-model.js";
import { MISSING } from "../report/format-number.js";
import type { SuiteVocabulary } from "../suite/read-suite.js";
import type { BenchmarkFile, BenchmarkKind } from "./benchmark-files.js";

type ColumnKey =
  | "cli.column.id"
  | "cli.column.title"
  | "cli.column.file"
  | "cli.column.unit"
  | "cli.column.better"
  | "cli.column.name"
  | "cli.column.provenance"
  | "cli.column.lifecycles"
  | "cli.column.units"
  | "cli.column.adapter"
  | "cli.column.trains"
  | "cli.column.load";

/** Files of one kind, with the path that commands take; of systems also what they are made of. */
export function filesSection(
  kind: BenchmarkKind,
  files: readonly BenchmarkFile[],
  language: Language,
): readonly ReportBlock[] {
  const rows = files.map((file) => [
    file.id ?? MISSING,
    file.title === undefined ? message(language, "cli.list.unreadable") : localize(language, file.title),
    ...(kind === "systems" ? systemCells(file, language) : []),
    ...(kind === "workloads" ? [file.load === undefined ? MISSING : wordText(language, file.load)] : []),
    file.path,
  ]);
  const ofKind = {
    suites: [],
    systems: ["cli.column.units", "cli.column.adapter"],
    workloads: ["cli.column.load"],
    models: [],
  } as const;
  return section(
    message(language, `cli.list.${kind}`),
    ["cli.column.id", "cli.column.title", ...ofKind[kind], "cli.column.file"],
    rows,
    language,
  );
}

function systemCells({ accelerators, adapter }: BenchmarkFile, language: Language): readonly string[] {
  const units =
    accelerators === undefined ? MISSING : `${accelerators.count} × ${wordText(language, accelerators.unit)}`;
  return [units, adapter ?? MISSING];
}

export function metricsSection(language: Language): readonly ReportBlock[] {
  const rows = METRICS.map(({ id, title, unit, better }) => [
    id,
    localize(language, title),
    unit.symbol,
    message(language, `report.direction.${better}`),
  ]);
  const columns = ["cli.column.id", "cli.column.title", "cli.column.unit", "cli.column.better"] as const;
  return section(message(language, "cli.list.metrics"), columns, rows, language);
}

export function adaptersSection(
  { backends, powerSources, launchers, logParsers }: SuiteVocabulary,
  language: Language,
): readonly ReportBlock[] {
  const rows = backends.entries.map((adapter) => [
    adapter.name,
    wordText(language, adapter.provenance),
    adapter.lifecycles.join(", "),
    message(language, trainingKey(adapter)),
  ]);
  const others = [
    ["cli.list.power-sources", powerSources.entries],
    ["cli.list.job-launchers", launchers.entries],
    ["cli.list.log-parsers", logParsers.entries],
  ] as const;
  return [
    ...section(
      message(language, "cli.list.adapters"),
      ["cli.column.name", "cli.column.provenance", "cli.column.lifecycles", "cli.column.trains"],
      rows,
      language,
    ),
    ...others.map(([key, entries]): ReportBlock => {
      const names = entries.map(({ name }) => name);
      return { kind: "paragraph", text: message(language, key, { names: joinNames(names, language) }), tone: "plain" };
    }),
  ];
}

function trainingKey({ train, trainsByItself }: Pick<BackendAdapter, "train" | "trainsByItself">) {
  if (train === undefined) return "cli.list.cannot-train";
  return trainsByItself === true ? "cli.list.trains-by-itself" : "cli.list.can-train";
}

function section(
  title: string,
  columns: readonly ColumnKey[],
  rows: readonly (readonly string[])[],
  language: Language,
): readonly ReportBlock[] {
  const heading: ReportBlock = { kind: "paragraph", text: title, tone: "strong" };
  if (rows.length === 0)
    return [heading, { kind: "paragraph", text: message(language, "cli.list.none"), tone: "muted" }];
  return [
    heading,
    {
      kind: "table",
      columns: columns.map((key) => ({ header: message(language, key), align: "left" })),
      rows: rows.map((row) => row.map((text) => ({ text, tone: "plain" }))),
    },
  ];
}
