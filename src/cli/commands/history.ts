import { message } from "../../locales/catalogue.js";
import { defineCommand } from "../command.js";
import { addToHistory } from "../history-add.js";
import { acknowledgeChanges, decideChange } from "../history-decide.js";
import { CHANGE_STATES, checkHistoryCall, HISTORY_ACTIONS, historyOption } from "../history-options.js";
import { listHistory, showChanges, showHistory } from "../history-show.js";
import { readFraction } from "../read-fraction.js";
import { selectionOptions } from "../selection-options.js";

/** `tokwatt history ACTION`: results over time, and where they changed. */
export const command = defineCommand({
  build: (parser, language) =>
    parser
      .positional("action", {
        choices: HISTORY_ACTIONS,
        demandOption: true,
        describe: message(language, "cli.argument.history-action"),
      })
      .positional("names", { type: "string", array: true, describe: message(language, "cli.argument.history-names") })
      .option("history", historyOption(language))
      .options(selectionOptions(language))
      .option("commit", { type: "string", describe: message(language, "cli.option.commit") })
      .option("vary", { type: "string", array: true, describe: message(language, "cli.option.vary") })
      .option("magnitude", { type: "string", describe: message(language, "cli.option.magnitude") })
      .option("svg", { type: "string", describe: message(language, "cli.option.svg") })
      .option("state", { choices: CHANGE_STATES, describe: message(language, "cli.option.state") })
      .option("reason", { type: "string", describe: message(language, "cli.option.reason") })
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") }),
  run: async (values, context) => {
    const { action, history, commit, vary, json, svg, state, reason } = values;
    const names = values.names ?? [];
    checkHistoryCall(action, names, values);
    const [first = "", second = ""] = names;
    const selection = { planHash: values.plan, executionId: values.execution };
    const { magnitude } = values;
    const options = magnitude === undefined ? {} : { leastRelative: readFraction("magnitude", magnitude) };
    switch (action) {
      case "add":
        return await addToHistory({ history, results: first, selection, commit, vary }, context);
      case "list":
        return await listHistory({ history, json }, context);
      case "show":
        return await showHistory({ history, json, names, options, svg }, context);
      case "changes":
        return await showChanges({ history, json, names, options, state }, context);
      case "acknowledge":
        return await acknowledgeChanges({ history, changes: names, options, reason }, context);
      case "confirm":
        return await decideChange({ history, change: first, results: second, selection, options }, context);
    }
  },
});
