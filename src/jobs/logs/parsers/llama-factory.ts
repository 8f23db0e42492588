import { z } from "zod";
import { API_VERSION } from "../../../contract/backend-adapter.js";
import { type LogEntry, type LogParserDefinition, NO_ENTRIES } from "../../../contract/log-parser.js";
import { loggedNumber } from "../logged-number.js";
import { parsePythonJson } from "../python-json.js";
import { createSaidOnce } from "../said-once.js";
import { speedClaim } from "../speed-claim.js";

const NEEDLE = '"current_steps"';

const rowSchema = z.object({
  current_steps: z.int().nonnegative(),
  total_steps: z.int().nonnegative().optional(),
  loss: loggedNumber.nullish(),
  elapsed_time: z.string().optional(),
  throughput: z.number().optional(),
  total_tokens: z.int().nonnegative().optional(),
});

/**
 * `trainer_log.jsonl` of LLaMA-Factory. `throughput` is the mean over all of the training (over all steps even after a
 * resumption, LlamaFactory 10739), padding included; `total_tokens` is 0 unless `include_num_input_tokens_seen` is on.
 * The last row repeats the last step without its loss.
 */
export const llamaFactory: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "llama-factory",
  device: "package",
  needles: [NEEDLE],
  source: "github.com/hiyouga/LLaMA-Factory, src/llamafactory/train/callbacks.py, LogCallback",
  create: () => {
    const sayOnce = createSaidOnce();
    return {
      line: (text) => {
        const at = text.indexOf("{");
        if (at < 0 || !text.includes(NEEDLE)) return NO_ENTRIES;
        const read = rowSchema.safeParse(parsePythonJson(text.slice(at)));
        if (!read.success) return NO_ENTRIES;
        return [...sayOnce({ totalSteps: read.data.total_steps }), asStep(read.data)];
      },
      end: () => NO_ENTRIES,
    };
  },
};

function asStep(row: z.infer<typeof rowSchema>): LogEntry {
  return {
    kind: "step",
    step: row.current_steps,
    loss: row.loss ?? undefined,
    consumedTokens: above0(row.total_tokens),
    elapsedSeconds: readDuration(row.elapsed_time),
    claim: speedClaim({ tokensPerSecond: above0(row.throughput), rateOf: "job" }),
  };
}

function above0(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

/** Python's `timedelta`: `5:13:22`, `1 day, 2:03:04`. */
function readDuration(text: string | undefined): number | undefined {
  const parts = /^(?:(\d+) days?, )?(\d+):(\d\d):(\d\d)$/.exec(text ?? "");
  if (parts === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
