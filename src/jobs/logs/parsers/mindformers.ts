import { API_VERSION } from "../../../contract/backend-adapter.js";
import { type LoggedStep, type LogParserDefinition, NO_ENTRIES } from "../../../contract/log-parser.js";
import { readCount, readNumber, readPositive } from "../read-number.js";
import { createSaidOnce } from "../said-once.js";
import { speedClaim } from "../speed-claim.js";
import { readWallTime } from "../wall-time.js";

const STEP_NEEDLE = "per_step_time:";
const RATE_NEEDLE = "samples/s/p";
const SAVE_NEEDLE = "Saving ckpt";

const STEP = /\bstep:\[\s*(\d+)\s*\/\s*(\d+)\s*\]/;
const EPOCH = /\bEpoch:\[\s*(\d+)\s*\/\s*(\d+)\s*\]/;
/** `loss: 10.633`, or `loss:[10.633/10.641]` with the mean of the last steps behind it. */
const LOSS = /\bloss:\s*(?:\[\s*)?([^\s,/[\]]+)/;
const SECONDS = /\bper_step_time:\s*([\d.]+)ms/;
const TERA_FLOPS = /\b(?:train_throughput_per_npu|throughput):\s*([\d.]+)T/;
const RATE = /[\d.]+$/;
const LONGEST_RATE = 32;

/**
 * MindFormers (MindSpore Transformers): two lines a step, the second with the samples/s of one NPU as the runtime
 * counts it, a die; or one, since 1.7's plain trainer. Steps are counted by epoch in the first form. Each worker writes
 * a file of its own.
 */
export const mindformers: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "mindformers",
  device: "die",
  needles: [STEP_NEEDLE, RATE_NEEDLE, SAVE_NEEDLE],
  source: "gitee.com/mindspore/mindformers, mindformers/core/callback/callback.py, MFLossMonitor",
  create: () => {
    const sayOnce = createSaidOnce();
    let open: LoggedStep | undefined;
    /** Whether the second line comes: a log may have been filtered. */
    let isPaired = true;
    const takeOpen = () => {
      const waiting = open === undefined ? NO_ENTRIES : [open];
      open = undefined;
      return waiting;
    };
    return {
      line: (text) => {
        if (text.includes(STEP_NEEDLE)) {
          const read = readStep(text);
          if (read === undefined) return NO_ENTRIES;
          if (open !== undefined) isPaired = false;
          const before = takeOpen();
          const setup = sayOnce({ totalSteps: read.totalSteps });
          if (!isPaired || text.trimEnd().endsWith("}")) return [...before, ...setup, read.step];
          open = read.step;
          return [...before, ...setup];
        }
        if (text.includes(SAVE_NEEDLE)) return [...takeOpen(), { kind: "checkpoint" }];
        const samplesPerSecond = readRate(text);
        if (samplesPerSecond === undefined || open === undefined) return NO_ENTRIES;
        isPaired = true;
        const claim = speedClaim({ ...open.claim, samplesPerSecond, rateOf: "device" });
        open = { ...open, claim };
        return takeOpen();
      },
      end: takeOpen,
    };
  },
};

function readStep(text: string): { readonly step: LoggedStep; readonly totalSteps: number | undefined } | undefined {
  const [, inEpoch, stepsPerEpoch] = STEP.exec(text)?.map((value) => readCount(value)) ?? [];
  const milliseconds = readPositive(SECONDS.exec(text)?.[1]);
  if (inEpoch === undefined || stepsPerEpoch === undefined || milliseconds === undefined) return undefined;
  const [, epoch = 1, epochs = 1] = EPOCH.exec(text)?.map((value) => readCount(value)) ?? [];
  const loss = LOSS.exec(text)?.[1];
  return {
    totalSteps: epochs * stepsPerEpoch,
    step: {
      kind: "step",
      step: (epoch - 1) * stepsPerEpoch + inEpoch,
      stepSeconds: milliseconds / 1000,
      loss: loss === undefined ? undefined : readNumber(loss),
      wallUnixMs: readWallTime(text, text.indexOf("{")),
      skippedSteps: readSkipped(/overflow cond:\s*(True|False)/.exec(text)?.[1]),
      claim: speedClaim({ teraFlopsPerDevice: readPositive(TERA_FLOPS.exec(text)?.[1]) }),
    },
  };
}

/** `0.00600 samples/s/p`; looked for from its end, which is one place only. */
function readRate(text: string): number | undefined {
  const end = text.indexOf(` ${RATE_NEEDLE}`);
  if (end < 0) return undefined;
  return readPositive(RATE.exec(text.slice(Math.max(0, end - LONGEST_RATE), end))?.[0]);
}

/** Each step has a line of its own. */
function readSkipped(word: string | undefined): number | undefined {
  return word === undefined ? undefined : Number(word === "True");
}
