import { joinNames, localize, message, wordText } from "../locales/catalogue.js";
import type { ComparedSystem, Comparison } from "../model/comparison.js";
import type { Judgement } from "../model/judgement.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock } from "../model/report-model.js";
import type { SystemSummary } from "../model/system-summary.js";
import { systemsOf } from "./system-sides.js";

/** What the whole page must say first: a demonstration is no result, and what is not measured is named with its source. */
export function stampBlocks({ comparisons, summaries }: Judgement, language: Language): readonly ReportBlock[] {
  const warn = (text: string): ReportBlock => ({ kind: "paragraph", text, tone: "caution" });
  const isDemonstration = [...comparisons, ...summaries].some(({ stamps }) =>
    stamps.some(({ kind }) => kind === "demonstration"),
  );
  const systems = [
    ...comparisons.flatMap(({ candidate, baseline }) => [candidate, baseline]),
    ...summaries.map(({ system }) => system),
  ];
  return [
    ...(isDemonstration ? [warn(message(language, "report.stamp.demonstration"))] : []),
    ...injected([...comparisons, ...summaries], language).map(warn),
    ...notMeasured(systems, language).map(warn),
  ];
}

/** What tokwatt itself slowed down: one sentence for each system. */
function injected(judged: readonly (Comparison | SystemSummary)[], language: Language): readonly string[] {
  const texts = judged.flatMap((one) =>
    systemsOf(one).flatMap(({ systemId, injected }) =>
      injected === undefined
        ? []
        : [message(language, "report.stamp.injected", { systems: systemId, slowdown: injected.slowdown })],
    ),
  );
  return [...new Set(texts)];
}

function notMeasured(systems: readonly ComparedSystem[], language: Language): readonly string[] {
  const notMeasuredOnes = systems.filter((system) => system.adapter.provenance !== "measured");
  const byAdapter = new Map<string, ComparedSystem[]>();
  for (const system of new Map(notMeasuredOnes.map((one) => [one.systemId, one])).values()) {
    byAdapter.set(system.adapter.name, [...(byAdapter.get(system.adapter.name) ?? []), system]);
  }
  return [...byAdapter.values()].flatMap((group) => {
    const adapter = group[0]?.adapter;
    if (adapter === undefined) return [];
    const label =
      adapter.label === undefined ? wordText(language, adapter.provenance) : localize(language, adapter.label);
    return [
      message(language, "report.stamp.not-measured", {
        label,
        systems: joinNames(
          group.map((system) => system.systemId),
          language,
        ),
        adapter: adapter.name,
        provenance: adapter.provenance,
      }),
    ];
  });
}
