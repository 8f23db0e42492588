import { API_VERSION } from "../../../contract/backend-adapter.js";
import { type LoggedStep, type LogParserDefinition, NO_ENTRIES } from "../../../contract/log-parser.js";
import { createMegatronParser, MEGATRON_NEEDLES } from "../megatron-log.js";
import { readNamedFields } from "../named-fields.js";
import { readCount, readNumber, readPositive } from "../read-number.js";
import { createSaidOnce } from "../said-once.js";
import { speedClaim } from "../speed-claim.js";
import { readWallTime } from "../wall-time.js";

const LINE_NEEDLE = "Training epoch ";
const BAR_NEEDLE = "reduced_train_loss=";
const SAVE_NEEDLE = "Global Checkpoint Save : ";
const BRIDGE_SETUP = /^\s*(?:seq_length: (\d+)|global_batch_size: (\d+)|train_iters: (\d+))\s*$/;

/**
 * NeMo 2 (a line a step), NeMo 1 (a progress bar), and Megatron-Bridge, which prints Megatron's line. NeMo counts its
 * steps from 0, Megatron-Bridge from 1. It rounds to four digits: a step time is off by up to 0.05 %.
 */
export const nemo: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "nemo",
  device: "package",
  needles: [
    ...MEGATRON_NEEDLES,
    LINE_NEEDLE,
    BAR_NEEDLE,
    SAVE_NEEDLE,
    "seq_length: ",
    "global_batch_size: ",
    "train_iters: ",
  ],
  source: "github.com/NVIDIA-NeMo/NeMo, nemo/lightning/pytorch/callbacks/progress_printer.py",
  create: () => {
    const megatron = createMegatronParser();
    const sayOnce = createSaidOnce();
    return {
      line: (text) => {
        if (text.includes(LINE_NEEDLE)) {
          const step = readLine(text);
          if (step === undefined) return NO_ENTRIES;
          const last = readCount(/iteration \d+\/(\d+)/.exec(text)?.[1]);
          // The second number is that of the last step, counted from 0.
          return [...sayOnce({ totalSteps: last === undefined ? undefined : last + 1 }), step];
        }
        if (text.includes(BAR_NEEDLE)) return asEntries(readBar(text));
        if (text.includes(SAVE_NEEDLE)) {
          return [{ kind: "checkpoint", step: readCount(/ Iteration: (\d+)/.exec(text)?.[1]) }];
        }
        const setup = BRIDGE_SETUP.exec(text);
        if (setup === null) return megatron.line(text);
        const [, sequenceLength, globalBatch, totalSteps] = setup.map((value) => readCount(value));
        return sayOnce({ sequenceLength, globalBatch, totalSteps });
      },
      end: () => NO_ENTRIES,
    };
  },
};

function asEntries(step: LoggedStep | undefined): readonly LoggedStep[] {
  return step === undefined ? [] : [step];
}

type Field = "step" | "seconds" | "loss" | "samples" | "globalBatch" | "teraFlops" | "tokens";

const NAMES: ReadonlyMap<string, Field> = new Map<string, Field>([
  ["global_step", "step"],
  ["train_step_timing in s", "seconds"],
  ["reduced_train_loss", "loss"],
  ["consumed_samples", "samples"],
  ["global_batch_size", "globalBatch"],
  ["TFLOPS_per_GPU", "teraFlops"],
  ["tokens_per_sec_per_gpu", "tokens"],
]);

/** `Training epoch 0, iteration 45/99 | lr: 6.897e-06 | global_step: 45 | train_step_timing in s: 6.08 | ...` */
function readLine(text: string): LoggedStep | undefined {
  const values = readNamedFields(text, { separator: "|", mark: ": ", names: NAMES });
  const wallUnixMs = readWallTime(text, text.indexOf(LINE_NEEDLE));
  return readStep(values, wallUnixMs, readCount(/iteration (\d+)\//.exec(text)?.[1]));
}

/**
 * `Epoch 0: 1%| | 795/77225 [9:07:58<878:01:48, 41.36s/it, loss=3.1, reduced_train_loss=3.090, global_step=794.0, ...]`
 */
function readBar(text: string): LoggedStep | undefined {
  const wallUnixMs = readWallTime(text, text.indexOf("Epoch "));
  return readStep(readNamedFields(text, { separator: ",", mark: "=", names: NAMES }), wallUnixMs);
}

function readStep(
  values: ReadonlyMap<Field, string>,
  wallUnixMs: number | undefined,
  iteration?: number,
): LoggedStep | undefined {
  const from0 = readCount(values.get("step")) ?? iteration;
  const loss = values.get("loss");
  if (from0 === undefined || (loss === undefined && !values.has("seconds"))) return undefined;
  return {
    kind: "step",
    step: from0 + 1,
    stepSeconds: readPositive(values.get("seconds")),
    loss: loss === undefined ? undefined : readNumber(loss),
    consumedSamples: readCount(values.get("samples")),
    globalBatch: readCount(values.get("globalBatch")),
    wallUnixMs,
    claim: speedClaim({
      tokensPerSecond: readPositive(values.get("tokens")),
      rateOf: "device",
      teraFlopsPerDevice: readPositive(values.get("teraFlops")),
    }),
  };
}
