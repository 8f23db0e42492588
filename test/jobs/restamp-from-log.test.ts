import { describe, expect, it } from "vitest";
import type { LogEntry, LogParserDefinition } from "../../src/contract/log-parser.js";
import { createStepCollector } from "../../src/jobs/collect-steps.js";
import { logParsers } from "../../src/jobs/logs/all.js";
import { RECORDED_LEAD_NS, type RestampOptions, restampFromLog } from "../../src/jobs/restamp-from-log.js";
import { entriesOf, readLogFixture } from "./logs/read-log.js";
import { trainingWorkload } from "./training-workload.js";

const SECOND = 1e9;

function restamp(entries: readonly LogEntry[], options?: RestampOptions, logs?: LogParserDefinition) {
  const collector = createStepCollector({ workload: trainingWorkload(), logs: logs ?? { device: "package" } });
  // As a file is read whole: all at one instant, which says nothing.
  const samples = collector.take(entries, 5, 0);
  return restampFromLog(samples, entries, options);
}

function restampFixture(file: string, parser: string) {
  const logs = logParsers.get(parser);
  return restamp(entriesOf(logs, readLogFixture(file)), {}, logs);
}

/** Seconds after the first report at which each may have been printed, with how long before. */
function spans(restamped: ReturnType<typeof restamp>) {
  const [first] = restamped?.samples ?? [];
  return restamped?.samples.map(({ atNs, withinNs }) => [(atNs - (first?.atNs ?? 0)) / SECOND, withinNs / SECOND]);
}

const step = (number: number, fields: object): LogEntry => ({ kind: "step", step: number, ...fields });
const WALL = Date.UTC(2026, 0, 16, 7, 32, 8);

describe("by the wall times of the log", () => {
  it("lines reports up as they were printed, to the resolution of the clock", () => {
    const seconds = restamp([0, 16, 31].map((second, index) => step(index + 1, { wallUnixMs: WALL + second * 1000 })));
    expect(seconds).toMatchObject({ stamps: "log-clock", findings: [] });
    expect(spans(seconds)).toEqual([
      [0, 1],
      [16, 1],
      [31, 1],
    ]);
    const milliseconds = restamp([0, 1001, 2500].map((ms, index) => step(index + 1, { wallUnixMs: WALL + ms })));
    expect(spans(milliseconds)).toEqual([
      [0, 0.001],
      [1.001, 0.001],
      [2.5, 0.001],
    ]);
    const finer = restamp([step(1, { wallUnixMs: WALL }), step(2, { wallUnixMs: WALL + 15_919.343 })]);
    expect(finer?.samples[1]?.withinNs).toBe(1000);
    expect(spans(finer)?.[1]?.[0]).toBeCloseTo(15.919343, 6);
  });

  it("says which wall clock the instant 0 is, late by the resolution and early by the lead", () => {
    const entries = [step(1, { wallUnixMs: WALL }), step(2, { wallUnixMs: WALL + 2000 })];
    const restamped = restamp(entries);
    expect(restamped?.samples[0]?.atNs).toBe(RECORDED_LEAD_NS);
    // Printed in the second that begins at WALL: at its end at the latest.
    expect(restamped?.recordedFromUnixMs).toBe(WALL + 1000 - 60_000);
    expect(restamp(entries, { utcOffsetMinutes: 480 })?.recordedFromUnixMs).toBe(WALL + 1000 - 60_000 - 8 * 3_600_000);
    expect(restamp(entries, { utcOffsetMinutes: 480 })?.samples).toEqual(restamped?.samples);
  });

  it.each([
    ["megatron-lm.txt", "megatron-lm", [0, 15.919343, 42.795989]],
    ["megatron-lm-restart.txt", "megatron-lm", [0, 16, 436, 452]],
    ["mindspeed-fsdp2.txt", "mindspeed-llm", [0, 1]],
    ["mindformers.txt", "mindformers", [0, 1.865, 121.865]],
    ["deepspeed.txt", "deepspeed", [0, 1.8, 3.62, 5.337]],
    ["torchtitan.txt", "torchtitan", [0, 0, 0]],
  ])("of %s", (file, parser, seconds) => {
    const restamped = restampFixture(file, parser);
    expect(restamped?.stamps).toBe("log-clock");
    expect(spans(restamped)?.map(([at]) => Math.round((at ?? 0) * 1e6) / 1e6)).toEqual(seconds);
  });

  it("leaves out the reports that became no sample, and those of before a restart", () => {
    const restamped = restamp([
      step(1, { wallUnixMs: WALL }),
      step(2, { wallUnixMs: WALL + 1000 }),
      step(1, { wallUnixMs: WALL + 1500 }),
      { kind: "restart", step: 1 },
      step(2, { wallUnixMs: WALL + 9000 }),
    ]);
    expect(restamped?.samples.map(({ step: number, atNs }) => [number, (atNs - RECORDED_LEAD_NS) / SECOND])).toEqual([
      [1, 0],
      [2, 1],
      [2, 9],
    ]);
  });

  it("does not believe a clock that goes back, and says so", () => {
    const restamped = restamp([
      step(1, { wallUnixMs: WALL, stepSeconds: 2 }),
      step(2, { wallUnixMs: WALL + 2000, stepSeconds: 2 }),
      step(3, { wallUnixMs: WALL + 1999, stepSeconds: 2 }),
    ]);
    expect(restamped).toMatchObject({
      stamps: "log-timer",
      findings: [{ code: "log-clock-goes-back", severity: "warning", data: { step: 3 } }],
    });
    expect(restamped?.recordedFromUnixMs).toBeUndefined();
  });
});

describe("by the durations of the log", () => {
  it("adds up the steps, with half of the last digit of each", () => {
    const restamped = restamp([
      step(1, { stepSeconds: 15.8 }),
      step(3, { stepSeconds: 15.8127 }),
      step(4, { stepSeconds: 15.9 }),
    ]);
    expect(restamped?.stamps).toBe("log-timer");
    expect(restamped?.samples.map(({ atNs }) => atNs / SECOND)).toEqual([15.8, 47.4254, 63.3254]);
    expect(restamped?.samples.map(({ withinNs }) => withinNs)).toEqual([50_000, 150_000, 200_000]);
  });

  it("takes the seconds since the start before them: pauses are in those", () => {
    const restamped = restamp([
      step(1, { stepSeconds: 2, elapsedSeconds: 2 }),
      step(2, { stepSeconds: 2, elapsedSeconds: 9 }),
    ]);
    // Whole seconds, cut.
    expect(restamped?.samples.map(({ atNs, withinNs }) => [atNs / SECOND, withinNs / SECOND])).toEqual([
      [3, 1],
      [10, 1],
    ]);
    const exact = restamp([step(1, { elapsedSeconds: 12.05 }), step(2, { elapsedSeconds: 24.13 })]);
    expect(exact?.samples[1]).toMatchObject({ atNs: 24.14 * SECOND, withinNs: 0.01 * SECOND });
  });

  it.each([
    ["nemo-2.txt", "nemo", 6.061],
    ["hugging-face-resumed.txt", "hugging-face-trainer", 0.0558],
    ["mindformers-one-line.txt", "mindformers", 0.71],
    ["llama-factory.jsonl", "llama-factory", 93_813 - 18_802],
  ])("of %s", (file, parser, seconds) => {
    const restamped = restampFixture(file, parser);
    expect(restamped?.stamps).toBe("log-timer");
    expect(spans(restamped)?.at(-1)?.[0]).toBeCloseTo(seconds, 9);
  });

  it("is not possible over a restart, of whose length they say nothing", () => {
    const entries = [step(1, { stepSeconds: 2 }), { kind: "restart", step: 1 } as const, step(2, { stepSeconds: 2 })];
    expect(restamp(entries)).toBeUndefined();
    expect(restamp(entries.slice(1))?.stamps).toBe("log-timer");
  });
});

describe("without any time", () => {
  it.each([
    ["no report has one", [step(1, {}), step(2, {})]],
    ["one report lacks it", [step(1, { wallUnixMs: WALL }), step(2, {})]],
    ["one step lacks a duration", [step(1, { stepSeconds: 2 }), step(2, {})]],
    ["nothing was reported", []],
  ])("there are no instants: %s", (_, entries) => {
    expect(restamp(entries)).toBeUndefined();
  });

  it("nor are there any of samples of another log", () => {
    const collector = createStepCollector({ workload: trainingWorkload(), logs: { device: "package" } });
    const samples = collector.take([step(1, {}), step(2, {}), step(3, {})], 5, 0);
    expect(restampFromLog(samples, [step(1, { wallUnixMs: WALL }), step(2, { wallUnixMs: WALL })])).toBeUndefined();
  });
});
