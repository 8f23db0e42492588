import { describe, expect, it } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { judgeResults } from "../../src/compare/judge-results.js";
import type { NoiseEntry } from "../../src/model/noise.js";
import { fingerprintOf } from "../../src/records/fingerprint.js";
import { makeComparison, makePlan, makeSystem, makeTrace } from "../fixtures/records.js";
import { codes, ordinary, results } from "./results-fixtures.js";

const METRIC = "output-tokens-per-second";

/** Standard deviation of the logarithms of the runs of `results`. */
const CV = 0.0079;

const plain = results();

function noiseOf(systemId: "a" | "b", changes: Partial<NoiseEntry> & { readonly cv?: number } = {}): NoiseEntry {
  const { cv = CV, ...rest } = changes;
  const manifest = plain.runs.get(`run-${systemId}--chat--1`)?.manifest;
  if (manifest === undefined) throw new Error("no run");
  return {
    format: "tokwatt.noise",
    version: 1,
    systemId,
    workloadId: "chat",
    fingerprint: fingerprintOf(manifest).hash,
    at: "2026-11-20T10:00:00.000Z",
    executionId: "aa",
    metrics: { [METRIC]: { n: 10, cv, cvLow: cv / 2, cvHigh: cv * 2, aa: { ratio: 1, low: 0.99, high: 1.01 } } },
    ...rest,
  };
}

function compared(noise?: readonly NoiseEntry[]) {
  const [comparison] = compareResults(plain, {}, undefined, noise);
  if (comparison === undefined) throw new Error("no comparison");
  const row = comparison.rows.find(({ metricId }) => metricId === METRIC);
  return { caveats: comparison.caveats, beside: row?.beside ?? [] };
}

const control = (isFound: boolean): NoiseEntry["control"] => ({
  slowdown: 0.05,
  metrics: { [METRIC]: { ratio: 0.95, low: 0.94, high: 0.96, isFound } },
});

describe("a session that is noisier than its history", () => {
  it("is named, with both figures and the day", () => {
    const { beside } = compared([noiseOf("a", { cv: CV / 3.1 })]);
    expect(beside.filter(({ code }) => code === "noisy-session")).toMatchObject([
      { severity: "warning", data: { system: "a", cv: CV, stored: 0.0025, at: "2026-11-20" } },
    ]);
  });

  it("is not accused below three times the stored spread, nor by another environment, workload or metric", () => {
    const silent = [
      noiseOf("a", { cv: CV / 2.9 }),
      noiseOf("a", { cv: CV / 9, fingerprint: "0".repeat(12) }),
      noiseOf("a", { cv: CV / 9, workloadId: "code" }),
      { ...noiseOf("b", { cv: CV / 9 }), metrics: {} },
    ];
    for (const entry of silent) expect(codes(compared([entry]).beside)).not.toContain("noisy-session");
  });

  it("is held against what was measured last", () => {
    const old = noiseOf("a", { cv: CV / 9, at: "2026-11-01T10:00:00.000Z" });
    for (const noise of [
      [old, noiseOf("a")],
      [noiseOf("a"), old],
    ]) {
      expect(codes(compared(noise).beside)).not.toContain("noisy-session");
    }
  });
});

describe("a positive control", () => {
  it("is asked for only where a history is looked at", () => {
    expect(codes(compared().caveats)).not.toContain("no-positive-control");
    const missing = compared([noiseOf("a", { control: control(true) })]).caveats.filter(
      ({ code }) => code === "no-positive-control",
    );
    expect(missing).toMatchObject([{ severity: "note", data: { system: "b" } }]);
  });

  it("that was not found is a warning that names what was missed", () => {
    const { caveats } = compared([noiseOf("a", { control: control(false) }), noiseOf("b", { control: control(true) })]);
    expect(caveats.filter(({ code }) => code.includes("control"))).toEqual([
      { code: "control-not-found", severity: "warning", data: { system: "a", slowdown: 0.05, metrics: METRIC } },
    ]);
  });
});

describe("a system that tokwatt slowed down itself", () => {
  const systems = [makeSystem("a", { injected: { slowdown: 0.05 }, hash: "x".repeat(64) }), makeSystem("b")];
  const slowed = results({ plan: makePlan({ systems }) });

  it("is compared, whatever its file's hash, and says on every page that it was slowed", () => {
    const [comparison] = compareResults(slowed);
    expect(comparison?.rows.find(({ metricId }) => metricId === METRIC)?.verdict).toBe("better");
    expect(comparison?.stamps).toEqual([{ kind: "injected-slowdown", slowdown: 0.05 }]);
    expect(comparison?.candidate.injected).toEqual({ slowdown: 0.05 });
    expect(comparison?.baseline).not.toHaveProperty("injected");
  });

  it("is itself not asked for a control", () => {
    const [comparison] = compareResults(slowed, {}, undefined, []);
    const asked = comparison?.caveats.filter(({ code }) => code === "no-positive-control");
    expect(asked).toMatchObject([{ data: { system: "b" } }]);
  });
});

describe("shared meters", () => {
  const caveatsOf = (meters: "shared" | undefined, sheetOfB = "test") => {
    const plan = makePlan({ comparisons: [makeComparison({ meters })] });
    const all = results({
      plan,
      record: (trial, of) => {
        const source = trial.systemId === "a" ? "test" : sheetOfB;
        const accuracy = { relative: 0.01, absoluteWatts: 0, source, assumed: false };
        const times = Array.from({ length: 13 }, (_, second) => second - 1);
        const trace = makeTrace({ header: { accuracy }, times, values: times.map(() => 100) });
        return ordinary(trial, of, { power: [trace] });
      },
    });
    const [comparison] = compareResults(all);
    const row = comparison?.rows.find(({ metricId }) => metricId === "tokens-per-joule");
    return { meters: codes(comparison?.caveats ?? []).filter((code) => code.startsWith("meters-")), ratio: row?.ratio };
  };

  it("take the gain out of the ratio, and say so", () => {
    const { meters, ratio } = caveatsOf("shared");
    expect(meters).toEqual(["meters-shared"]);
    expect(ratio).toMatchObject({ kind: "ratio", systematic: { candidate: [], baseline: [] } });
    expect(caveatsOf(undefined).meters).toEqual([]);
  });

  it("are doubted where the two sides' bounds come from two sheets", () => {
    const { meters, ratio } = caveatsOf("shared", "another sheet");
    expect(meters).toEqual(["meters-not-shared"]);
    expect(ratio).toMatchObject({ systematic: { candidate: [{ kind: "meter" }], baseline: [{ kind: "meter" }] } });
  });
});

describe("an execution that stopped on precision", () => {
  const stoppedAfter = (blocks: number, width: number) => {
    const plan = makePlan({ repeats: 20 });
    const stopping = { ...plan, repeats: 3, stop: { width, maxRuns: 20 } };
    const all = results({ plan: stopping });
    return { ...all, ledger: all.ledger.slice(0, 2 * blocks) };
  };
  const caveatsOf = (blocks: number, width: number) =>
    judgeResults(stoppedAfter(blocks, width)).comparisons[0]?.caveats ?? [];

  it("says so in the place of trials that were never run, with what its intervals cover", () => {
    const caveats = caveatsOf(6, 0.05);
    expect(codes(caveats)).not.toContain("trials-not-run");
    expect(caveats).toContainEqual({
      code: "stopped-on-precision",
      severity: "note",
      data: { runs: 6, most: 20, width: 0.05 },
    });
  });

  it("is told from an interruption by its intervals, and by whole blocks", () => {
    expect(codes(caveatsOf(6, 0.0001))).toContain("trials-not-run");
    expect(codes(caveatsOf(5.5, 0.05))).toContain("trials-not-run");
    expect(codes(caveatsOf(20, 0.05))).not.toContain("stopped-on-precision");
  });
});
