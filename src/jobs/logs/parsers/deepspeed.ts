import { API_VERSION } from "../../../contract/backend-adapter.js";
import { type LogEntry, type LoggedStep, type LogParserDefinition, NO_ENTRIES } from "../../../contract/log-parser.js";
import { readCount, readPositive } from "../read-number.js";
import { speedClaim } from "../speed-claim.js";
import { readWallTime } from "../wall-time.js";

const REPORT = /\bstep=(\d+), skipped=(\d+)/;
/**
 * `global_step=3, RunningAvgSamplesPerSec=74.7, CurrSamplesPerSec=74.7`; before 2023 `0/3, ...`, which counts
 * micro-steps.
 */
const TIMER = /(global_step=|\d\/)(\d+), (?:RunningAvg)?SamplesPerSec=([^,\s]+)(?:, CurrSamplesPerSec=([^,\s]+))?/;
const SAVE = /Checkpoint global_step(\d+) is about to be saved/;
const ARGUMENT = /(?:^|\s)(train_batch_size|world_size) \.{2,} (\d+)\s*$/;

/**
 * DeepSpeed's own lines, of rank 0, every `steps_per_print` steps: one of the optimiser, one of its timer, which leaves
 * out the first two steps. Samples/s are of the job; steps and losses of the script around it are not DeepSpeed's to
 * print.
 */
export const deepspeed: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "deepspeed",
  device: "package",
  needles: ["SamplesPerSec=", " step=", "is about to be saved", " train_batch_size ..", " world_size .."],
  source: "github.com/deepspeedai/DeepSpeed, deepspeed/runtime/engine.py and deepspeed/utils/timer.py",
  create: () => {
    let skippedSoFar = 0;
    let lastReported: number | undefined;
    let hasTimer = false;
    let open: LoggedStep | undefined;

    const reported = (text: string): readonly LogEntry[] | undefined => {
      const found = REPORT.exec(text);
      const step = readCount(found?.[1]);
      const skipped = readCount(found?.[2]);
      if (step === undefined || skipped === undefined) return undefined;
      const before = takeOpen();
      const skippedSteps = Math.max(0, skipped - skippedSoFar);
      open = { kind: "step", step, wallUnixMs: readWallTime(text), skippedSteps };
      skippedSoFar = skipped;
      lastReported = step;
      // Until there is a timer, nobody knows that its line will come.
      return hasTimer ? before : takeOpen();
    };
    const timed = (text: string): readonly LogEntry[] | undefined => {
      const found = TIMER.exec(text);
      const counted = readCount(found?.[2]);
      if (found === null || counted === undefined) return undefined;
      hasTimer = true;
      const step = found[1] === "global_step=" ? counted : (lastReported ?? counted);
      const claim = speedClaim({ samplesPerSecond: readPositive(found[4] ?? found[3]), rateOf: "job" });
      if (open?.step !== step) {
        return [...takeOpen(), { kind: "step", step, wallUnixMs: readWallTime(text), claim }];
      }
      const timedStep: LoggedStep = { ...open, claim };
      open = undefined;
      return [timedStep];
    };
    const takeOpen = (): readonly LogEntry[] => {
      const waiting = open === undefined ? NO_ENTRIES : [open];
      open = undefined;
      return waiting;
    };
    const noted = (text: string): readonly LogEntry[] => {
      const saved = SAVE.exec(text);
      if (saved !== null) return [...takeOpen(), { kind: "checkpoint", step: readCount(saved[1]) }];
      const argument = ARGUMENT.exec(text);
      if (argument === null) return NO_ENTRIES;
      const value = readCount(argument[2]);
      return [argument[1] === "world_size" ? { kind: "setup", devices: value } : { kind: "setup", globalBatch: value }];
    };
    return { line: (text) => timed(text) ?? reported(text) ?? noted(text), end: takeOpen };
  },
};
