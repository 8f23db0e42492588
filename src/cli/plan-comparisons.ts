import { joinNames, message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import { percentText } from "../model/percent-text.js";
import type { Margins, Plan, PlannedComparison } from "../model/plan.js";

/** Who is compared with whom and by which rules; comparisons of one family are listed together, their rules once. */
export function comparisonTexts({ comparisons }: Pick<Plan, "comparisons">, language: Language): readonly string[] {
  return groups(comparisons).flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { family } = first;
    const head =
      family === undefined ? [] : [message(language, "cli.plan.family", { family, comparisons: group.length })];
    return [...head, ...group.map((one) => sidesText(one, language)), ...ruleTexts(first, language)];
  });
}

/** Those of one family stand one behind the other in the plan; every other comparison is a group of its own. */
function groups(comparisons: readonly PlannedComparison[]): readonly (readonly PlannedComparison[])[] {
  const byEntry = new Map<string, PlannedComparison[]>();
  for (const [place, comparison] of comparisons.entries()) {
    const { family } = comparison;
    const entry = family === undefined ? `single ${place}` : `family ${family}`;
    byEntry.set(entry, [...(byEntry.get(entry) ?? []), comparison]);
  }
  return [...byEntry.values()];
}

function sidesText({ candidate, baseline, analysis, confidence, margins }: PlannedComparison, language: Language) {
  return message(language, "cli.plan.comparison", {
    candidate,
    baseline,
    analysis,
    confidence,
    margin: margins.default,
  });
}

function ruleTexts(comparison: PlannedComparison, language: Language): readonly string[] {
  const { margins, primaryMetrics, meters, equivalence, nonInferiority, weights } = comparison;
  const texts: string[] = [];
  const others = otherMargins(margins);
  if (others.length > 0) texts.push(message(language, "cli.plan.margins", { margins: joinNames(others, language) }));
  texts.push(message(language, "cli.plan.primary", { metrics: joinNames(primaryMetrics, language) }));
  if (meters === "shared") texts.push(message(language, "cli.plan.shared-meters"));
  if (equivalence !== undefined) {
    texts.push(message(language, "cli.plan.equivalence", { margins: marginsText(equivalence, language) }));
  }
  if (nonInferiority !== undefined) {
    texts.push(message(language, "cli.plan.non-inferiority", { margins: marginsText(nonInferiority, language, "") }));
  }
  if (weights !== undefined) {
    const named = Object.entries(weights).map(([workload, weight]) => `${workload} ${weight}`);
    texts.push(message(language, "cli.plan.weights", { weights: joinNames(named, language) }));
  }
  return texts;
}

/** `± 2 %, ttft.p99 ± 10 %`; with an empty sign margins to one side. */
export function marginsText(margins: Margins, language: Language, sign = "± "): string {
  return joinNames([`${sign}${percentText(margins.default)}`, ...otherMargins(margins, sign)], language);
}

function otherMargins({ metrics }: Margins, sign = "± "): readonly string[] {
  return Object.entries(metrics).map(([metric, margin]) => `${metric} ${sign}${percentText(margin)}`);
}
