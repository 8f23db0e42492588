import { joinSentences, localize, message } from "../../locales/catalogue.js";
import { EXIT } from "../../model/exit-codes.js";
import type { GateControl, GateLine, GateReport } from "../../model/gate.js";
import type { Language } from "../../model/localized-text.js";
import { behindMarks, marksText } from "../marks.js";
import { controlTexts, joinedStatements, workloadsMissed } from "./gate-statements.js";
import { isExplained, statusOf } from "./line-status.js";
import { gateMarks, lineSentences, pairText } from "./line-text.js";

/** What an element of a test case is called where it did not pass. */
export type JunitOutcome = "failure" | "error" | "skipped";

export interface JunitCase {
  readonly className: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, string | number | undefined>>;
  /** Absent where the case passed. */
  readonly outcome?: { readonly kind: JunitOutcome; readonly type: string; readonly message: string } | undefined;
}

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

/** One suite a pair of systems, one for the control, and one for whatever else must keep the file from being green. */
export function junitSuites(report: GateReport, language: Language): readonly JunitSuite[] {
  const marks = gateMarks(report, language);
  const named = (name: string) => behindMarks(`${localize(language, report.title)}: ${name}`, marks, language);
  const pairs = new Map<string, GateLine[]>();
  for (const line of report.lines) {
    const pair = pairText(line, language);
    pairs.set(pair, [...(pairs.get(pair) ?? []), line]);
  }
  const suites = [...pairs].map(([pair, lines]) => ({
    name: named(pair),
    cases: lines.map((line) => {
      const isOneOfSeveral = lines.some((other) => other !== line && isSameCase(other, line));
      const ids = { prefix: pairs.size > 1 ? `${pairId(line)}.` : "", suffix: isOneOfSeveral ? limitId(line) : "" };
      return lineCase(line, ids, marks, language);
    }),
  }));
  const control = controlCases(report.control, marks, language);
  const whole = wholeCases(report, language);
  return [
    ...suites,
    ...(control.length === 0 ? [] : [{ name: named(message(language, "ci.control.title")), cases: control }]),
    ...(whole.length === 0 ? [] : [{ name: named("tokwatt gate"), cases: whole }]),
  ];
}

/** Ids as names: a CI system follows a case through time by them, whatever the language. */
function lineCase(
  line: GateLine,
  { prefix, suffix }: { readonly prefix: string; readonly suffix: string },
  marks: readonly string[],
  language: Language,
): JunitCase {
  const outcome = lineOutcome(line);
  return {
    className: `${prefix}${line.workload.id}`,
    name: `${line.metricId}${suffix}`,
    properties: lineProperties(line, marks, language),
    ...(outcome === undefined
      ? {}
      : { outcome: { ...outcome, message: behindMarks(lineSentences(line, language), marks, language) } }),
  };
}

/** The same in every language. */
function pairId({ systemId, reference }: GateLine): string {
  return reference.kind === "base" ? `${systemId}-against-${reference.systemId}` : systemId;
}

/** Several requirements of one metric are several cases: of two with one name, a CI system shows the last alone. */
function isSameCase(one: GateLine, other: GateLine): boolean {
  return one.metricId === other.metricId && one.workload.id === other.workload.id;
}

function limitId({ reference }: GateLine): string {
  return reference.kind === "requirement" ? `.${reference.bound}.${reference.limit}` : "";
}

function lineOutcome(line: GateLine): { readonly kind: JunitOutcome; readonly type: string } | undefined {
  switch (statusOf(line)) {
    case "regressed":
      return { kind: "failure", type: "PerformanceRegression" };
    case "missed":
      return { kind: "failure", type: "RequirementMissed" };
    case "not-comparable":
      return { kind: "error", type: "NotComparable" };
    case "unconfirmed":
      return { kind: "skipped", type: "UnconfirmedRegression" };
    case "inconclusive":
      return { kind: "skipped", type: "Inconclusive" };
    default:
      return undefined;
  }
}

/** Numbers as they are, in SI units: for machines. */
function lineProperties(line: GateLine, marks: readonly string[], language: Language): JunitCase["properties"] {
  const { head, reference, change, unit } = line;
  const held = reference.kind === "requirement" ? undefined : reference;
  return {
    marks: marks.length === 0 ? undefined : marksText(marks, language),
    system: line.systemId,
    decision: line.decision,
    proven: String(line.isProven),
    confirmed: line.isConfirmed === undefined ? undefined : String(line.isConfirmed),
    unit: unit.id,
    better: line.better,
    margin: line.margin,
    head: head.point,
    headRuns: head.values.length,
    headValues: head.values.join(" "),
    reference: reference.kind === "requirement" ? reference.limit : reference.point,
    referenceKind: reference.kind === "requirement" ? reference.bound : reference.kind,
    referenceRuns: held?.values.length,
    referenceValues: held?.values.join(" "),
    ratio: change?.ratio,
    ratioLow: change?.low,
    ratioHigh: change?.high,
    confidence: change?.confidence,
    p: change?.p,
    adjustedP: change?.adjustedP,
  };
}

/** One case a workload; a blind control is an error even where it names no workload. */
function controlCases(
  control: GateControl | undefined,
  marks: readonly string[],
  language: Language,
): readonly JunitCase[] {
  if (control === undefined) return [];
  const missed = workloadsMissed(control);
  const text = joinSentences(
    controlTexts(control, language).map((one) => one.text),
    language,
  );
  const blind = { kind: "error", type: "BlindGate", message: behindMarks(text, marks, language) } as const;
  const ids = [...new Set(control.lines.map(({ workloadId }) => workloadId))];
  const nowhere = control.isBlind && missed.length === 0 ? ["tokwatt"] : [];
  return [...ids, ...nowhere].map((id) => {
    const isMissed = missed.includes(id) || nowhere.includes(id);
    return {
      className: `positive-control.${id}`,
      name: `slowdown-${control.slowdown}`,
      properties: { system: control.systemId, slowdown: control.slowdown, found: String(!isMissed) },
      ...(isMissed ? { outcome: blind } : {}),
    };
  });
}

/** An error where there is nothing to judge, or where the exit code has another cause than the lines. */
function wholeCases(report: GateReport, language: Language): readonly JunitCase[] {
  const isEmpty = report.lines.length === 0;
  if (!isEmpty && isExplained(report)) return [];
  return [
    {
      className: "tokwatt",
      name: "gate",
      properties: { exitCode: report.exitCode },
      outcome: {
        kind: report.exitCode === EXIT.inconclusive && !isEmpty ? "skipped" : "error",
        type: isEmpty ? "NothingJudged" : "GateFailed",
        message: joinedStatements(report, language),
      },
    },
  ];
}
