import { joinClauses, joinNames, message } from "../locales/catalogue.js";
import { METRICS } from "../metrics/all.js";
import type { Language } from "../model/localized-text.js";
import type { Plan, PlannedGate, Requirement } from "../model/plan.js";
import { marginsText } from "./plan-comparisons.js";

/** What `tokwatt gate` holds the systems of a plan against besides one another. */
export function gateTexts({ gate }: Pick<Plan, "gate">, language: Language): readonly string[] {
  if (gate === undefined) return [];
  return [
    ...historyTexts(gate, language),
    ...gate.requirements.map((requirement) => requirementText(requirement, language)),
  ];
}

function historyTexts({ history }: PlannedGate, language: Language): readonly string[] {
  if (history === undefined) return [];
  const { metrics, margins, confidence, vary } = history;
  const data = { metrics: joinNames(metrics, language), margins: marginsText(margins, language), confidence };
  const text = message(language, "cli.plan.gate-history", data);
  if (vary.length === 0) return [text];
  return [text, message(language, "cli.plan.gate-vary", { facts: joinNames(vary, language) })];
}

/** The limit in the unit in which it is written, so that milliseconds that were meant are seen to be seconds. */
function requirementText({ metric, bound, limit, system, workload }: Requirement, language: Language): string {
  const unit = METRICS.find(({ id }) => id === metric)?.unit.id ?? "";
  const data = { metric, limit, unit: unit === "1" ? "" : ` ${unit}` };
  return joinClauses(
    [
      message(language, bound === "at-least" ? "cli.plan.at-least" : "cli.plan.at-most", data),
      ...(system === undefined ? [] : [message(language, "cli.plan.of-system", { system })]),
      ...(workload === undefined ? [] : [message(language, "cli.plan.of-workload", { workload })]),
    ],
    language,
  );
}
