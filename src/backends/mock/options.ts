import { z } from "zod";
import { BOUNDARIES } from "../../model/boundary.js";
import { faultsSchema } from "../../simulation/openai-server/faults.js";
import { balanceSchema } from "../endpoint-options.js";
import { trainingSchema } from "./training/options.js";

const cv = z.number().min(0).max(2).default(0);

const durationSchema = z.strictObject({
  meanSeconds: z.number().min(0).describe("Mean, in seconds."),
  cv: cv.describe("Coefficient of variation from draw to draw (standard deviation / mean); draws are lognormal."),
});

const energySchema = z.strictObject({
  idleWatts: z.number().min(0).describe("Power that is drawn all the time, in watts."),
  joulesPerPromptToken: z
    .number()
    .min(0)
    .default(0)
    .describe("Energy of one prompt token beyond idle, spread evenly over the prefill, in joules."),
  joulesPerOutputToken: z
    .number()
    .min(0)
    .describe("Energy of one output token beyond idle, spread evenly over the gap before it, in joules."),
});

const accuracySchema = z.union([
  z.literal("unknown"),
  z.strictObject({
    relative: z.number().min(0).max(1).describe("Worst error relative to the reading; 0.01 is 1 %."),
    absoluteWatts: z.number().min(0).default(0).describe("Worst error in watts that is added to the relative one."),
  }),
]);

const meterSchema = z
  .strictObject({
    boundary: z.enum(BOUNDARIES).default("board").describe("Where the meter claims to sit."),
    rateHz: z.number().positive().max(1000).default(10).describe("Readings per second."),
    resolutionWatts: z.number().min(0).default(0).describe("Readings are rounded to multiples of this; 0: not at all."),
    noiseWatts: z.number().min(0).default(0).describe("Standard deviation of the noise of one reading, in watts."),
    gainError: z
      .number()
      .gt(-1)
      .default(0)
      .describe("Fixed relative error of every reading; keep it within `accuracy`. 0.01: reads 1 % too much."),
    accuracy: accuracySchema.default("unknown").describe("What the meter's data sheet claims, or `unknown`."),
    missingEvery: z.int().min(1).optional().describe("Every n-th reading is missing."),
  })
  .describe("The power meter; without it no power is metered.");

const noiseSchema = z.strictObject({
  speedCv: cv.describe("Variation from run to run of one factor on all service times; its median is 1."),
  powerCv: cv.describe("Variation from run to run of one factor on all power and energy; its median is 1."),
});

/** All of them run in one process: more would measure that process. */
const MOST_ENDPOINTS = 64;

/** What a mock system is: a server, and nodes that train, with a known answer. YAML files spell these names. */
export const mockOptionsSchema = z.strictObject({
  model: z.string().min(1).default("mock").describe("Name of the served model."),
  endpoints: z
    .int()
    .min(1)
    .max(MOST_ENDPOINTS)
    .default(1)
    .describe(
      "Servers that are driven as one system, each with the slots, times and energy below; one meter reads all. `tokwatt serve` starts one of them.",
    ),
  balance: balanceSchema,
  slots: z
    .int()
    .min(1)
    .default(256)
    .describe("Requests that are served at once; others wait, first come, first served."),
  ttft: durationSchema.describe("Time from the start of service to the first chunk, without the prompt's share."),
  secondsPerPromptToken: z.number().min(0).default(0).describe("What each prompt token (a word) adds to that time."),
  itl: durationSchema.describe("Time between tokens; a chunk of n tokens takes n times a draw."),
  tokensPerChunk: z.int().min(1).default(1).describe("Tokens in one event of the stream; the last may hold fewer."),
  naturalOutputTokens: z
    .int()
    .min(1)
    .optional()
    .describe(
      "Where the model ends by itself, unless a request ignores that; without it a request gets what it asks for.",
    ),
  noise: noiseSchema.prefault({}).describe("Variation from run to run."),
  energy: energySchema.describe("Where the joules go."),
  meter: meterSchema.optional(),
  usage: z
    .enum(["final", "continuous"])
    .default("final")
    .describe("Whether tokens are counted at the end of a stream only, or in every event too."),
  faults: faultsSchema.optional(),
  training: trainingSchema.optional().describe("How it trains; without it a training workload fails."),
});

export type MockOptions = z.output<typeof mockOptionsSchema>;
/** The same before defaults are filled in. */
export type MockOptionsInput = z.input<typeof mockOptionsSchema>;
export type MockMeterOptions = NonNullable<MockOptions["meter"]>;
