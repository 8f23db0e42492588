import { message } from "../../locales/catalogue.js";
import { EXIT } from "../../model/exit-codes.js";
import type { GateLine, GateReport } from "../../model/gate.js";
import type { Language } from "../../model/localized-text.js";
import type { Tone } from "../../model/report-model.js";

/** How one line is shown, the gravest first: its decision, and whether a regression alarms. */
export const LINE_STATUSES = [
  "not-comparable",
  "regressed",
  "missed",
  "unconfirmed",
  "inconclusive",
  "ok",
  "improved",
] as const;
export type LineStatus = (typeof LINE_STATUSES)[number];

/** What the page as a whole says first; a gate that saw nothing, or that cannot see, says so before anything else. */
export type PageStatus = LineStatus | "nothing" | "blind" | "failed";

export const STATUS_TONES: Readonly<Record<PageStatus, Tone>> = {
  nothing: "bad",
  blind: "bad",
  failed: "bad",
  "not-comparable": "bad",
  regressed: "bad",
  missed: "bad",
  unconfirmed: "caution",
  inconclusive: "caution",
  improved: "good",
  ok: "good",
};

/** Against history, only a regression that fresh runs confirmed alarms; one that they did not confirm is not decided. */
export function statusOf({ decision, reference, isConfirmed }: GateLine): LineStatus {
  if (isConfirmed === false) return "unconfirmed";
  if (decision !== "regressed") return decision;
  if (reference.kind === "requirement") return "missed";
  return reference.kind === "history" && isConfirmed === undefined ? "unconfirmed" : "regressed";
}

/** A line's status in words, with what is proven. */
export function statusText(line: GateLine, language: Language): string {
  const text = message(language, `ci.status.${statusOf(line)}`);
  return line.isProven ? message(language, "ci.status.proven", { status: text }) : text;
}

/** The gravest of the lines, unless the gate saw nothing, was blind, or failed for a reason that is no line's. */
export function pageStatus(report: GateReport): PageStatus {
  if (report.control?.isBlind === true) return "blind";
  if (report.lines.length === 0) return "nothing";
  if (!isExplained(report)) return "failed";
  const present = report.lines.map(statusOf);
  return LINE_STATUSES.find((status) => present.includes(status)) ?? "nothing";
}

/** Whether the lines and the control give cause for the exit code; a code without one must never look like a pass. */
export function isExplained({ exitCode, lines, control }: GateReport): boolean {
  const present = lines.map(statusOf);
  switch (exitCode) {
    case EXIT.ok:
      return true;
    case EXIT.regression:
      return present.includes("regressed") || present.includes("missed");
    case EXIT.measurement:
      return present.length === 0 || present.includes("not-comparable") || control?.isBlind === true;
    case EXIT.inconclusive:
      return present.includes("inconclusive") || present.includes("unconfirmed");
    default:
      return false;
  }
}

/** How many lines have each status, the gravest first; statuses of no line are left out. */
export function countStatuses(lines: readonly GateLine[]): readonly { status: LineStatus; count: number }[] {
  return LINE_STATUSES.map((status) => ({
    status,
    count: lines.filter((line) => statusOf(line) === status).length,
  })).filter(({ count }) => count > 0);
}

/** The gravest first; within a status in the order of the plan. */
export function byGravity(lines: readonly GateLine[]): readonly GateLine[] {
  return lines.toSorted((a, b) => LINE_STATUSES.indexOf(statusOf(a)) - LINE_STATUSES.indexOf(statusOf(b)));
}
