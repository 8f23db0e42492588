import { describe, expect, it } from "vitest";
import { megatronLm } from "../../../../src/jobs/logs/parsers/megatron-lm.js";
import { mindspeedLlm } from "../../../../src/jobs/logs/parsers/mindspeed-llm.js";
import { entriesOf, entriesOfLines, readLogFixture } from "../read-log.js";

describe("megatron-lm", () => {
  it("reads arguments, steps, losses that are no numbers, and checkpoints", () => {
    expect(entriesOf(megatronLm, readLogFixture("megatron-lm.txt"))).toEqual([
      { kind: "setup", globalBatch: 2048 },
      { kind: "setup", sequenceLength: 4096 },
      { kind: "setup", totalSteps: 100 },
      { kind: "setup", devices: 8 },
      { kind: "setup", totalSteps: 100 },
      {
        kind: "step",
        step: 4,
        stepSeconds: 15.9314,
        loss: 13.46113,
        consumedSamples: 8192,
        wallUnixMs: Date.UTC(2026, 0, 16, 7, 32, 8) + 204.113,
        globalBatch: 2048,
        skippedSteps: 0,
        claim: { teraFlopsPerDevice: 485.9, wattsPerDevice: 569.4 },
      },
      {
        kind: "step",
        step: 5,
        stepSeconds: 15.8,
        loss: 13.4424,
        consumedSamples: 10240,
        wallUnixMs: Date.UTC(2026, 0, 16, 7, 32, 24) + 123.456,
        globalBatch: 2048,
        skippedSteps: 0,
        claim: { teraFlopsPerDevice: 490, wattsPerDevice: 569.7 },
      },
      { kind: "checkpoint", step: 5 },
      {
        kind: "step",
        step: 6,
        stepSeconds: 15812.7 / 1000,
        loss: Number.NaN,
        consumedSamples: 12288,
        wallUnixMs: Date.UTC(2026, 0, 16, 7, 32, 51) + 0.102,
        globalBatch: 2048,
        skippedSteps: 0,
        claim: { teraFlopsPerDevice: 489.6 },
      },
    ]);
  });

  it("goes on from the checkpoint that a new start loads, once", () => {
    const entries = entriesOf(megatronLm, readLogFixture("megatron-lm-restart.txt"));
    expect(
      entries.map((entry) => (entry.kind === "setup" ? "setup" : [entry.kind, "step" in entry && entry.step])),
    ).toEqual(["setup", ["step", 10], ["step", 11], ["restart", 8], ["step", 9], ["step", 10]]);
  });

  it("believes the line that says what was loaded, where the one before says otherwise", () => {
    const step = " iteration 1/ 9 | elapsed time per iteration (ms): 5.0 |";
    const entries = entriesOfLines(
      megatronLm,
      " loading checkpoint from base at iteration 7000",
      "  successfully loaded checkpoint from base [ t 1/1, p 1/1 ] at iteration 0",
      step,
    );
    expect(entries.at(-3)).toEqual({ kind: "restart", step: 0 });
    expect(entries.at(-1)).toEqual({ kind: "step", step: 1, stepSeconds: 0.005 });
  });

  it("reads what grew from it: Megatron-LLM, Megatron-DeepSpeed, GPT-NeoX", () => {
    expect(entriesOf(megatronLm, readLogFixture("megatron-old.txt"))).toEqual([
      { kind: "setup", totalSteps: 250000 },
      {
        kind: "step",
        step: 122,
        stepSeconds: 86.5419,
        loss: 2.504118,
        consumedSamples: 124928,
        globalBatch: 1024,
        skippedSteps: 1,
      },
      { kind: "setup", totalSteps: 250000, sequenceLength: 4096 },
      {
        kind: "step",
        step: 123,
        stepSeconds: 23204.9 / 1000,
        loss: 1.993117,
        consumedSamples: 125952,
        consumedTokens: 515899392,
        globalBatch: 2048,
        skippedSteps: 0,
        claim: { tokensPerSecond: 353.03, rateOf: "device", teraFlopsPerDevice: 148.21 },
      },
      {
        kind: "step",
        step: 124,
        stepSeconds: 15.21,
        loss: 5.396198,
        consumedSamples: 126976,
        consumedTokens: 520093696,
        globalBatch: 16,
        skippedSteps: 0,
        claim: { samplesPerSecond: 1.052, rateOf: "job", teraFlopsPerDevice: 8.05 },
      },
      { kind: "setup", totalSteps: 320000 },
      {
        kind: "step",
        step: 125,
        stepSeconds: 16.731,
        loss: 4.102331,
        skippedSteps: 0,
        claim: { samplesPerSecond: 61.204, rateOf: "job" },
      },
    ]);
  });

  it("takes this step's value of Primus' two, through its colours", () => {
    expect(entriesOf(megatronLm, readLogFixture("primus.txt")).at(-1)).toEqual({
      kind: "step",
      step: 4407,
      stepSeconds: 13.1012,
      loss: 0.004151,
      consumedSamples: 564096,
      wallUnixMs: Date.UTC(2025, 11, 2, 6, 56, 14),
      globalBatch: 128,
      skippedSteps: 0,
      claim: { tokensPerSecond: 10004.6, rateOf: "device", teraFlopsPerDevice: 579.3 },
    });
  });

  it.each([
    " iteration 5/ 100 | consumed samples: 10240 | elapsed time per iteration (ms): nan |",
    " iteration 5/ 100 | consumed samples: 10240 | elapsed time per iteration (ms): -3 |",
    " iteration five/ 100 | elapsed time per iteration (ms): 5.0 |",
    " 100 | elapsed time per iteration (ms): 5.0 | lm loss: 1.0 |",
    "saving checkpoint at iteration soon to checkpoints",
    "  seq_length ...................................... None",
  ])("makes nothing of %j", (line) => {
    expect(entriesOfLines(megatronLm, line)).toEqual([]);
  });
});

describe("mindspeed-llm", () => {
  it("counts by dies", () => {
    expect([megatronLm.device, mindspeedLlm.device]).toEqual(["package", "die"]);
  });

  it("reads the Megatron backend, new and as AscendSpeed", () => {
    expect(entriesOf(mindspeedLlm, readLogFixture("mindspeed-llm.txt")).filter(({ kind }) => kind === "step")).toEqual([
      {
        kind: "step",
        step: 51,
        stepSeconds: 6.0491,
        loss: 1.959201,
        consumedSamples: 3264,
        wallUnixMs: Date.UTC(2026, 2, 2, 10, 15, 3),
        globalBatch: 64,
        skippedSteps: 0,
        claim: { teraFlopsPerDevice: 213.3 },
      },
      {
        kind: "step",
        step: 52,
        stepSeconds: 6.0426,
        loss: 1.930011,
        consumedSamples: 3328,
        consumedTokens: 13631488,
        globalBatch: 64,
        skippedSteps: 0,
        claim: { samplesPerSecond: 10.59, rateOf: "job", teraFlopsPerDevice: 213.9 },
      },
    ]);
  });

  it("reads the FSDP2 backend, and does not guess of what its tokens/s are", () => {
    expect(entriesOf(mindspeedLlm, readLogFixture("mindspeed-fsdp2.txt"))).toEqual([
      { kind: "setup", totalSteps: 2000 },
      {
        kind: "step",
        step: 2,
        stepSeconds: 1.33174,
        loss: 2.443476,
        consumedSamples: 16,
        consumedTokens: 1357,
        wallUnixMs: Date.UTC(2026, 5, 22, 19, 25, 38),
        globalBatch: 8,
      },
      {
        kind: "step",
        step: 3,
        stepSeconds: 1.31208,
        loss: 2.410907,
        consumedSamples: 24,
        consumedTokens: 2101,
        wallUnixMs: Date.UTC(2026, 5, 22, 19, 25, 39),
        globalBatch: 8,
        claim: { tokensPerSecond: 567.04, mfu: 0.31 },
      },
    ]);
  });
});
