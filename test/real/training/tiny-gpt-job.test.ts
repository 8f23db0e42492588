import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LogEntry, LoggedStep } from "../../../src/contract/log-parser.js";
import { tokwattLines } from "../../../src/jobs/logs/parsers/tokwatt.js";
import { entriesOf } from "../../jobs/logs/read-log.js";
import { type PreparedPython, preparePython } from "./prepare-python.js";
import { type EndedJob, runLocally } from "./run-locally.js";

/* The job of benchmarks/jobs/tiny-gpt by itself, as the launcher `local` starts it. */
const JOB_FOLDER = fileURLToPath(new URL("../../../benchmarks/jobs/tiny-gpt", import.meta.url));
const SEQUENCE_LENGTH = 64;
const GLOBAL_BATCH = 4;
const STEPS = 120;
const FIGURES = ["--steps", STEPS - 5, "--warm-up-steps", 5, "--sequence-length", SEQUENCE_LENGTH].map(String);
const BATCH = ["--global-batch", String(GLOBAL_BATCH), "--seed", "a seed"];

let python: PreparedPython;
let folder = "";
let alone: EndedJob;
let together: EndedJob;

beforeAll(async () => {
  python = await preparePython();
  if (!python.available) return;
  const { pythonPath } = python;
  folder = await mkdtemp(join(tmpdir(), "tokwatt-tiny-gpt-"));
  const words = ["train.py", ...FIGURES, ...BATCH];
  const output = ["--output", join(folder, "alone")];
  alone = await runLocally(folder, [pythonPath, ...words, ...output], JOB_FOLDER);
  // The launcher says to torchrun where to meet and that there is one node.
  const torchrun = ["-m", "torch.distributed.run", "--nproc-per-node", "2"];
  together = await runLocally(folder, [pythonPath, ...torchrun, ...words], JOB_FOLDER);
});

afterAll(async () => {
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!python.available) skip(python.reason);
});

const entries = (job: EndedJob): readonly LogEntry[] => entriesOf(tokwattLines, Buffer.from(job.text));
const stepsOf = (job: EndedJob): readonly LoggedStep[] =>
  entries(job).flatMap((entry) => (entry.kind === "step" ? [entry] : []));
const lossesOf = (job: EndedJob): readonly number[] => stepsOf(job).map(({ loss = Number.NaN }) => loss);

describe.each([
  ["one process", () => alone, 1],
  ["two processes of torchrun", () => together, 2],
] as const)("%s", (_, job, devices) => {
  test("says what it does, each step once, and ends well", () => {
    expect(job().end).toMatchObject({ outcome: "completed" });
    expect(entries(job()).filter(({ kind }) => kind === "setup")).toEqual([
      { kind: "setup", sequenceLength: SEQUENCE_LENGTH, globalBatch: GLOBAL_BATCH, devices, totalSteps: STEPS },
    ]);
    const steps = stepsOf(job());
    expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: STEPS }, (_, at) => at + 1));
    for (const { step, consumedTokens, stepSeconds = 0 } of steps) {
      expect(consumedTokens).toBe(step * GLOBAL_BATCH * SEQUENCE_LENGTH);
      expect(stepSeconds).toBeGreaterThan(0);
    }
    const stamps = steps.map(({ wallUnixMs = Number.NaN }) => wallUnixMs);
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
    expect(entries(job()).filter(({ kind }) => kind === "summary")).toHaveLength(1);
  });

  test("the loss falls by more than 10 %, from that of not knowing anything", () => {
    const losses = lossesOf(job());
    expect(losses[0]).toBeCloseTo(Math.log(1024), 0);
    expect(mean(losses.slice(-12))).toBeLessThan(0.9 * mean(losses.slice(0, 12)));
  });
});

test("however many processes share the batch, the training is the same but for the order of its sums", () => {
  const [ours, theirs] = [lossesOf(alone), lossesOf(together)];
  // Weights and batches are the same. Sums in another order differ in their last digits, and sooner or later training lets that grow.
  for (const [at, loss] of ours.slice(0, 15).entries()) {
    expect(Math.abs(loss / (theirs[at] ?? Number.NaN) - 1)).toBeLessThan(1e-5);
  }
  // What a comparison asks of two systems: the band of the shipped workload.
  expect(Math.abs(mean(ours.slice(-12)) / mean(theirs.slice(-12)) - 1)).toBeLessThan(0.02);
});

test("the checkpoint is a Llama for Hugging Face too, and knows the text", async () => {
  if (!python.available) return;
  const checkpoint = join(folder, "alone");
  expect((await readdir(checkpoint)).sort()).toEqual([
    "config.json",
    "generation_config.json",
    "model.safetensors",
    "tokenizer.json",
    "tokenizer_config.json",
  ]);
  const script = fileURLToPath(new URL("./check-checkpoint.py", import.meta.url));
  const text = join(JOB_FOLDER, "text/english.txt");
  const checked = await runLocally(folder, [python.pythonPath, script, checkpoint, text, String(SEQUENCE_LENGTH)]);
  const loss = Number(/^loss (\S+)$/m.exec(checked.text)?.[1]);
  // Weights that were read in another way than they were trained would know nothing.
  expect(loss).toBeLessThan(1.15 * mean(lossesOf(alone).slice(-12)));
});

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
