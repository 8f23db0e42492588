import { expect, test } from "vitest";
import { huggingFaceTrainer } from "../../src/jobs/logs/parsers/hugging-face-trainer.js";
import { comparable, stepsOfLog, stepsOfTrainerState } from "./collected-steps.js";
import { readLogFixture } from "./logs/read-log.js";
import { trainingWorkload } from "./training-workload.js";

/* Both fixtures are of one training with Hugging Face's Trainer: steps 21 to 30 of a resumed one, each 4 sequences of 32 tokens. */
const workload = trainingWorkload({ sequenceLength: 32, globalBatch: 4, steps: 30 });

test("what the Trainer printed and what its state says are the same steps", () => {
  const printed = stepsOfLog(huggingFaceTrainer, workload, readLogFixture("hugging-face-resumed.txt"));
  const kept = stepsOfTrainerState(workload, readLogFixture("trainer-state-recorded.txt").toString());
  expect(printed.steps.map(({ step }) => step)).toEqual([25, 30]);
  // The state goes back to the first start, whose steps had no count of tokens.
  const resumed = kept.steps.filter(({ step }) => step > 20);
  expect(resumed.map(comparable)).toEqual(printed.steps.map(comparable));
});
