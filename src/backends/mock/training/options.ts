import { z } from "zod";

const stallsSchema = z.strictObject({
  everySteps: z.int().min(1).describe("A stall follows every n-th step, counted from 1."),
  seconds: z.number().min(0).describe("How long the job stands still, in seconds; it then prints `checkpoint`."),
});

const lossSchema = z.strictObject({
  start: z.number().positive().describe("Loss before the first token."),
  floor: z.number().min(0).describe("Loss that is never reached."),
  halfLifeTokens: z.number().positive().describe("After so many tokens half of what lies above the floor is left."),
  noise: z.number().min(0).default(0).describe("Relative standard deviation of the loss of one step."),
});

/** Ends of a job that its options can ask for. `completed` before all steps are made: it ended well, and too early. */
const ENDINGS = ["completed", "failed", "time-out", "node-failure", "preempted", "out-of-memory"] as const;

const faultsSchema = z
  .strictObject({
    ends: z
      .strictObject({
        afterStep: z.int().min(0).describe("The job ends after this step; 0: before the first one."),
        as: z.enum(ENDINGS).describe("How it ends."),
      })
      .optional()
      .describe("The job does not get through its steps."),
    requeuedAfterStep: z
      .int()
      .min(1)
      .optional()
      .describe("After this step the job is queued again, once, and goes on from its last checkpoint."),
    nanLossFromStep: z.int().min(1).optional().describe("From this step on the loss is no number."),
    risingLoss: z.boolean().default(false).describe("The loss moves away from its start upwards instead of downwards."),
    setupGlobalBatch: z.int().min(1).optional().describe("Global batch that the job says it trains with."),
  })
  .describe("What goes wrong, to see that it is noticed.");

/** How a mock system trains. It takes any training workload; what a token costs does not depend on the model. */
export const trainingSchema = z.strictObject({
  tokensPerSecond: z
    .number()
    .positive()
    .describe("Tokens per second on one node between stalls: a step takes globalBatch x sequenceLength / this."),
  stepCv: z.number().min(0).max(2).default(0).describe("Coefficient of variation from step to step; lognormal."),
  efficiencyPerDoubling: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe("Share of its tokens per second that each node keeps whenever the number of nodes doubles."),
  startSeconds: z.number().min(0).default(0).describe("Time from the job's start to its first step, in seconds."),
  stalls: stallsSchema.optional().describe("Pauses of all nodes, as for checkpoints; only idle power is drawn."),
  joulesPerToken: z
    .number()
    .min(0)
    .describe("Energy of one token beyond idle, spread evenly over its step, in joules. Each node idles too."),
  loss: lossSchema.describe("Where the loss goes; the same in all systems that are compared."),
  faults: faultsSchema.optional(),
});

export type MockTraining = z.output<typeof trainingSchema>;
export type MockTrainingInput = z.input<typeof trainingSchema>;
export type MockTrainingEnd = (typeof ENDINGS)[number];
