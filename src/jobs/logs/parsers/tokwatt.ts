import { z } from "zod";
import { API_VERSION } from "../../../contract/backend-adapter.js";
import { type LogEntry, type LoggedStep, type LogParserDefinition, NO_ENTRIES } from "../../../contract/log-parser.js";
import { loggedNumber } from "../logged-number.js";
import { parsePythonJson } from "../python-json.js";

const NEEDLE = '"tokwatt"';

const count = z.int().nonnegative();
const positive = z.number().positive();

const claim = z.strictObject({
  tokensPerSecond: positive.optional(),
  samplesPerSecond: positive.optional(),
  rateOf: z.enum(["job", "device"]).optional(),
  teraFlopsPerDevice: positive.optional(),
  mfu: z.number().min(0).max(1).optional(),
  wattsPerDevice: positive.optional(),
});

const step = z.strictObject({
  tokwatt: z.literal("step"),
  step: count,
  stepSeconds: positive.optional(),
  loss: loggedNumber.optional(),
  consumedTokens: count.optional(),
  consumedSamples: count.optional(),
  globalBatch: count.optional(),
  elapsedSeconds: z.number().nonnegative().optional(),
  unixMs: positive.optional(),
  skippedSteps: count.optional(),
  claim: claim.optional(),
});

const setup = z.strictObject({
  tokwatt: z.literal("setup"),
  sequenceLength: count.optional(),
  globalBatch: count.optional(),
  devices: count.optional(),
  totalSteps: count.optional(),
});

const restart = z.strictObject({ tokwatt: z.literal("restart"), step: count });
const checkpoint = z.strictObject({ tokwatt: z.literal("checkpoint"), step: count.optional() });

const summary = z.strictObject({
  tokwatt: z.literal("summary"),
  seconds: positive.optional(),
  loss: loggedNumber.optional(),
  claim: claim.optional(),
});

const lineSchema = z.discriminatedUnion("tokwatt", [step, setup, restart, checkpoint, summary]);

/**
 * tokwatt's own form, for anything else that trains: JSON, one object a line, among whatever else is printed. `tokwatt`
 * says what the line is about: `step`, `setup`, `restart`, `checkpoint` or `summary`; the other fields are those of the
 * entry of that name in `contract/log-parser.ts`, in the same units, all but `step` optional. Only the wall clock's name is
 * shorter: `unixMs`, when the line was printed, in milliseconds since 1970 (Python: `time.time() * 1000`). With it a log can
 * be lined up with meters after the job has ended.
 *
 * ```
 * {"tokwatt": "setup", "sequenceLength": 512, "globalBatch": 16, "devices": 2, "totalSteps": 200}
 * {"tokwatt": "step", "step": 1, "unixMs": 1768548728204, "stepSeconds": 0.41, "loss": 5.87, "consumedTokens": 8192}
 * {"tokwatt": "checkpoint", "step": 100}
 * ```
 *
 * `NaN` and `Infinity` are taken as Python's `json` writes them, or in quotes. A line with a field that is unknown or
 * wrong says nothing at all: half a line would be a number that nobody printed.
 */
export const tokwattLines: LogParserDefinition = {
  apiVersion: API_VERSION,
  name: "tokwatt",
  device: "package",
  needles: [NEEDLE],
  source: "this file",
  create: () => ({ line: readTokwattLine, end: () => NO_ENTRIES }),
};

function readTokwattLine(text: string): readonly LogEntry[] {
  const at = text.indexOf("{");
  if (at < 0 || !text.includes(NEEDLE)) return NO_ENTRIES;
  const read = lineSchema.safeParse(parsePythonJson(text.slice(at)));
  if (!read.success) return NO_ENTRIES;
  if (read.data.tokwatt === "step") return [asStep(read.data)];
  const { tokwatt, ...fields } = read.data;
  return [{ kind: tokwatt, ...fields } as LogEntry];
}

function asStep({ tokwatt: kind, unixMs, ...fields }: z.output<typeof step>): LoggedStep {
  return unixMs === undefined ? { kind, ...fields } : { kind, ...fields, wallUnixMs: unixMs };
}
