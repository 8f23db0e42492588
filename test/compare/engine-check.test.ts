import { describe, expect, test } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { checkEngine } from "../../src/compare/engine-check.js";
import type { EngineSample } from "../../src/model/engine-series.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { makePlan, makeRecord, makeRequest, s } from "../fixtures/records.js";
import { codes, ordinary, results } from "./results-fixtures.js";

const plan = makePlan();
const [trial] = plan.trials;

/** A look that ended `at` seconds after the run's start and took 0.1 s. */
const look = (at: number, values: EngineSample["values"]): EngineSample => ({ atNs: s(at), withinNs: s(0.1), values });

/** One request from 0 s to 9 s with 10 prompt tokens and 9 output tokens, changed as asked. */
const request = (changes: Partial<RequestSample> = {}, index = 0) =>
  makeRequest({ index, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens: 9, changes });

function record(engine: readonly EngineSample[], requests = [request()]): RunRecord {
  if (trial === undefined) throw new Error("the plan has trials");
  return makeRecord({ plan, trial, engine, requests });
}

/** Looks before and after everything, between which the server counted so many tokens. */
const counted = (generationTokens: number, promptTokens = 10) => [
  look(-0.5, { generationTokens: 1000, promptTokens: 1000 }),
  look(5, { generationTokens: 1000, promptTokens: 1000 }),
  look(11, { generationTokens: 1000 + generationTokens, promptTokens: 1000 + promptTokens }),
];

describe("the server's token counts", () => {
  test("that agree say nothing of a run", () => {
    expect(checkEngine(record(counted(9)))).toEqual([]);
  });

  test("are those of all phases, not of the window only", () => {
    const warmUp = request({ phase: "warm-up" }, 1);
    expect(checkEngine(record(counted(18, 20), [request(), warmUp]))).toEqual([]);
    expect(codes(checkEngine(record(counted(9, 10), [request(), warmUp])))).toEqual([
      "server-tokens-differ",
      "server-tokens-differ",
    ]);
  });

  test("that differ name both counts and how far they are apart", () => {
    expect(checkEngine(record(counted(12)))).toEqual([
      {
        code: "server-tokens-differ",
        severity: "warning",
        data: { kind: "generationTokens", server: 12, ours: 9, relative: 1 / 3 },
      },
    ]);
    expect(checkEngine(record(counted(9, 5)))).toMatchObject([
      { data: { kind: "promptTokens", server: 5, ours: 10, relative: 0.5 } },
    ]);
  });

  test("may differ by half a per cent", () => {
    const many = [request({ outputTokens: { count: 1000, from: "usage" }, requestedOutputTokens: 1000 })];
    expect(checkEngine(record(counted(1005), many))).toEqual([]);
    expect(checkEngine(record(counted(994), many))).toHaveLength(1);
    expect(checkEngine(record(counted(1006), many))).toHaveLength(1);
  });

  test.each(["cut", "failed"] as const)("of a request that was %s may hold anything from nothing to all", (status) => {
    const none = { count: 0, from: "none" } as const;
    const ended = request({ status, outputTokens: none, promptTokens: none, requestedOutputTokens: 50 }, 1);
    const check = (output: number, prompt: number) => checkEngine(record(counted(output, prompt), [request(), ended]));
    expect(check(9, 10)).toEqual([]);
    expect(check(59, 20)).toEqual([]);
    expect(check(8, 10)).toMatchObject([{ data: { server: 8, ours: 9 } }]);
    expect(check(60, 10)).toMatchObject([{ data: { server: 60, ours: 59 } }]);
  });

  test("of a request that never left count nothing", () => {
    const unsent = request({ status: "cut", sentNs: undefined, requestedOutputTokens: 50 }, 1);
    expect(checkEngine(record(counted(20), [request(), unsent]))).toHaveLength(1);
  });

  test("of an engine that shows a counter with its first count only are read from 0", () => {
    const looks = [look(-1, {}), look(11, { generationTokens: 9 })];
    expect(checkEngine(record(looks))).toEqual([]);
    expect(checkEngine(record([look(-1, {}), look(11, { generationTokens: 20 })]))).toHaveLength(1);
  });

  test.each([
    [
      "without a look before the first request",
      [look(0.1, { generationTokens: 0 }), look(11, { generationTokens: 99 })],
    ],
    ["without a look after the last", [look(-1, { generationTokens: 0 }), look(9.05, { generationTokens: 99 })]],
    [
      "of an engine that was restarted",
      [look(-1, { generationTokens: 50 }), look(5, { generationTokens: 0 }), look(11, { generationTokens: 99 })],
    ],
    ["with one look", [look(11, { generationTokens: 99 })]],
    ["without looks", []],
  ])("are not held against ours %s", (_, looks) => {
    expect(checkEngine(record(looks))).toEqual([]);
  });

  test("of prompts are not held against ours where they were computed again, or nobody knows ours", () => {
    const preempted = [look(-1, { promptTokens: 0, preemptions: 0 }), look(0, {}), look(11, { promptTokens: 15 })];
    const before = preempted.map((one, index) => ({
      ...one,
      values: { ...one.values, preemptions: index === 2 ? 1 : 0 },
    }));
    expect(codes(checkEngine(record(before)))).toEqual(["engine-preempted"]);
    const unknown = request({ promptTokens: { count: 0, from: "none" } });
    expect(checkEngine(record(counted(9, 99), [unknown]))).toEqual([]);
  });
});

describe("the window of 0 s to 10 s", () => {
  test("has the hits of the prefix cache from the last look before it to the first one after", () => {
    const cache = (hits: number, queries: number) => ({ prefixCacheHits: hits, prefixCacheQueries: queries });
    const looks = [
      look(-2, cache(0, 0)),
      look(0, cache(50, 100)),
      look(10.1, cache(60, 200)),
      look(12, cache(99, 210)),
    ];
    expect(checkEngine(record(looks))).toEqual([
      { code: "prefix-cache-hit", severity: "warning", data: { share: 0.1 } },
    ]);
    const template = [look(0, cache(0, 0)), look(11, cache(1, 100))];
    expect(checkEngine(record(template))).toEqual([]);
  });

  test("has the preemptions", () => {
    const looks = [look(0, {}), look(5, { preemptions: 2 }), look(11, { preemptions: 3 })];
    expect(checkEngine(record(looks))).toEqual([{ code: "engine-preempted", severity: "warning", data: { count: 3 } }]);
  });
});

describe("a comparison", () => {
  /** The first two runs of `a` are as given, all other runs have counts that agree; `b` shows nothing. */
  function compare(first: readonly EngineSample[], second: readonly EngineSample[]) {
    const shown = results({
      plan,
      record: (one) => {
        const { repeat, systemId } = one;
        const agreeing = counted(9);
        const engine = systemId === "b" ? [] : ([first, second][repeat - 1] ?? agreeing);
        return { ...ordinary(one, plan, { requests: [request()] }), engine };
      },
    });
    const [comparison] = compareResults(shown);
    if (comparison === undefined) throw new Error("no comparison");
    return comparison;
  }

  test("says in how many runs the counts agree", () => {
    const { caveats } = compare(counted(9), counted(9));
    expect(caveats).toContainEqual({
      code: "server-tokens-agree",
      severity: "note",
      data: { system: "a", of: 5, runs: 5, relative: 0 },
    });
    expect(caveats.filter(({ data }) => data["system"] === "b" && "of" in data)).toEqual([]);
  });

  test("names the worst run of each kind, and lists each at its run", () => {
    const { caveats, runs } = compare(counted(12), counted(18, 5));
    expect(caveats.filter(({ code }) => code.startsWith("server-tokens"))).toEqual([
      { code: "server-tokens-differ-in-runs", severity: "warning", data: { system: "a", of: 5, runs: 2, relative: 1 } },
      { code: "server-tokens-agree", severity: "note", data: { system: "a", of: 5, runs: 3, relative: 0 } },
    ]);
    expect(runs.filter(({ systemId }) => systemId === "a").map(({ findings }) => findings.length)).toEqual([
      1, 2, 0, 0, 0,
    ]);
  });

  test("says of how many runs nothing can be said", () => {
    const { caveats } = compare([look(5, { generationTokens: 7 })], counted(9));
    expect(caveats).toContainEqual({
      code: "server-tokens-unchecked",
      severity: "note",
      data: { system: "a", of: 5, runs: 1 },
    });
  });
});
