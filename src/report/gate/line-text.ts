import { findingText, joinSentences, localize, message } from "../../locales/catalogue.js";
import type { GateChange, GateLine, GateReport } from "../../model/gate.js";
import type { Language } from "../../model/localized-text.js";
import { formatDistance, formatPercent, formatPlain, formatRatio, MISSING } from "../format-number.js";
import { marksOf } from "../marks.js";
import { metricCell } from "../metric-cell.js";
import { statusText } from "./line-status.js";

const BOUNDS = { "at-least": "≥", "at-most": "≤" } as const;

/** What stands on every line: that it is a demonstration, not measured, or slowed on purpose. Empty where it is measured. */
export function gateMarks({ stamps }: Pick<GateReport, "stamps">, language: Language): readonly string[] {
  return marksOf(stamps, [], language);
}

/** Mean of the head's runs in the metric's display unit. */
export function headText({ head, unit }: GateLine): string {
  return head.point === undefined ? MISSING : formatPlain(head.point * unit.displayScale);
}

/** What the head is held against, in the same unit; a requirement with its sign. */
export function referenceText({ reference, unit }: GateLine): string {
  if (reference.kind === "requirement") {
    return `${BOUNDS[reference.bound]} ${formatPlain(reference.limit * unit.displayScale)}`;
  }
  return reference.point === undefined ? MISSING : formatPlain(reference.point * unit.displayScale);
}

/** `8+8`: runs of the head and of what it is held against; a requirement has none. */
export function runsText({ head, reference }: GateLine): string {
  const ofHead = String(head.values.length);
  return reference.kind === "requirement" ? ofHead : `${ofHead}+${reference.values.length}`;
}

/** The ratio as a signed distance from 1 with the digits that its interval warrants: `−4.1 %`. */
export function changeText(change: GateChange): string {
  return signed(change.ratio, change);
}

export function ratioTexts(change: GateChange): {
  readonly ratio: string;
  readonly low: string;
  readonly high: string;
} {
  const show = (factor: number) => formatRatio(factor, halfWidth(change));
  return { ratio: show(change.ratio), low: show(change.low), high: show(change.high) };
}

/** One line in one clause: `Output throughput (tok/s) ↑ −4.1 % (95 % CI −5.0 % to −3.2 %; minus is worse), margin 2 %, n=8+8`. */
export function lineClause(line: GateLine, language: Language): string {
  const data = { metric: metricCell(line, language), n: runsText(line) };
  const { change } = line;
  if (change === undefined) return message(language, "ci.change.none", data);
  return message(language, "ci.change", {
    ...data,
    change: changeText(change),
    confidence: formatPercent(change.confidence),
    low: signed(change.low, change),
    high: signed(change.high, change),
    margin: formatPercent(line.margin),
  });
}

/** The clause with both values, and why the verdict is what it is. */
export function lineSentences(line: GateLine, language: Language): string {
  const values = message(language, "ci.values", {
    head: headText(line),
    against: message(language, `ci.column.${line.reference.kind}`),
    reference: referenceText(line),
    unit: line.unit.symbol,
  });
  const text = message(language, "ci.message", {
    status: statusText(line, language),
    text: `${lineClause(line, language)}${language === "zh" ? "。" : "."}`,
  });
  return joinSentences([text, values, ...reasonTexts(line, language)], language);
}

/** Why the verdict is what it is, each reason once. */
export function reasonTexts(line: GateLine, language: Language): readonly string[] {
  return [...new Set(line.reasons.map((reason) => findingText(language, reason)))];
}

/** The systems of a line in words. */
export function pairText({ systemId, reference }: GateLine, language: Language): string {
  const base = reference.kind === "base" ? reference.systemId : "";
  return message(language, `ci.pair.${reference.kind}`, { head: systemId, base });
}

export function workloadText({ workload }: GateLine, language: Language): string {
  return localize(language, workload.title);
}

function signed(factor: number, change: GateChange): string {
  const distance = formatDistance(factor, halfWidth(change));
  if (!/[1-9∞]/.test(distance)) return distance;
  return `${factor < 1 ? "−" : "+"}${distance}`;
}

function halfWidth({ low, high }: GateChange): number {
  return (high - low) / 2;
}
