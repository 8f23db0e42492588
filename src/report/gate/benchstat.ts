import { API_VERSION } from "../../contract/backend-adapter.js";
import type { GateSurface } from "../../contract/gate-surface.js";
import type { GateLine, GateReport } from "../../model/gate.js";
import type { Unit } from "../../model/unit.js";
import { gateMarks } from "./line-text.js";

/** benchstat knows seconds by this name, and shows them with the prefix that fits. */
const SECONDS = { id: "s", benchstat: "sec" } as const;

/**
 * Go's benchmark format (golang.org/design/14313-benchmark-format), so that benchstat can be the independent check:
 * `benchstat -col side FILE`. One line a run; the side is a configuration of the file, the metric a unit. Always in English: it is
 * for a program.
 */
export const benchstatSurface: GateSurface = {
  apiVersion: API_VERSION,
  name: "benchstat",
  appends: false,
  render: (report) => `${[...configuration(report), ...units(report.lines), ...results(report.lines)].join("\n")}\n`,
};

/** benchstat prints these above its tables: numbers of a mock do not become measured ones there. */
function configuration(report: GateReport): readonly string[] {
  const marks = gateMarks(report, "en");
  const control = report.control?.isBlind === true ? ["control: BLIND, an ok of this gate means nothing"] : [];
  const decision = report.lines.length === 0 ? "nothing was judged" : report.decision;
  return [
    `suite: ${oneLine(report.suiteId)}`,
    `form: ${report.form}`,
    `decision: ${decision}, exit code ${report.exitCode}`,
    ...(marks.length === 0 ? [] : [`not-measured: ${oneLine(marks.join(", "))}`]),
    ...control,
  ];
}

function units(lines: readonly GateLine[]): readonly string[] {
  const texts = lines.flatMap((line) =>
    line.better === "neither" ? [] : [`Unit ${unitOf(line)} better=${line.better}`],
  );
  return [...new Set(texts)];
}

/** The side that the others are held against first: benchstat takes the first column for the base. */
function results(lines: readonly GateLine[]): readonly string[] {
  const against = lines.map((line) => ({ line, values: referenceValues(line) }));
  const heads = lines.map((line) => ({ line, values: line.head.values }));
  return [...side(lines[0]?.reference.kind ?? "base", against), ...side("head", heads)];
}

function side(name: string, parts: readonly { readonly line: GateLine; readonly values: readonly number[] }[]) {
  return [
    `side: ${name}`,
    ...parts.flatMap(({ line, values }) => values.map((value) => `${nameOf(line)} 1 ${value} ${unitOf(line)}`)),
  ];
}

function referenceValues({ reference }: GateLine): readonly number[] {
  return reference.kind === "requirement" ? [reference.limit] : reference.values;
}

/**
 * Workload, head, and what it is held against: the two sides of a comparison have one name, and no other comparison has it, or
 * benchstat would pool the runs of several bases. The form stands at the end, because a name that ends in `-910` would be read as
 * one of 910 processors.
 */
function nameOf({ workload, systemId, reference }: GateLine): string {
  const ids = `workload=${word(workload.id)}/head=${word(systemId)}`;
  return `BenchmarkGate/${ids}${opponentOf(reference)}/against=${reference.kind}`;
}

function opponentOf(reference: GateLine["reference"]): string {
  if (reference.kind === "base") return `/base=${word(reference.systemId)}`;
  return reference.kind === "requirement" ? `/${reference.bound}=${reference.limit}` : "";
}

/** The metric is part of the unit, as `p99-ns` is in Go: two metrics in one unit are two tables. */
function unitOf({ metricId, unit }: GateLine): string {
  return `${word(metricId)}-${word(unitName(unit))}`;
}

function unitName({ id }: Unit): string {
  if (id === SECONDS.id) return SECONDS.benchstat;
  return id === "1" ? "ratio" : id;
}

/** A word without spaces, and without what has a meaning of its own inside a name. */
function word(text: string): string {
  return text.replace(/[\s=:*]+/gu, "_").replace(/\p{C}/gu, "") || "_";
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{C}]+/gu, " ").trim();
}
