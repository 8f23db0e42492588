import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../src/contract/log-parser.js";
import { createStepCollector } from "../../src/jobs/collect-steps.js";
import { logParsers } from "../../src/jobs/logs/all.js";
import type { StepSample } from "../../src/model/step-sample.js";
import { COLLECTED_LOGS } from "./collected-logs.js";
import { LOG_FIXTURES } from "./logs/fixture-list.js";
import { entriesOf, readLogFixture } from "./logs/read-log.js";
import { trainingWorkload } from "./training-workload.js";

interface Shape {
  readonly sequenceLength: number;
  readonly globalBatch: number;
}

function collectorOf(shape: Shape, device: "die" | "package" = "package") {
  return createStepCollector({ workload: trainingWorkload(shape), logs: { device } });
}

/** All that a fixture's log says, as samples of a job of this shape. */
function collectFixture(file: string, shape: Shape) {
  const parser = logParsers.get(LOG_FIXTURES.find(([name]) => name === file)?.[1] ?? "");
  const collector = createStepCollector({ workload: trainingWorkload(shape), logs: parser });
  const samples = collector.take(entriesOf(parser, readLogFixture(file)), 7, 3);
  return { samples, collector };
}

function rowOf({ step, steps, tokens, tokensFrom, after = [] }: StepSample): string {
  return [step, steps, tokens, tokensFrom, ...after].join(" ");
}

describe("the logs of all frameworks", () => {
  it.each(COLLECTED_LOGS)("$file", ({ file, rows, ...shape }) => {
    const { samples, collector } = collectFixture(file, shape);
    expect(samples.map(rowOf)).toEqual(rows);
    expect(collector.findings()).toEqual([]);
    expect(samples.map(({ index }) => index)).toEqual(rows.map((_, index) => index));
    expect(samples.every(({ atNs, withinNs }) => atNs === 7 && withinNs === 3)).toBe(true);
  });

  it("short steps of which every fifth is reported", () => {
    const { samples } = collectFixture("hugging-face-short-steps.txt", { sequenceLength: 32, globalBatch: 4 });
    expect(samples.length).toBeGreaterThan(10);
    expect(samples.map(rowOf)).toEqual(samples.map((_, index) => `${5 * (index + 1)} 5 640 workload`));
  });

  it("a log whose lines are of several jobs: each difference is found once", () => {
    const { samples, collector } = collectFixture("megatron-old.txt", { sequenceLength: 2048, globalBatch: 1024 });
    expect(samples.map(rowOf)).toEqual([
      "122 122 255852544 log",
      "123 1 2097152 log",
      // The framework counted tokens of sequences twice as long.
      "124 1 4194304 log",
      "125 1 2097152 workload",
    ]);
    expect(collector.findings()).toEqual([
      { code: "job-not-as-asked", severity: "error", data: { what: "sequence-length", asked: 2048, said: 4096 } },
      { code: "job-not-as-asked", severity: "error", data: { what: "global-batch", asked: 1024, said: 2048 } },
      {
        code: "job-not-as-asked",
        severity: "error",
        data: { what: "tokens-per-step", asked: 2_097_152, said: 4_194_304 },
      },
    ]);
  });

  it("every fixture is in this test", () => {
    const others = ["hugging-face-short-steps.txt", "megatron-old.txt"];
    expect([...COLLECTED_LOGS.map(({ file }) => file), ...others].sort()).toEqual(
      LOG_FIXTURES.map(([file]) => file).sort(),
    );
  });
});

describe("what a report says beside its number", () => {
  it("the setup is merged over its lines", () => {
    const { collector } = collectFixture("megatron-lm.txt", { sequenceLength: 4096, globalBatch: 2048 });
    expect(collector.setup()).toEqual({
      kind: "setup",
      globalBatch: 2048,
      sequenceLength: 4096,
      totalSteps: 100,
      devices: 8,
    });
  });

  it("losses that are no numbers keep their names, timers their seconds", () => {
    const { samples } = collectFixture("megatron-lm.txt", { sequenceLength: 4096, globalBatch: 2048 });
    expect(samples.map(({ loss }) => loss)).toEqual([13.46113, 13.4424, "NaN"]);
    expect(samples.map(({ stepSeconds }) => stepSeconds)).toEqual([15.9314, 15.8, 15_812.7 / 1000]);
    const tokwatt = collectFixture("tokwatt.jsonl", { sequenceLength: 512, globalBatch: 16 }).samples;
    expect(tokwatt.map(({ loss }) => loss)).toEqual([5.87, "NaN", "Infinity"]);
    const collector = collectorOf({ sequenceLength: 8, globalBatch: 4 });
    const [sample] = collector.take([{ kind: "step", step: 1, loss: Number.NEGATIVE_INFINITY }], 1, 0);
    expect(sample?.loss).toBe("-Infinity");
  });

  it("steps that were left out are counted, and unknown where nobody says", () => {
    const skippedOf = (file: string, shape: Shape) => collectFixture(file, shape).samples.map(({ skipped }) => skipped);
    expect(skippedOf("deepspeed.txt", { sequenceLength: 512, globalBatch: 128 })).toEqual([1, 0, 0, 1]);
    expect(skippedOf("deepspeed-old.txt", { sequenceLength: 512, globalBatch: 128 })).toEqual([2, 0]);
    expect(skippedOf("mindformers.txt", { sequenceLength: 4096, globalBatch: 1 })).toEqual([1, 0, 0]);
    expect(skippedOf("nemo-1.txt", { sequenceLength: 4096, globalBatch: 1 })).toEqual([undefined, undefined]);
  });

  it("claims are of the whole job, FLOP/s of the parser's device", () => {
    const claimsOf = (file: string, shape: Shape) => collectFixture(file, shape).samples.map(({ claim }) => claim);
    expect(claimsOf("tokwatt.jsonl", { sequenceLength: 512, globalBatch: 16 })).toEqual([
      { tokensPerSecond: 19980.5 },
      undefined,
      undefined,
    ]);
    expect(claimsOf("deepspeed.txt", { sequenceLength: 512, globalBatch: 128 })[3]).toEqual({
      tokensPerSecond: 74.5127 * 512,
    });
    expect(claimsOf("megatron-lm.txt", { sequenceLength: 4096, globalBatch: 2048 })[0]).toEqual({
      teraFlopsPerDevice: 485.9,
      device: "package",
    });
    // No line says how many dies there are, so the samples/s of one are nothing of the job's.
    expect(claimsOf("mindformers.txt", { sequenceLength: 4096, globalBatch: 1 })[0]).toEqual({
      teraFlopsPerDevice: 2.896,
      device: "die",
    });
    // `tokens/s` of nobody knows what.
    expect(claimsOf("mindspeed-fsdp2.txt", { sequenceLength: 4096, globalBatch: 8 })[1]).toEqual({ mfu: 0.31 });
  });

  it("claims of one device are multiplied by the devices that the setup names", () => {
    const collector = collectorOf({ sequenceLength: 8, globalBatch: 4 }, "die");
    const claims = collector
      .take(
        [
          { kind: "step", step: 1, claim: { tokensPerSecond: 10, rateOf: "device" } },
          { kind: "setup", devices: 6 },
          { kind: "step", step: 2, claim: { tokensPerSecond: 10, rateOf: "device", mfu: 0.5 } },
          { kind: "step", step: 3, claim: { samplesPerSecond: 2, rateOf: "device", teraFlopsPerDevice: 100 } },
          { kind: "step", step: 4, claim: { wattsPerDevice: 500 } },
        ],
        1,
        0,
      )
      .map(({ claim }) => claim);
    expect(claims).toEqual([
      undefined,
      { tokensPerSecond: 60, mfu: 0.5 },
      { tokensPerSecond: 96, teraFlopsPerDevice: 100, device: "die" },
      undefined,
    ]);
  });
});

describe("the numbers of steps", () => {
  const rows = (...entries: readonly LogEntry[]): readonly string[] =>
    collectorOf({ sequenceLength: 8, globalBatch: 4 }).take(entries, 1, 0).map(rowOf);

  it("are brought to 1 where the first is 0", () => {
    expect(rows({ kind: "step", step: 0 }, { kind: "step", step: 1 }, { kind: "step", step: 4 })).toEqual([
      "1 1 32 workload",
      "2 1 32 workload",
      "5 3 96 workload",
    ]);
  });

  it("count once, whoever reports them again", () => {
    expect(
      rows({ kind: "step", step: 1 }, { kind: "step", step: 2 }, { kind: "step", step: 1 }, { kind: "step", step: 2 }),
    ).toEqual(["1 1 32 workload", "2 1 32 workload"]);
  });

  it("go on from the checkpoint, whatever the first report after it says", () => {
    const from = (step: number) =>
      rows({ kind: "step", step: 9 }, { kind: "restart", step: 6 }, { kind: "step", step }).at(-1);
    expect(from(8)).toEqual("8 2 64 workload restart");
    expect(from(6)).toEqual("6 1 32 workload restart");
    expect(from(2)).toEqual("2 2 64 workload restart");
    expect(rows({ kind: "step", step: 9 }, { kind: "restart", step: 0 }, { kind: "step", step: 3 }).at(-1)).toEqual(
      "3 3 96 workload restart",
    );
  });

  it("go on over the pieces of a log, with what was noted between them", () => {
    const collector = collectorOf({ sequenceLength: 8, globalBatch: 4 });
    expect(collector.take([{ kind: "step", step: 1, consumedSamples: 4 }, { kind: "checkpoint" }], 10, 1)).toHaveLength(
      1,
    );
    expect(collector.take([{ kind: "checkpoint" }], 20, 1)).toEqual([]);
    expect(collector.take([{ kind: "step", step: 3, consumedSamples: 12 }], 30, 2)).toMatchObject([
      { index: 1, step: 3, steps: 2, atNs: 30, withinNs: 2, tokens: 64, tokensFrom: "log", after: ["checkpoint"] },
    ]);
  });
});

describe("another job than the one that was asked for", () => {
  const said = (...entries: readonly LogEntry[]) => {
    const collector = collectorOf({ sequenceLength: 8, globalBatch: 4 });
    collector.take(entries, 1, 0);
    return collector.findings().map(({ data }) => data);
  };

  it("is found by its setup, by its steps, and by the samples between them", () => {
    expect(said({ kind: "setup", sequenceLength: 16, globalBatch: 4 })).toEqual([
      { what: "sequence-length", asked: 8, said: 16 },
    ]);
    expect(said({ kind: "step", step: 1, globalBatch: 2 })).toEqual([{ what: "global-batch", asked: 4, said: 2 }]);
    expect(said({ kind: "step", step: 1, consumedSamples: 4 }, { kind: "step", step: 3, consumedSamples: 10 })).toEqual(
      [{ what: "global-batch", asked: 4, said: 3 }],
    );
  });

  it("is one that consumes more tokens than fit into its batch; fewer are padding", () => {
    const consumed = (first: number, second: number) =>
      said({ kind: "step", step: 1, consumedTokens: first }, { kind: "step", step: 3, consumedTokens: second });
    expect(consumed(32, 98)).toEqual([{ what: "tokens-per-step", asked: 32, said: 33 }]);
    expect(consumed(20, 60)).toEqual([]);
    // What came before the first report of a log that was cut, nobody knows.
    expect(consumed(1000, 1064)).toEqual([]);
  });
});
