import { localize, message } from "../locales/catalogue.js";
import type { Judgement } from "../model/judgement.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock } from "../model/report-model.js";

/** What a page must say first whose latencies are another tool's: whose, over which requests, and that nothing is judged. */
export function definitionBlocks({ comparisons, summaries }: Judgement, language: Language): readonly ReportBlock[] {
  const stamps = [...comparisons, ...summaries].flatMap(({ definitions }) => definitions ?? []);
  const tools = new Set(stamps.map(({ title }) => localize(language, title)));
  return [...tools].map((tool) => ({
    kind: "paragraph",
    text: message(language, "report.definitions", { tool }),
    tone: "caution",
  }));
}
