import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { huggingFaceTrainer } from "../../../src/jobs/logs/parsers/hugging-face-trainer.js";
import { comparable, stepsOfLog, stepsOfTrainerState } from "../../jobs/collected-steps.js";
import { trainingWorkload } from "../../jobs/training-workload.js";
import { type PreparedPython, preparePython } from "./prepare-python.js";
import { runLocally } from "./run-locally.js";

const SCRIPT = fileURLToPath(new URL("./train-with-trainer.py", import.meta.url));
const workload = trainingWorkload({ sequenceLength: 32, globalBatch: 4, warmUpSteps: 2, steps: 18 });
const TOTAL_STEPS = workload.warmUpSteps + workload.steps;

let python: PreparedPython;
let folder = "";

beforeAll(async () => {
  python = await preparePython({ modules: ["accelerate"] });
  folder = await mkdtemp(join(tmpdir(), "tokwatt-trainer-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!python.available) skip(python.reason);
});

test("Hugging Face's Trainer: what it prints and what its state says are the same steps", async () => {
  if (!python.available) return;
  const output = join(folder, "out");
  const figures = [TOTAL_STEPS, workload.sequenceLength, workload.globalBatch].map(String);
  const job = await runLocally(folder, [python.pythonPath, SCRIPT, output, ...figures]);
  expect(job.end).toMatchObject({ outcome: "completed" });

  const printed = stepsOfLog(huggingFaceTrainer, workload, Buffer.from(job.text));
  const kept = stepsOfTrainerState(workload, await readFile(join(output, "trainer_state.json"), "utf8"));
  expect(printed.findings).toEqual([]);
  const tokens = workload.sequenceLength * workload.globalBatch;
  expect(printed.steps).toHaveLength(TOTAL_STEPS);
  expect(printed.steps.map(({ step }) => step)).toEqual(Array.from({ length: TOTAL_STEPS }, (_, at) => at + 1));
  for (const sample of printed.steps) expect(sample).toMatchObject({ steps: 1, tokens, tokensFrom: "log" });
  expect(kept.steps.map(comparable)).toEqual(printed.steps.map(comparable));
  const [first, last] = [printed.steps[0]?.loss, printed.steps.at(-1)?.loss];
  expect(Number(last)).toBeLessThan(Number(first));
});
