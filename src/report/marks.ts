import { localize, message, wordText } from "../locales/catalogue.js";
import type { ComparedSystem, Comparison, ComparisonRow, SystemValues } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import { PROVENANCES, type Provenance } from "../model/provenance.js";

/**
 * What must stand on a row: that it is a demonstration, and for every number that was not measured what it is instead.
 *
 * Read from three places (the stamps of the comparison, the adapters, each value), so that a number which is not measured
 * cannot be printed as measured even where one of the three forgot to say so (DESIGN rule 9).
 */
export function rowMarks(comparison: Comparison, row: ComparisonRow, language: Language): readonly string[] {
  const ours = sideMarks(comparison.candidate, row.candidate, language);
  const theirs = sideMarks(comparison.baseline, row.baseline, language);
  const shared = ours.filter((mark) => theirs.includes(mark));
  const alone = (system: ComparedSystem, marks: readonly string[]) =>
    marks
      .filter((mark) => !shared.includes(mark))
      .map((mark) => message(language, "report.mark.of", { system: system.systemId, mark }));
  const own = [...shared, ...alone(comparison.candidate, ours), ...alone(comparison.baseline, theirs)];
  return [...new Set([...stampMarks(comparison, [...ours, ...theirs], language), ...own])];
}

/** Marks of the comparison's stamps, less the labels that the sides say more precisely. */
function stampMarks(comparison: Comparison, said: readonly string[], language: Language): readonly string[] {
  return comparison.stamps.flatMap((stamp) => {
    if (stamp.kind === "demonstration") return [wordText(language, "demonstration")];
    const label = stamp.label === undefined ? wordText(language, "simulated") : localize(language, stamp.label);
    return said.includes(label) ? [] : [label];
  });
}

function sideMarks(system: ComparedSystem, values: SystemValues, language: Language): readonly string[] {
  const { adapter } = system;
  const word = (provenance: Provenance) => wordText(language, provenance);
  const adapterMark = adapter.label === undefined ? word(adapter.provenance) : localize(language, adapter.label);
  const weakest = weakestProvenance(values);
  const marks = adapter.provenance === "measured" ? [] : [adapterMark];
  // An adapter's own label already says what its provenance is; a weaker or different one of the values is added.
  if (weakest !== "measured" && weakest !== adapter.provenance) marks.push(word(weakest));
  return marks;
}

function weakestProvenance(values: SystemValues): Provenance {
  const all = values.runs.flatMap(({ value }) => (value.kind === "value" ? [value.provenance] : []));
  const ranks = [values.provenance, ...all].map((provenance) => PROVENANCES.indexOf(provenance));
  return PROVENANCES[Math.max(...ranks)] ?? values.provenance;
}
