import { joinNames, localize, message, wordText } from "../locales/catalogue.js";
import type { ComparedSystem, Comparison, ComparisonRow, Stamp, SystemValues } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import { type Provenance, weakestProvenance } from "../model/provenance.js";

/** The marks of a row in its column, each once. */
export function marksText(marks: readonly string[], language: Language): string {
  return joinNames([...new Set(marks)], language);
}

/** `[demo, mock] text`; a text without marks as it is. */
export function behindMarks(text: string, marks: readonly string[], language: Language): string {
  return marks.length === 0 ? text : `[${marksText(marks, language)}] ${text}`;
}

/** One system's part of a row. */
export interface MarkedSide {
  readonly system: ComparedSystem;
  readonly values: SystemValues;
}

/** What must stand on a row of a comparison; see `marksOf`. */
export function rowMarks(comparison: Comparison, row: ComparisonRow, language: Language): readonly string[] {
  const candidate = { system: comparison.candidate, values: row.candidate };
  const baseline = { system: comparison.baseline, values: row.baseline };
  return marksOf(comparison.stamps, [candidate, baseline], language);
}

/**
 * What must stand on a row: that it is a demonstration, and for every number that was not measured what it is instead.
 *
 * Read from three places (the stamps, the adapters, each value), so that a number which is not measured cannot be printed
 * as measured even where one of the three forgot to say so (DESIGN rule 9).
 */
export function marksOf(stamps: readonly Stamp[], sides: readonly MarkedSide[], language: Language): readonly string[] {
  const marks = sides.map((side) => ({ side, own: sideMarks(side.system, side.values, language) }));
  const all = marks.flatMap(({ own }) => own);
  const shared = all.filter((mark) => marks.every(({ own }) => own.includes(mark)));
  const alone = marks.flatMap(({ side, own }) =>
    own
      .filter((mark) => !shared.includes(mark))
      .map((mark) => message(language, "report.mark.of", { system: side.system.systemId, mark })),
  );
  return [...new Set([...stampMarks(stamps, all, language), ...shared, ...alone])];
}

/** Marks of the stamps, less the labels that the sides say more precisely. */
function stampMarks(stamps: readonly Stamp[], said: readonly string[], language: Language): readonly string[] {
  return stamps.flatMap((stamp) => {
    if (stamp.kind === "demonstration") return [wordText(language, "demonstration")];
    if (stamp.kind === "injected-slowdown") {
      return [message(language, "report.mark.injected", { slowdown: stamp.slowdown ?? "?" })];
    }
    const label = stamp.label === undefined ? wordText(language, "simulated") : localize(language, stamp.label);
    return said.includes(label) ? [] : [label];
  });
}

function sideMarks(system: ComparedSystem, values: SystemValues, language: Language): readonly string[] {
  const { adapter } = system;
  const word = (provenance: Provenance) => wordText(language, provenance);
  const adapterMark = adapter.label === undefined ? word(adapter.provenance) : localize(language, adapter.label);
  const weakest = weakestOf(values);
  const marks = adapter.provenance === "measured" ? [] : [adapterMark];
  // An adapter's own label already says what its provenance is; a weaker or different one of the values is added.
  if (weakest !== "measured" && weakest !== adapter.provenance) marks.push(word(weakest));
  return marks;
}

/** The weakest claim among a system's values and what is said of them all. */
export function weakestOf(values: SystemValues): Provenance {
  const all = values.runs.flatMap(({ value }) => (value.kind === "value" ? [value.provenance] : []));
  return weakestProvenance([values.provenance, ...all]);
}
