import { API_VERSION } from "../../../contract/backend-adapter.js";
import {
  type LogEntry,
  type LoggedStep,
  type LogParserDefinition,
  NO_ENTRIES,
  type SpeedClaim,
} from "../../../contract/log-parser.js";
import { createBarSteps } from "../bar-steps.js";
import { readPythonDict } from "../python-dict.js";
import { readCount, readNumber, readPositive } from "../read-number.js";
import { createSaidOnce } from "../said-once.js";
import { speedClaim } from "../speed-claim.js";

const BATCH = "Total train batch size";
const TOTAL = "Total optimization steps";
const SETUP =
  /\b(Num examples|Num update steps per epoch|Total optimization steps|Total train batch size) (?:\([^)]*\) )?= ([\d,]+)/;
/**
 * `Continuing training from global step 500`; since version 5 `Resuming training from checkpoint with epoch 1 and
 * global step 500`.
 */
const RESUMED = /\btraining from (?:checkpoint with epoch \d+ and )?global step (\d+)/;
const SAVED = /Saving model checkpoint to \S*checkpoint-(\d+)/;

/**
 * Hugging Face's `Trainer`: the dictionaries that it prints every `logging_steps` and at the end, of which old versions
 * print numbers and version 5 quoted ones of four digits. They hold no step: it comes from the progress bar (stderr, in
 * the same log), or, as exact as the digits of the epoch are, from the epoch where the log level `info` says how many
 * steps it has; without either no step is reported. `trainer_state.json` has the numbers (`readTrainerState`). Python
 * must not buffer its output (`PYTHONUNBUFFERED=1`).
 *
 * Samples/s at the end are of the data set over all of the training, evaluations and checkpoints included. With
 * `include_num_input_tokens_seen` every dictionary says the tokens so far, the seconds since the start, and tokens/s
 * over all of them.
 */
export const huggingFaceTrainer: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "hugging-face-trainer",
  device: "package",
  needles: [
    "'loss': ",
    "'train_runtime': ",
    "it/s",
    "s/it",
    "Running training *",
    "Num examples = ",
    "Num update steps per epoch = ",
    "Total optimization steps = ",
    "Total train batch size (",
    "global step ",
    "Saving model checkpoint to ",
  ],
  source:
    "github.com/huggingface/transformers, src/transformers/trainer_callback.py, ProgressCallback and PrinterCallback",
  create: () => {
    const bar = createBarSteps();
    const sayOnce = createSaidOnce();
    const counts = new Map<string, number>();
    /** A report whose number the next line may know better. */
    let held: LoggedStep | undefined;

    const setUp = (text: string): readonly LogEntry[] => {
      const [, name, value] = SETUP.exec(text) ?? [];
      const count = readCount(value);
      // An evaluation prints its number of examples in the same words, later.
      if (name === undefined || count === undefined || counts.has(name)) return NO_ENTRIES;
      counts.set(name, count);
      return sayOnce({ globalBatch: counts.get(BATCH), totalSteps: counts.get(TOTAL) });
    };
    const stepOf = (epoch: string | undefined): { readonly step: number; readonly isExact: boolean } | undefined => {
      const shown = bar.report();
      const counted = stepOfEpoch(epoch, stepsPerEpoch(counts));
      if (counted === undefined || (shown !== undefined && !counted.isExact)) return shown;
      if (counted.isExact) bar.told(counted.step);
      return { step: counted.step, isExact: true };
    };
    const takeHeld = (step: number | undefined): readonly LogEntry[] => {
      const waiting = held === undefined ? NO_ENTRIES : [{ ...held, step: step ?? held.step }];
      held = undefined;
      return waiting;
    };
    const reported = (text: string): readonly LogEntry[] => {
      const items = readPythonDict(text);
      const loss = items.get("loss");
      if (loss === undefined) return items.has("train_runtime") ? [readSummary(items)] : NO_ENTRIES;
      const number = stepOf(items.get("epoch"));
      if (number === undefined) return NO_ENTRIES;
      const setup = sayOnce({ totalSteps: counts.get(TOTAL) ?? bar.totalSteps });
      const logged: LoggedStep = {
        kind: "step",
        step: number.step,
        loss: readNumber(loss),
        consumedTokens: readCount(items.get("num_input_tokens_seen") ?? items.get("num_tokens")),
        elapsedSeconds: readPositive(items.get("train_runtime")),
        claim: readClaim(items),
      };
      if (number.isExact) return [...setup, logged];
      held = logged;
      return setup;
    };
    const said = (text: string): readonly LogEntry[] => {
      if (text.includes("Running training *")) {
        bar.reset();
        counts.clear();
      }
      const dictionary = text.indexOf("{'");
      if (dictionary >= 0) return reported(text.slice(dictionary));
      const resumed = readCount(RESUMED.exec(text)?.[1]);
      if (resumed !== undefined) return [{ kind: "restart", step: resumed }];
      const saved = readCount(SAVED.exec(text)?.[1]);
      return saved === undefined ? setUp(text) : [{ kind: "checkpoint", step: saved }];
    };
    return {
      line: (text) => {
        // What is printed next may stand in the same line.
        const isBar = bar.line(text);
        const before = held === undefined ? NO_ENTRIES : takeHeld(isBar ? bar.settled() : undefined);
        const entries = said(text);
        return before.length === 0 ? entries : [...before, ...entries];
      },
      end: () => takeHeld(undefined),
    };
  },
};

/** Further from a whole step than this, an epoch's printed digits may mean the step beside it. */
const CLEAR_SHARE = 0.4;

/**
 * The step at a printed epoch; exact where its last digit is worth clearly less than a step. Old versions round to two digits
 * behind the point and new ones to four in all, and both leave zeros out: digits that both would keep count as printed.
 */
function stepOfEpoch(
  epoch: string | undefined,
  perEpoch: number | undefined,
): { readonly step: number; readonly isExact: boolean } | undefined {
  if (epoch === undefined || perEpoch === undefined) return undefined;
  const value = readNumber(epoch) ?? Number.NaN;
  const step = Math.round(value * perEpoch);
  if (!(Number.isSafeInteger(step) && step >= 0)) return undefined;
  const kept = Math.min(2, Math.max(0, 3 - Math.floor(Math.log10(Math.max(value, 1)))));
  const decimals = Math.max(kept, /\.(\d+)$/.exec(epoch)?.[1]?.length ?? 0);
  return { step, isExact: (0.5 / 10 ** decimals) * perEpoch < CLEAR_SHARE };
}

/** Version 4 does not say it; the last step of an epoch may hold fewer samples. */
function stepsPerEpoch(counts: ReadonlyMap<string, number>): number | undefined {
  const samples = counts.get("Num examples");
  const batch = counts.get(BATCH);
  const computed = samples === undefined || batch === undefined ? undefined : Math.ceil(samples / Math.max(1, batch));
  return counts.get("Num update steps per epoch") ?? computed;
}

function readSummary(items: ReadonlyMap<string, string>): LogEntry {
  const loss = items.get("train_loss");
  return {
    kind: "summary",
    seconds: readPositive(items.get("train_runtime")),
    loss: loss === undefined ? undefined : readNumber(loss),
    claim: readClaim(items),
  };
}

function readClaim(items: ReadonlyMap<string, string>): SpeedClaim | undefined {
  return speedClaim({
    samplesPerSecond: readPositive(items.get("train_samples_per_second")),
    tokensPerSecond: readPositive(items.get("train_tokens_per_second")),
    rateOf: "job",
  });
}
