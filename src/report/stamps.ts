import { joinNames, localize, message, wordText } from "../locales/catalogue.js";
import type { ComparedSystem, Comparison } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock } from "../model/report-model.js";

/** What the whole page must say first: a demonstration is no result, and what is not measured is named with its source. */
export function stampBlocks(comparisons: readonly Comparison[], language: Language): readonly ReportBlock[] {
  const warn = (text: string): ReportBlock => ({ kind: "paragraph", text, tone: "caution" });
  const isDemonstration = comparisons.some(({ stamps }) => stamps.some(({ kind }) => kind === "demonstration"));
  return [
    ...(isDemonstration ? [warn(message(language, "report.stamp.demonstration"))] : []),
    ...notMeasured(comparisons, language).map(warn),
  ];
}

function notMeasured(comparisons: readonly Comparison[], language: Language): readonly string[] {
  const systems = new Map<string, ComparedSystem>();
  for (const { candidate, baseline } of comparisons) {
    for (const system of [candidate, baseline]) {
      if (system.adapter.provenance !== "measured") systems.set(system.systemId, system);
    }
  }
  const byAdapter = new Map<string, ComparedSystem[]>();
  for (const system of systems.values()) {
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
