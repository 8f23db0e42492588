import { API_VERSION } from "../../../contract/backend-adapter.js";
import { type LoggedStep, type LogParserDefinition, NO_ENTRIES } from "../../../contract/log-parser.js";
import { readCount, readNumber, readPositive } from "../read-number.js";
import { createSaidOnce } from "../said-once.js";
import { speedClaim } from "../speed-claim.js";
import { readWallTime } from "../wall-time.js";

const START = /Training starts at step (\d+)/;
const SAVE = /Saving (?:the|a(?: [\w-]+){0,4}) checkpoint\b/;
const AT_STEP = /\bstep (\d+)/;
const STEP = /\bstep:\s*\d/;
const FIELD = /\b(\w+):\s*(\S+)/g;

/**
 * torchtitan: `step: 20  loss: 11.83506  grad_norm: 9.6669  memory: 48.87GiB(51.44%)  tps: 4,376  tflops: 253.41  mfu:
 * 25.62%`, coloured, a line every `log_freq` steps, by every rank that `LOG_RANK` names. `tps` (`wps` before 2025) is
 * tokens/s of one device; with quantised layers `mfu` is `N/A`. There is no step time in it.
 */
export const torchtitan: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "torchtitan",
  device: "package",
  needles: ["step:", "Training starts at step", "global batch size", "checkpoint"],
  source: "github.com/pytorch/torchtitan, torchtitan/components/metrics.py, MetricsProcessor.log",
  create: () => {
    const sayOnce = createSaidOnce();
    return {
      line: (text) => {
        const at = text.search(STEP);
        if (at >= 0) {
          const step = readStep(text.slice(at), readWallTime(text, at));
          return step === undefined ? NO_ENTRIES : [step];
        }
        const setup = sayOnce({
          globalBatch: readCount(/global batch size (\d+)/.exec(text)?.[1]),
          sequenceLength: readCount(/sequence length (\d+)/.exec(text)?.[1]),
          totalSteps: readCount(/total steps (\d+)/.exec(text)?.[1]),
        });
        const first = readCount(START.exec(text)?.[1]);
        if (first !== undefined) return [...setup, { kind: "restart", step: Math.max(0, first - 1) }];
        if (SAVE.test(text)) return [{ kind: "checkpoint", step: readCount(AT_STEP.exec(text)?.[1]) }];
        return setup;
      },
      end: () => NO_ENTRIES,
    };
  },
};

function readStep(text: string, wallUnixMs: number | undefined): LoggedStep | undefined {
  const values: Partial<Record<string, string>> = {};
  for (const [, name, value] of text.matchAll(FIELD)) {
    if (name !== undefined && value !== undefined) values[name] ??= value;
  }
  const step = readCount(values["step"]);
  const tokensPerSecond = readPositive(values["tps"] ?? values["wps"]);
  const loss = values["loss"];
  if (step === undefined || loss === undefined) return undefined;
  const percent = readPositive(values["mfu"]);
  return {
    kind: "step",
    step,
    loss: readNumber(loss),
    wallUnixMs,
    claim: speedClaim({
      tokensPerSecond,
      rateOf: "device",
      teraFlopsPerDevice: readPositive(values["tflops"]),
      mfu: percent === undefined ? undefined : percent / 100,
    }),
  };
}
