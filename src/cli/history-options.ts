import type { Options } from "yargs";
import { message } from "../locales/catalogue.js";
import { InputError } from "../model/errors.js";
import type { Language } from "../model/localized-text.js";
import type { Problem } from "../model/problem.js";

export const HISTORY_ACTIONS = ["add", "list", "show", "changes", "acknowledge", "confirm"] as const;
export type HistoryAction = (typeof HISTORY_ACTIONS)[number];

export const CHANGE_STATES = ["candidate", "confirmed", "refuted", "acknowledged"] as const;

/** The folder of a history, also for the commands that read it or add to it. */
export function historyOption(language: Language) {
  return {
    type: "string",
    default: "history",
    describe: message(language, "cli.option.history"),
  } as const satisfies Options;
}

/** What the actions take besides options, at least and at most, as a reader writes it. */
const OPERANDS: Readonly<
  Record<HistoryAction, { readonly least: number; readonly most: number; readonly words: string }>
> = {
  add: { least: 1, most: 1, words: "RESULTS" },
  list: { least: 0, most: 0, words: "" },
  show: { least: 0, most: 3, words: "[SYSTEM] [WORKLOAD] [METRIC]" },
  changes: { least: 0, most: 3, words: "[SYSTEM] [WORKLOAD] [METRIC]" },
  acknowledge: { least: 1, most: Number.POSITIVE_INFINITY, words: "CHANGE... --reason TEXT" },
  confirm: { least: 2, most: 2, words: "CHANGE RESULTS" },
};

/** Options that not all actions have. */
const ACTIONS_OF = {
  commit: ["add"],
  vary: ["add"],
  plan: ["add", "confirm"],
  execution: ["add", "confirm"],
  svg: ["show"],
  json: ["list", "show", "changes"],
  state: ["changes"],
  reason: ["acknowledge"],
  magnitude: ["show", "changes", "acknowledge", "confirm"],
} as const satisfies Readonly<Record<string, readonly HistoryAction[]>>;

/**
 * Holds what was typed against what the action takes.
 *
 * @param given the values of the options by name; undefined, false and empty ones were not given
 * @throws InputError with everything that is wrong
 */
export function checkHistoryCall(
  action: HistoryAction,
  operands: readonly string[],
  given: Readonly<Record<string, unknown>>,
): void {
  const { least, most, words } = OPERANDS[action];
  const problems: Problem[] = [];
  if (operands.length < least || operands.length > most) {
    const usage = `${action} ${words}`.trim();
    problems.push({ code: "history-operands", data: { action, usage }, hint: "see-help" });
  }
  for (const [option, actions] of Object.entries(ACTIONS_OF)) {
    const isGiven = given[option] !== undefined && given[option] !== false;
    if (!isGiven || (actions as readonly HistoryAction[]).includes(action)) continue;
    const data = { action, option, actions: actions.join(", ") };
    problems.push({ code: "history-option-unused", data, hint: "history-option-of" });
  }
  if (problems.length > 0) throw new InputError(problems);
}
