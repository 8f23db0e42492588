import { localize, message, wordText } from "../../locales/catalogue.js";
import type { HistorySeries } from "../../model/history.js";
import type { Language } from "../../model/localized-text.js";
import { behindMarks } from "../marks.js";

/** What must stand beside every number of a series, in brackets before its name (DESIGN rule 9); the name alone where nothing must. */
export function markedName(
  name: string,
  { stamps = [], provenance }: Pick<HistorySeries, "stamps" | "provenance">,
  language: Language,
): string {
  const labels = stamps.map(({ kind, label, slowdown }) => {
    if (kind === "demonstration") return wordText(language, "demonstration");
    if (kind === "injected-slowdown") return message(language, "history.mark.injected", { slowdown: slowdown ?? 0 });
    return label === undefined ? wordText(language, "simulated") : localize(language, label);
  });
  // An adapter's own label already says what its values are.
  const isSaid = stamps.some(({ kind }) => kind === "not-measured");
  const marks = provenance === undefined || isSaid ? labels : [...labels, wordText(language, provenance)];
  return behindMarks(name, marks, language);
}
