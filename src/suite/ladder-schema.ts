import { z } from "zod";
import { SCALINGS } from "../model/training-workload.js";
import { positive, text, wholeNumber } from "./field-schemas.js";

/** More rungs than these are a slip of the finger: each is a run of every system and repeat. */
const MOST_RUNGS = 100;

/** A workload of a suite: its file alone, or its file with the rungs of a ladder. */
export const workloadEntry = z.union([
  text.describe("Workload file, relative to this file."),
  z.strictObject({
    file: text.describe("Workload file, relative to this file."),
    concurrency: z
      .array(wholeNumber)
      .min(1)
      .max(MOST_RUNGS)
      .optional()
      .describe("One workload for each number of users; for closed loops and conversations."),
    requestsPerSecond: z
      .array(positive)
      .min(1)
      .max(MOST_RUNGS)
      .optional()
      .describe("One workload for each rate; for constant, Poisson and gamma arrivals."),
    nodes: z
      .array(wholeNumber)
      .min(1)
      .max(MOST_RUNGS)
      .optional()
      .describe("One workload for each number of nodes; for training. The file's global batch is the first one's."),
    scaling: z
      .enum(SCALINGS)
      .optional()
      .describe("With `nodes`: `weak`, the global batch grows with the nodes; `strong`, it stays."),
  }),
]);
