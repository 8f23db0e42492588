import { findingText, joinNames, joinSentences, localize, message } from "../../locales/catalogue.js";
import type { Stamp } from "../../model/comparison.js";
import { EXIT } from "../../model/exit-codes.js";
import type { GateControl, GateReport } from "../../model/gate.js";
import type { Language } from "../../model/localized-text.js";
import type { ReportText } from "../../model/report-model.js";
import { countStatuses, isExplained, pageStatus, STATUS_TONES, statusOf } from "./line-status.js";
import { changeText } from "./line-text.js";

/** What the gate says in one sentence: its status, how many lines have which, and the exit code. */
export function headlineText(report: GateReport, language: Language): ReportText {
  const status = pageStatus(report);
  const tone = STATUS_TONES[status];
  const code = report.exitCode;
  if (status === "nothing") return { text: message(language, "ci.headline.nothing", { code }), tone };
  const word = message(language, `ci.status.${status}`).toUpperCase();
  if (report.lines.length === 0) return { text: message(language, "ci.headline.bare", { status: word, code }), tone };
  const counts = countStatuses(report.lines).map(({ status, count }) =>
    message(language, "ci.count", { count, status: message(language, `ci.status.${status}`) }),
  );
  const text = message(language, "ci.headline", {
    status: word,
    counts: joinNames(counts, language),
    code,
  });
  return { text, tone };
}

/**
 * What must be read before any number, the headline first: that a pass was only let through, what went wrong, that the numbers are
 * not measured, and whether the gate can see.
 */
export function statements(report: GateReport, language: Language): readonly ReportText[] {
  return [
    headlineText(report, language),
    ...letPass(report, language),
    ...otherReason(report, language),
    ...errors(report, language),
    ...unconfirmed(report, language),
    ...stampTexts(report.stamps, language),
    ...controlTexts(report.control, language),
  ];
}

/** A stamp as a sentence, once for each. */
export function stampTexts(stamps: readonly Stamp[], language: Language): readonly ReportText[] {
  const texts = stamps.map((stamp) => {
    if (stamp.kind === "demonstration") return message(language, "report.stamp.demonstration");
    if (stamp.kind === "injected-slowdown") {
      return message(language, "ci.stamp.injected", { slowdown: stamp.slowdown ?? "?" });
    }
    const label = stamp.label === undefined ? message(language, "word.simulated") : localize(language, stamp.label);
    return message(language, "ci.stamp.not-measured", { label });
  });
  return [...new Set(texts)].map((text): ReportText => ({ text, tone: "caution" }));
}

/** What became of the injected slow-down; nothing where none was injected. */
export function controlTexts(control: GateControl | undefined, language: Language): readonly ReportText[] {
  if (control === undefined) return [];
  const { slowdown, systemId, isBlind } = control;
  if (!isBlind) return [{ text: message(language, "ci.control.found", { slowdown, system: systemId }), tone: "plain" }];
  const named = workloadsMissed(control);
  const workloads = named.length === 0 ? message(language, "ci.control.blind-everywhere") : joinNames(named, language);
  return [{ text: message(language, "ci.control.blind", { slowdown, system: systemId, workloads }), tone: "bad" }];
}

/** One sentence a metric of the control. */
export function controlLines(control: GateControl | undefined, language: Language): readonly ReportText[] {
  return (control?.lines ?? []).map(({ workloadId, title, change, isFound }) => ({
    text: message(language, isFound ? "ci.control.line.found" : "ci.control.line.missed", {
      workload: workloadId,
      metric: localize(language, title),
      change: change === undefined ? message(language, "ci.control.nothing") : changeText(change),
    }),
    tone: isFound ? "plain" : "caution",
  }));
}

/** Workloads of which no line found the slow-down. */
export function workloadsMissed({ lines }: GateControl): readonly string[] {
  const all = [...new Set(lines.map(({ workloadId }) => workloadId))];
  return all.filter((id) => !lines.some(({ workloadId, isFound }) => workloadId === id && isFound));
}

/** All statements as one text, for places that have no paragraphs. */
export function joinedStatements(report: GateReport, language: Language): string {
  return joinSentences(
    statements(report, language).map(({ text }) => text),
    language,
  );
}

function letPass({ decision, exitCode, lines }: GateReport, language: Language): readonly ReportText[] {
  if (lines.length === 0 || exitCode !== EXIT.ok || decision === "ok" || decision === "improved") return [];
  return [{ text: message(language, "ci.headline.let-pass"), tone: "caution" }];
}

function unconfirmed({ lines }: GateReport, language: Language): readonly ReportText[] {
  const isThere = lines.some((line) => statusOf(line) === "unconfirmed");
  return isThere ? [{ text: message(language, "ci.unconfirmed"), tone: "caution" }] : [];
}

function otherReason(report: GateReport, language: Language): readonly ReportText[] {
  if (isExplained(report) || report.caveats.some(({ severity }) => severity === "error")) return [];
  return [{ text: message(language, "ci.headline.other-reason"), tone: "bad" }];
}

/** What went wrong stands before the numbers, not among the remarks below them. */
function errors({ caveats }: GateReport, language: Language): readonly ReportText[] {
  return caveats
    .filter(({ severity }) => severity === "error")
    .map((caveat) => ({ text: findingText(language, caveat), tone: "bad" }));
}
