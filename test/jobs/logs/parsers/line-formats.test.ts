import { describe, expect, it } from "vitest";
import { deepspeed } from "../../../../src/jobs/logs/parsers/deepspeed.js";
import { mindformers } from "../../../../src/jobs/logs/parsers/mindformers.js";
import { nemo } from "../../../../src/jobs/logs/parsers/nemo.js";
import { torchtitan } from "../../../../src/jobs/logs/parsers/torchtitan.js";
import { entriesOf, entriesOfLines, readLogFixture } from "../read-log.js";

describe("nemo", () => {
  it("reads NeMo 2, behind srun's labels, its steps from 1, with one entry for the two lines of a checkpoint", () => {
    expect(entriesOf(nemo, readLogFixture("nemo-2.txt"))).toEqual([
      { kind: "setup", totalSteps: 100 },
      {
        kind: "step",
        step: 46,
        stepSeconds: 6.08,
        loss: 11.96,
        consumedSamples: 5888,
        globalBatch: 128,
        claim: { teraFlopsPerDevice: 1249 },
      },
      { kind: "checkpoint", step: 45 },
      {
        kind: "step",
        step: 47,
        stepSeconds: 6.061,
        loss: 11.95,
        consumedSamples: 6016,
        globalBatch: 128,
        claim: { tokensPerSecond: 6859, rateOf: "device" },
      },
    ]);
  });

  it("reads the bar of NeMo 1, each step once, without the samples that it rounded", () => {
    expect(entriesOf(nemo, readLogFixture("nemo-1.txt"))).toEqual([
      { kind: "step", step: 794, stepSeconds: 41.3, loss: 3.11 },
      { kind: "step", step: 795, stepSeconds: 41.2, loss: 3.09 },
    ]);
  });

  it("reads Megatron-Bridge: Megatron's line, and a configuration of its own", () => {
    const entries = entriesOf(nemo, readLogFixture("megatron-bridge.txt"));
    expect(entries.filter(({ kind }) => kind === "setup")).toEqual([
      { kind: "setup", globalBatch: 512 },
      { kind: "setup", totalSteps: 50 },
      { kind: "setup", sequenceLength: 8192 },
      { kind: "setup", totalSteps: 50 },
    ]);
    expect(entries.at(-1)).toMatchObject({ kind: "step", step: 2, stepSeconds: 11.1841, loss: 11.78911 });
  });
});

describe("torchtitan", () => {
  it("reads coloured lines of two ranks: each step and checkpoint once, N/A and nan as what they are", () => {
    expect(entriesOf(torchtitan, readLogFixture("torchtitan.txt"))).toEqual([
      { kind: "setup", globalBatch: 16, sequenceLength: 4096, totalSteps: 1000 },
      {
        kind: "step",
        step: 1,
        loss: 12.269,
        wallUnixMs: Date.UTC(2026, 1, 24, 19, 46, 17, 508),
        claim: { tokensPerSecond: 1019, rateOf: "device", teraFlopsPerDevice: 31.92, mfu: expect.closeTo(0.0142, 10) },
      },
      {
        kind: "step",
        step: 10,
        loss: 7.62585,
        wallUnixMs: Date.UTC(2026, 1, 24, 19, 46, 17, 508),
        claim: {
          tokensPerSecond: 10050,
          rateOf: "device",
          teraFlopsPerDevice: 314.71,
          mfu: expect.closeTo(0.1399, 10),
        },
      },
      { kind: "checkpoint" },
      {
        kind: "step",
        step: 20,
        loss: Number.NaN,
        wallUnixMs: Date.UTC(2026, 1, 24, 19, 46, 17, 508),
        claim: { tokensPerSecond: 10007, rateOf: "device", teraFlopsPerDevice: 313.36 },
      },
    ]);
  });

  it("reads each step once where all ranks print without a label, one a little late", () => {
    const entries = entriesOf(torchtitan, readLogFixture("torchtitan-unlabelled.txt"));
    expect(entries.map((entry) => entry.kind === "step" && entry.step)).toEqual([4, 5, 6]);
  });

  it("goes on where the log says that the training starts, and reads wps of old versions", () => {
    const entries = entriesOfLines(
      torchtitan,
      "[rank0]:2024-05-01 10:00:00,000 - root - INFO - step: 20  loss: 8.5000  memory: 9.46GiB(64.99%)  wps: 2,904  mfu: 56.80%",
      "[rank0]:2024-05-01 10:05:00,000 - root - INFO - Training starts at step 11",
      "[rank0]:2024-05-01 10:06:00,000 - root - INFO - step: 20  loss: 8.4000  memory: 9.46GiB(64.99%)  wps: 2,905  mfu: 56.82%",
      "[rank0]:2024-05-01 10:06:01,000 - root - INFO - Saving a full checkpoint at last step, step 20.",
    );
    expect(entries.map((entry) => [entry.kind, "step" in entry ? entry.step : undefined])).toEqual([
      ["step", 20],
      ["restart", 10],
      ["step", 20],
      ["checkpoint", 20],
    ]);
    expect(entries[0]).toMatchObject({ claim: { tokensPerSecond: 2904, rateOf: "device" } });
  });

  it("does not take for steps what only looks like them", () => {
    expect(entriesOfLines(torchtitan, "step: 3", "max step: 4 of 5", "misstep: 3  loss: 1.0")).toEqual([]);
  });
});

describe("deepspeed", () => {
  it("reads its two lines as one step, and a step at once until there is a timer", () => {
    const at = (second: number, millisecond: number): number => Date.UTC(2024, 3, 21, 2, 45, second, millisecond);
    expect(entriesOf(deepspeed, readLogFixture("deepspeed.txt"))).toEqual([
      { kind: "setup", globalBatch: 128 },
      { kind: "setup", devices: 16 },
      { kind: "step", step: 1, wallUnixMs: at(37, 100), skippedSteps: 1 },
      { kind: "step", step: 2, wallUnixMs: at(38, 900), skippedSteps: 0 },
      { kind: "step", step: 3, wallUnixMs: at(40, 720), skippedSteps: 0 },
      {
        kind: "step",
        step: 4,
        wallUnixMs: at(42, 437),
        skippedSteps: 1,
        claim: { samplesPerSecond: 74.5127, rateOf: "job" },
      },
      { kind: "checkpoint", step: 4 },
    ]);
  });

  it("does not take the micro-steps of old timers for steps", () => {
    const at = (second: number, millisecond: number): number => Date.UTC(2022, 2, 11, 2, 6, second, millisecond);
    expect(entriesOf(deepspeed, readLogFixture("deepspeed-old.txt"))).toEqual([
      { kind: "step", step: 40, wallUnixMs: at(43, 812), skippedSteps: 2 },
      {
        kind: "step",
        step: 50,
        wallUnixMs: at(58, 981),
        skippedSteps: 0,
        claim: { samplesPerSecond: 84.00112, rateOf: "job" },
      },
    ]);
  });

  it("reads timers alone", () => {
    const timer = "[INFO] [timer.py:260:stop] epoch=0/micro_step=8/global_step=";
    expect(
      entriesOfLines(deepspeed, `${timer}3, RunningAvgSamplesPerSec=7.5, CurrSamplesPerSec=inf, MemAllocated=1GB`),
    ).toEqual([{ kind: "step", step: 3 }]);
    expect(
      entriesOfLines(deepspeed, "[timer.py:197:stop] 0/17, RunningAvgSamplesPerSec=158.3, CurrSamplesPerSec=159.6"),
    ).toEqual([{ kind: "step", step: 17, claim: { samplesPerSecond: 159.6, rateOf: "job" } }]);
  });
});

describe("mindformers", () => {
  it("reads two lines as one step, counted over the epochs, with the speed of a die", () => {
    expect(mindformers.device).toBe("die");
    expect(entriesOf(mindformers, readLogFixture("mindformers.txt"))).toEqual([
      { kind: "setup", totalSteps: 38 },
      {
        kind: "step",
        step: 1,
        stepSeconds: 103.311,
        loss: 10.651,
        wallUnixMs: Date.UTC(2025, 3, 7, 15, 34, 27, 308),
        skippedSteps: 1,
        claim: { samplesPerSecond: 0.00012, rateOf: "device", teraFlopsPerDevice: 2.896 },
      },
      {
        kind: "step",
        step: 2,
        stepSeconds: 1.752,
        loss: 10.633,
        wallUnixMs: Date.UTC(2025, 3, 7, 15, 34, 29, 173),
        skippedSteps: 0,
        claim: { samplesPerSecond: 0.006, rateOf: "device", teraFlopsPerDevice: 170.738 },
      },
      { kind: "checkpoint" },
      {
        kind: "step",
        step: 20,
        stepSeconds: 1.754,
        loss: 9.673,
        wallUnixMs: Date.UTC(2025, 3, 7, 15, 36, 29, 173),
        skippedSteps: 0,
        claim: { samplesPerSecond: 0.57013, rateOf: "device" },
      },
    ]);
  });

  it("reads the one line of the plain trainer, and no loss of a stage that has none", () => {
    expect(entriesOf(mindformers, readLogFixture("mindformers-one-line.txt"))).toEqual([
      { kind: "setup", totalSteps: 10 },
      { kind: "step", step: 1, stepSeconds: 13.571, loss: 11.813901, claim: { teraFlopsPerDevice: 1.36 } },
      { kind: "step", step: 2, stepSeconds: 0.71, claim: { teraFlopsPerDevice: 25.92 } },
    ]);
  });

  it("keeps two workers apart, and does without the second lines", () => {
    const line = (step: number): string =>
      `{ Epoch:[  1/  1], step:[    ${step}/    9], loss: 3.${step}, per_step_time: 50ms, lr: 1`;
    const rate = (value: number): string => `  0.0% | | ${value.toFixed(5)} samples/s/p  0:00:01 }`;
    const mixed = ["0: ", "1: "].flatMap((rank) => [`${rank}${line(1)}`]);
    const entries = entriesOfLines(mindformers, ...mixed, `1: ${rate(7)}`, `0: ${rate(8)}`);
    expect(entries.filter(({ kind }) => kind === "step")).toMatchObject([{ step: 1, claim: { samplesPerSecond: 7 } }]);
    const alone = entriesOfLines(mindformers, line(1), line(2), line(3));
    expect(alone.map((entry) => entry.kind === "step" && entry.step)).toEqual([false, 1, 2, 3]);
  });
});
