import type { LoggedStep, SpeedClaim } from "../../contract/log-parser.js";
import { readNamedFields } from "./named-fields.js";
import { readCount, readNumber, readPositive } from "./read-number.js";
import { speedClaim } from "./speed-claim.js";
import { readWallTime } from "./wall-time.js";

/** What a Megatron line of training says. */
export interface MegatronLine {
  readonly step: LoggedStep;
  readonly totalSteps: number | undefined;
  /** Only where the line says it (Megatron-DeepSpeed); else it stands in the dump of the arguments. */
  readonly sequenceLength: number | undefined;
}

const ITERATION = /\biteration\s+(\d+)\s*\/\s*(\d+)/;

const MILLISECONDS_PER_SECOND = 1000;

type Field =
  | "milliseconds"
  | "seconds"
  | "samples"
  | "tokens"
  | "globalBatch"
  | "sequenceLength"
  | "loss"
  | "skipped"
  | "nans"
  | "teraFlops"
  | "tokensPerDevice"
  | "tokensPerSecond"
  | "samplesPerSecond"
  | "mfu"
  | "watts";

const NAMES: ReadonlyMap<string, Field> = new Map<string, Field>([
  ["elapsed time per iteration (ms)", "milliseconds"],
  ["elapsed time per iteration (s)", "seconds"],
  ["consumed samples", "samples"],
  ["consumed tokens", "tokens"],
  ["global batch size", "globalBatch"],
  // As old versions of AscendSpeed spell it.
  ["gloabl batch size", "globalBatch"],
  ["actual seqlen", "sequenceLength"],
  ["lm loss", "loss"],
  ["lm_loss", "loss"],
  ["loss", "loss"],
  ["number of skipped iterations", "skipped"],
  ["number of nan iterations", "nans"],
  ["throughput per GPU (TFLOP/s/GPU)", "teraFlops"],
  ["TFLOPs", "teraFlops"],
  ["tokens per GPU (tokens/s/GPU)", "tokensPerDevice"],
  ["tokens/sec/GPU", "tokensPerDevice"],
  ["tokens/sec/gpu", "tokensPerDevice"],
  ["tokens per gpu per second (tgs)", "tokensPerDevice"],
  ["tgs (tokens/gpu/second)", "tokensPerDevice"],
  ["tokens/s", "tokensPerSecond"],
  ["samples per second", "samplesPerSecond"],
  ["samples/sec", "samplesPerSecond"],
  ["mfu", "mfu"],
  ["power per GPU (W/GPU)", "watts"],
]);

/**
 * Reads ` iteration 5/ 100 | consumed samples: 10240 | elapsed time per iteration (ms): 15800.0 | lm loss: 1.3E+01 |` of
 * Megatron-LM and whatever grew from it. The time is the mean over the steps since the last report; of two values
 * (`13100.0/13240.9`, AMD Primus: this step's and the mean) it is the first. A loss that is no number is counted, not
 * printed.
 *
 * @returns `undefined` for a line that is none, or was cut into
 */
export function readMegatronLine(text: string): MegatronLine | undefined {
  const iteration = ITERATION.exec(text);
  const step = readCount(iteration?.[1]);
  if (iteration === null || step === undefined) return undefined;
  const values = readNamedFields(text, { separator: "|", mark: ": ", names: NAMES });
  const milliseconds = readPositive(values.get("milliseconds"));
  const stepSeconds =
    milliseconds === undefined ? readPositive(values.get("seconds")) : milliseconds / MILLISECONDS_PER_SECOND;
  if (stepSeconds === undefined) return undefined;
  return {
    totalSteps: readCount(iteration[2]),
    sequenceLength: readCount(values.get("sequenceLength")),
    step: {
      kind: "step",
      step,
      stepSeconds,
      loss: readLoss(values.get("loss"), values.get("nans")),
      consumedTokens: readCount(values.get("tokens")),
      consumedSamples: readCount(values.get("samples")),
      globalBatch: readCount(values.get("globalBatch")),
      wallUnixMs: readWallTime(text, iteration.index),
      skippedSteps: readCount(values.get("skipped")),
      claim: readClaim(values),
    },
  };
}

function readLoss(loss: string | undefined, nans: string | undefined): number | undefined {
  if (loss !== undefined) return readNumber(loss);
  return (readCount(nans) ?? 0) > 0 ? Number.NaN : undefined;
}

function readClaim(values: ReadonlyMap<Field, string>): SpeedClaim | undefined {
  const ofDevice = readPositive(values.get("tokensPerDevice"));
  const ofWhom = readPositive(values.get("tokensPerSecond"));
  // MindSpeed's `tokens/s` does not say of what it is.
  const ofJob = ofWhom === undefined ? "job" : undefined;
  return speedClaim({
    tokensPerSecond: ofDevice ?? ofWhom,
    samplesPerSecond: ofDevice === undefined ? readPositive(values.get("samplesPerSecond")) : undefined,
    rateOf: ofDevice === undefined ? ofJob : "device",
    teraFlopsPerDevice: readPositive(values.get("teraFlops")),
    mfu: readShare(values.get("mfu")),
    wattsPerDevice: readPositive(values.get("watts")),
  });
}

/** `0.42` or `42.0%`; anything above 1 without a sign of per cent is neither. */
function readShare(text: string | undefined): number | undefined {
  const value = readPositive(text);
  if (value === undefined) return undefined;
  if (text?.includes("%") === true) return value / 100;
  return value <= 1 ? value : undefined;
}
