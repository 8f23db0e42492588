import { findingText, localize, message, wordText } from "../locales/catalogue.js";
import type { ExecutionResult } from "../model/execution.js";
import type { Language } from "../model/localized-text.js";
import type { Plan } from "../model/plan.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";

/** How each run of an execution ended, as a page: all there is to show where a suite compares nothing. */
export function runsPage(
  { suite }: Pick<Plan, "suite">,
  runs: ExecutionResult["runs"],
  language: Language,
): { readonly title: string; readonly blocks: readonly ReportBlock[] } {
  const rows = runs.map(({ runId, state, failure }): readonly ReportText[] => [
    { text: runId, tone: "plain" },
    { text: wordText(language, state), tone: state === "complete" ? "good" : "bad" },
    { text: failure === undefined ? "" : findingText(language, failure), tone: "plain" },
  ]);
  return {
    title: localize(language, suite.title),
    blocks: [
      { kind: "paragraph", text: message(language, "cli.run.no-comparison"), tone: "plain" },
      {
        kind: "table",
        columns: [
          { header: message(language, "cli.column.run"), align: "left" },
          { header: message(language, "cli.column.state"), align: "left" },
          { header: message(language, "cli.column.reason"), align: "left" },
        ],
        rows,
      },
    ],
  };
}
