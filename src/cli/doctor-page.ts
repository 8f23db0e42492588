import type { RenderOptions } from "../contract/renderer.js";
import { findingText, joinNames, message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { Tone } from "../model/report-model.js";
import { displayWidth, foldText } from "../report/renderers/fold-text.js";
import { paint } from "../report/renderers/paint.js";
import type { CheckResult, CheckStatus } from "../run/doctor/check-result.js";

export const CHECK_STATUSES = ["ok", "note", "warning", "failed"] as const satisfies readonly CheckStatus[];

const TONES: Readonly<Record<CheckStatus, Tone>> = { ok: "good", note: "muted", warning: "caution", failed: "bad" };

const GAP = 2;

/** One line of a doctor: the status in front, so that the eye can run down it, and the rest folded beside it. */
export function checkLine(
  { check, status, finding, endpoint }: CheckResult,
  language: Language,
  options: RenderOptions,
): string {
  const word = message(language, `cli.doctor.status.${status}`);
  const widths = CHECK_STATUSES.map((one) => displayWidth(message(language, `cli.doctor.status.${one}`)));
  const indent = Math.max(...widths) + GAP;
  const text = message(language, "cli.doctor.line", {
    check: joinNames(
      [message(language, `cli.doctor.check.${check}`), ...(endpoint === undefined ? [] : [endpoint])],
      language,
    ),
    text: findingText(language, finding),
  });
  const [first = "", ...others] = foldText(text, options.width - indent, true);
  const head = paint(word, TONES[status], options.color) + " ".repeat(indent - displayWidth(word)) + first;
  return [head, ...others.map((line) => " ".repeat(indent) + line)].map((line) => `${line}\n`).join("");
}

/** How many results there are of each status. */
export function countStatuses(results: readonly CheckResult[]): Readonly<Record<CheckStatus, number>> {
  const count = (status: CheckStatus): number => results.filter((result) => result.status === status).length;
  return { ok: count("ok"), note: count("note"), warning: count("warning"), failed: count("failed") };
}
