import { z } from "zod";
import type { LogEntry } from "../../contract/log-parser.js";
import { loggedNumber } from "./logged-number.js";
import { parsePythonJson } from "./python-json.js";
import { speedClaim } from "./speed-claim.js";

const count = z.int().nonnegative();

const historySchema = z.object({
  step: count,
  loss: loggedNumber.optional(),
  num_input_tokens_seen: count.optional(),
  train_runtime: z.number().positive().optional(),
  train_loss: loggedNumber.optional(),
  train_samples_per_second: z.number().positive().optional(),
  train_tokens_per_second: z.number().positive().optional(),
});

const stateSchema = z.object({ max_steps: count.optional(), log_history: z.array(historySchema) });

/**
 * What `trainer_state.json` of Hugging Face's `Trainer` says: its steps with their exact numbers and unrounded losses,
 * but times only with `include_num_input_tokens_seen`. Entries of evaluations are left out.
 *
 * @returns `undefined` for a text that is no such file
 */
export function readTrainerState(text: string): readonly LogEntry[] | undefined {
  const read = stateSchema.safeParse(parsePythonJson(text));
  if (!read.success) return undefined;
  const { max_steps: totalSteps, log_history: history } = read.data;
  const entries: LogEntry[] = totalSteps === undefined ? [] : [{ kind: "setup", totalSteps }];
  for (const row of history) {
    const rates = { samplesPerSecond: row.train_samples_per_second, tokensPerSecond: row.train_tokens_per_second };
    const claim = speedClaim({ ...rates, rateOf: "job" });
    if (row.loss !== undefined) {
      const { step, loss, num_input_tokens_seen: consumedTokens, train_runtime: elapsedSeconds } = row;
      entries.push({ kind: "step", step, loss, consumedTokens, elapsedSeconds, claim });
    } else if (row.train_runtime !== undefined) {
      entries.push({ kind: "summary", seconds: row.train_runtime, loss: row.train_loss, claim });
    }
  }
  return entries;
}
