import { findingText, message } from "../locales/catalogue.js";
import type { Finding } from "../model/finding.js";
import type { Language } from "../model/localized-text.js";
import type { ReportText, Tone } from "../model/report-model.js";

/** Numbers the sentences that do not fit in a table's cell. */
export interface Footnotes {
  /** `[1] [4]` for some findings; findings that read alike share a number. Empty where there are none. */
  refer(findings: readonly Finding[]): string;
  /** All sentences that were referred to, by number. */
  list(): readonly ReportText[];
}

export function createFootnotes(language: Language): Footnotes {
  const numbers = new Map<string, { readonly number: number; readonly tone: Tone }>();
  return {
    refer: (findings) => {
      const marks = findings.map((finding) => {
        const text = findingText(language, finding);
        const known = numbers.get(text) ?? { number: numbers.size + 1, tone: toneOf(finding) };
        numbers.set(text, known);
        return `[${known.number}]`;
      });
      return [...new Set(marks)].join(" ");
    },
    list: () =>
      [...numbers].map(([text, { number, tone }]) => ({
        text: message(language, "report.note", { number, text }),
        tone,
      })),
  };
}

/** How a finding is shown: the graver, the louder. */
export function toneOf(finding: Finding): Tone {
  if (finding.severity === "error") return "bad";
  return finding.severity === "warning" ? "caution" : "plain";
}
