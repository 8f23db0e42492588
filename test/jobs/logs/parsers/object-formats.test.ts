import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../../../src/contract/log-parser.js";
import { huggingFaceTrainer } from "../../../../src/jobs/logs/parsers/hugging-face-trainer.js";
import { llamaFactory } from "../../../../src/jobs/logs/parsers/llama-factory.js";
import { tokwattLines } from "../../../../src/jobs/logs/parsers/tokwatt.js";
import { readTrainerState } from "../../../../src/jobs/logs/trainer-state.js";
import { entriesOf, entriesOfLines, readLogFixture } from "../read-log.js";

describe("hugging-face-trainer", () => {
  it("reads what version 5 really printed: the steps and losses of its trainer_state.json, also after a resumption", () => {
    const printed = ["hugging-face-recorded.txt", "hugging-face-resumed.txt"].flatMap((file) =>
      entriesOf(huggingFaceTrainer, readLogFixture(file)),
    );
    const kept = readTrainerState(readLogFixture("trainer-state-recorded.txt").toString()) ?? [];
    const numbers = (entries: readonly LogEntry[]) =>
      entries.flatMap((entry) => (entry.kind === "step" ? [[entry.step, Number(entry.loss?.toPrecision(4))]] : []));
    expect(numbers(printed)).toEqual(numbers(kept));
    expect(numbers(printed).map(([step]) => step)).toEqual([5, 10, 15, 20, 25, 30]);
    expect(printed.filter(({ kind }) => kind !== "step")).toEqual([
      { kind: "setup", totalSteps: 20 },
      { kind: "summary", seconds: 3.615, loss: 4.137, claim: { samplesPerSecond: 22.13, rateOf: "job" } },
      { kind: "setup", globalBatch: 4 },
      { kind: "setup", globalBatch: 4, totalSteps: 30 },
      { kind: "restart", step: 20 },
      { kind: "checkpoint", step: 30 },
      { kind: "summary", seconds: 0.2777, loss: 4.122, claim: { samplesPerSecond: 144, rateOf: "job" } },
    ]);
    expect(printed.filter(({ kind }) => kind === "step").at(-1)).toEqual({
      kind: "step",
      step: 30,
      loss: 4.123,
      consumedTokens: 1280,
      elapsedSeconds: 0.1726,
      claim: { tokensPerSecond: 7415, rateOf: "job" },
    });
  });

  it("numbers reports of steps of 7 ms exactly, for all that its bar shows before them", () => {
    const entries = entriesOf(huggingFaceTrainer, readLogFixture("hugging-face-short-steps.txt"));
    const steps = entries.flatMap((entry) => (entry.kind === "step" ? [entry.step] : []));
    expect(steps).toEqual(Array.from({ length: 14 }, (_, index) => 5 + 5 * index));
  });

  it("numbers its dictionaries by the bar around them, evaluations left out", () => {
    expect(entriesOf(huggingFaceTrainer, readLogFixture("hugging-face-4.txt"))).toEqual([
      { kind: "setup", globalBatch: 8 },
      { kind: "setup", globalBatch: 8, totalSteps: 6 },
      { kind: "step", step: 2, loss: 5.4321, consumedTokens: 8192 },
      { kind: "step", step: 4, loss: Number.NaN },
      { kind: "checkpoint", step: 4 },
      { kind: "summary", seconds: 7.2581, loss: 5.98, claim: { samplesPerSecond: 6.613, rateOf: "job" } },
    ]);
  });

  it("numbers them by the epoch where there is no bar, and reads quoted numbers", () => {
    expect(entriesOf(huggingFaceTrainer, readLogFixture("hugging-face-5.txt"))).toEqual([
      { kind: "setup", totalSteps: 1500 },
      { kind: "step", step: 50, loss: 2.519 },
      {
        kind: "step",
        step: 100,
        loss: 2.498,
        consumedTokens: 7451,
        elapsedSeconds: 12.05,
        claim: { tokensPerSecond: 618.3, rateOf: "job" },
      },
      { kind: "summary", seconds: 2219, loss: 0.7228, claim: { samplesPerSecond: 1.474, rateOf: "job" } },
    ]);
  });

  it("computes the steps of an epoch where version 4 does not say them, though it trains for less than its epochs", () => {
    const entries = entriesOfLines(
      huggingFaceTrainer,
      "  Num examples = 1,000",
      "  Num Epochs = 2",
      "  Total train batch size (w. parallel, distributed & accumulation) = 16",
      "  Total optimization steps = 80",
      "{'loss': 2.5, 'epoch': 0.16}",
    );
    expect(entries.at(-1)).toEqual({ kind: "step", step: 10, loss: 2.5 });
  });

  it("reports no step that nothing numbers, but the summary", () => {
    const dictionary = "{'loss': 1.5, 'learning_rate': 1e-05, 'epoch': 0.5}";
    const end = "{'train_runtime': 96.9102, 'train_samples_per_second': 10.319, 'train_loss': 0.5495, 'epoch': 1.0}";
    expect(entriesOfLines(huggingFaceTrainer, dictionary, end)).toMatchObject([{ kind: "summary", seconds: 96.9102 }]);
  });

  it("is exact where the bar lags behind short steps, by one or by many", () => {
    const bar = (done: number): string => `\r ${Math.floor(done / 3)}%|##        | ${done}/300 [00:01<00:06, 90.1it/s]`;
    const report = (loss: number): string => `\r          \r{'loss': ${loss}, 'epoch': 0.5}\n`;
    const stepsOf = (lag: readonly number[]) => {
      const log = lag
        .map((behind, index) => 25 * (index + 1) - behind)
        .map((shown, index) => `${bar(shown)}${report(9 - index)}${bar(25 * (index + 1))}`);
      const entries = entriesOf(huggingFaceTrainer, Buffer.from(log.join("")));
      return entries.flatMap((entry) => (entry.kind === "step" ? [[entry.step, entry.loss]] : []));
    };
    const exact = [
      [25, 9],
      [50, 8],
      [75, 7],
      [100, 6],
    ];
    expect(stepsOf([8, 2, 1, 5])).toEqual(exact);
    expect(stepsOf([1, 1, 1, 1])).toEqual(exact);
    expect(stepsOf([1, 0, 0, 1])).toEqual(exact);
  });

  it("is exact where the first step is reported beside every fifth", () => {
    const bar = (done: number): string => `\r  5%|#         | ${done}/300 [00:01<00:06, 90.1it/s]`;
    const log = [1, 5, 10, 15, 20].map((done) => `${bar(done - 1)}\r{'loss': 1.5, 'epoch': 0.5}\n${bar(done)}`);
    const steps = entriesOf(huggingFaceTrainer, Buffer.from(log.join(""))).filter(({ kind }) => kind === "step");
    expect(steps).toMatchObject([{ step: 1 }, { step: 5 }, { step: 10 }, { step: 15 }, { step: 20 }]);
  });

  it("is exact by the bar alone where nothing is drawn anew", () => {
    const lines = Array.from({ length: 40 }, (_, index) => {
      const done = index + 1;
      const bar = `  5%|#         | ${done}/800 [00:01<00:06,  1.10s/it]`;
      return done % 10 === 0 ? [bar, `{'loss': 2.5, 'epoch': 0.5}`] : [bar];
    }).flat();
    const steps = entriesOfLines(huggingFaceTrainer, ...lines).filter(({ kind }) => kind === "step");
    expect(steps).toMatchObject([{ step: 10 }, { step: 20 }, { step: 30 }, { step: 40 }]);
  });

  it.each([
    "  Continuing training from global step 500",
    "  Resuming training from checkpoint with epoch 1 and global step 500",
  ])("goes on from the step that a resumed training names: %s", (line) => {
    const entries = entriesOfLines(
      huggingFaceTrainer,
      "***** Running training *****",
      line,
      " 50%|█████     | 510/1000 [00:11<00:50,  1.10s/it]",
      "{'loss': 2.5, 'epoch': 0.5}",
    );
    expect(entries).toMatchObject([{ kind: "restart", step: 500 }, { kind: "setup" }, { kind: "step", step: 510 }]);
  });
});

describe("readTrainerState", () => {
  it("reads the numbers that the printed log rounds or leaves out, Python's NaN too", () => {
    expect(readTrainerState(readLogFixture("trainer-state.txt").toString())).toEqual([
      { kind: "setup", totalSteps: 6 },
      { kind: "step", step: 2, loss: 5.4321, consumedTokens: 8192 },
      { kind: "step", step: 4, loss: Number.NaN },
      { kind: "summary", seconds: 7.2581, loss: 5.98, claim: { samplesPerSecond: 6.613, rateOf: "job" } },
    ]);
  });

  it.each(["", "null", "{}", '{"log_history": [{"loss": 1}]}', '{"log_history": [{"step": 1, "loss": "low"}]}', "NaN"])(
    "says that %j is no such file",
    (text) => {
      expect(readTrainerState(text)).toBeUndefined();
    },
  );
});

describe("llama-factory", () => {
  it("reads old and new rows, each step once, tokens only where they are counted", () => {
    expect(entriesOf(llamaFactory, readLogFixture("llama-factory.jsonl"))).toEqual([
      { kind: "setup", totalSteps: 3235 },
      { kind: "step", step: 3200, loss: 4.4671, elapsedSeconds: 18_802 },
      {
        kind: "step",
        step: 3230,
        loss: Number.NaN,
        consumedTokens: 3189568,
        elapsedSeconds: 93_784,
        claim: { tokensPerSecond: 13174.21, rateOf: "job" },
      },
      { kind: "step", step: 3235, elapsedSeconds: 93_813 },
    ]);
  });
});

describe("tokwatt", () => {
  it("reads every kind of line, and nothing of a line with a mistake", () => {
    const wallUnixMs = 1_768_548_728_204.5;
    expect(entriesOf(tokwattLines, readLogFixture("tokwatt.jsonl"))).toEqual([
      { kind: "setup", sequenceLength: 512, globalBatch: 16, devices: 2, totalSteps: 200 },
      {
        kind: "step",
        step: 1,
        stepSeconds: 0.41,
        loss: 5.87,
        consumedTokens: 8192,
        claim: { tokensPerSecond: 19980.5, rateOf: "job" },
      },
      { kind: "step", step: 2, loss: Number.NaN, skippedSteps: 1, elapsedSeconds: 0.9 },
      { kind: "checkpoint", step: 2 },
      { kind: "restart", step: 2 },
      { kind: "step", step: 3, consumedSamples: 48, globalBatch: 16, loss: Number.POSITIVE_INFINITY, wallUnixMs },
      { kind: "summary", seconds: 1.5, loss: 5.1, claim: { mfu: 0.3, wattsPerDevice: 65.5 } },
    ]);
  });

  it.each([
    '{"tokwatt": "pause"}',
    '{"tokwatt": "step"}',
    '{"tokwatt": "step", "step": 1.5}',
    '{"tokwatt": "step", "step": 1, "wallUnixMs": 1768548728204}',
    '{"tokwatt": "step", "step": 1, "skippedSteps": true}',
    '{"tokwatt": "step", "step": 1, "claim": {"mfu": 41}}',
    '{"tokwatt": "step", "step": 1} and more',
    '{"tokwatt": "step", "step"',
    '[{"tokwatt": "step", "step": 1}]',
  ])("makes nothing of %j", (line) => {
    expect(entriesOfLines(tokwattLines, line)).toEqual([]);
  });
});
