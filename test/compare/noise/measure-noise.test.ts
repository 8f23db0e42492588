import { describe, expect, it } from "vitest";
import { KNOWN_WORKLOAD, knownPair } from "../../../benchmarks/claims/known-answer-plan.js";
import { PRIMARY_METRICS, RUN_CV } from "../../../benchmarks/claims/paired-plan.js";
import { runVirtually } from "../../../benchmarks/claims/virtual-run.js";
import { measureNoise } from "../../../src/compare/noise/measure-noise.js";
import { note, warning } from "../../../src/model/finding.js";
import type { Plan, Trial } from "../../../src/model/plan.js";
import type { RunRecord } from "../../../src/model/run-record.js";
import { fingerprintOf } from "../../../src/records/fingerprint.js";
import type { Results } from "../../../src/records/results-reader.js";
import { noiseSchema } from "../../../src/records/schema/history-noise-schema.js";
import { deriveSuite } from "../../../src/suite/derive-suite.js";
import { makeComparison, makePlan, makeRecord, makeRequest, makeSystem } from "../../fixtures/records.js";
import { codes, results } from "../results-fixtures.js";

const SPEED = "output-tokens-per-second";
/** Of eight runs, with a spread of about 1 %. */
const SPREAD = [0.99, 0.995, 1.005, 1.002, 1.008, 1, 0.992, 1.01];

/** A run whose tokens are `factor` times 1000. */
function runOf(trial: Trial, plan: Plan, factor: number, changes: Partial<RunRecord["manifest"]> = {}): RunRecord {
  const request = { index: 0, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens: Math.round(1000 * factor) };
  return makeRecord({ plan, trial, requests: [makeRequest(request)], manifest: changes });
}

const spreadOf = (trial: Trial) => SPREAD[trial.repeat - 1] ?? 1;

/** A system against itself, and where `slowdown` is given with a slowed copy beside it. */
function aaPlan(slowdown?: number, repeats = 8): Plan {
  const copy = makeSystem("a-slowed", { injected: { slowdown: slowdown ?? 0 } });
  return makePlan({
    systems: slowdown === undefined ? [makeSystem("a")] : [makeSystem("a"), copy],
    repeats,
    comparisons: slowdown === undefined ? [] : [makeComparison({ candidate: "a-slowed", baseline: "a" })],
  });
}

const measure = (from: Parameters<typeof measureNoise>[0], primary: readonly string[] = [SPEED]) => {
  const [cell] = measureNoise(from, {}, () => primary);
  if (cell === undefined) throw new Error("no cell");
  return cell;
};

describe("the noise of an A/A execution", () => {
  it("is measured for every metric with a direction, under the fingerprint of its runs", () => {
    const plan = aaPlan();
    const from = results({ plan, record: (trial) => runOf(trial, plan, spreadOf(trial)) });
    const { measured, used, planned, isBlind, findings, missing } = measure(from);
    const [first] = from.runs.values();
    expect(measured?.entry).toMatchObject({ systemId: "a", workloadId: "chat", executionId: "execution" });
    expect(measured?.entry.fingerprint).toBe(first && fingerprintOf(first.manifest).hash);
    expect(measured?.entry.at).toBe("2026-11-22T00:00:00.000Z");
    expect(measured?.entry.metrics[SPEED]?.cv).toBeCloseTo(0.0074, 3);
    expect(measured?.entry.metrics["tokens-per-joule"]?.n).toBe(8);
    // Its runs give zero, or do not differ.
    expect(Object.keys(measured?.entry.metrics ?? {})).not.toContain("error-rate");
    expect([used, planned, isBlind, findings, missing]).toEqual([8, 8, undefined, [], []]);
    expect(noiseSchema.parse(measured?.entry)).toEqual(measured?.entry);
  });

  it("says what it does not know, and why", () => {
    const plan = aaPlan();
    const same = measure(results({ plan, record: (trial) => runOf(trial, plan, 1) }));
    expect(same.missing.map(({ metricId, reason }) => [metricId, reason.code])).toEqual([[SPEED, "noise-no-variance"]]);
    expect(same.measured).toBeUndefined();

    const short = aaPlan(undefined, 5);
    const few = measure(results({ plan: short, record: (trial) => runOf(trial, short, spreadOf(trial)) }));
    expect(few.missing[0]?.reason).toMatchObject({ code: "noise-too-few-runs", data: { runs: 5, minimum: 6 } });
  });

  it("tells runs that were left out, and leaves out those of another environment", () => {
    const plan = aaPlan();
    const from = results({
      plan,
      record: (trial) => {
        const odd = trial.repeat === 8 ? { state: "failed" as const } : {};
        const driver = trial.repeat === 7 ? { description: { driver: "2" } } : { description: { driver: "1" } };
        return runOf(trial, plan, spreadOf(trial), { ...odd, ...driver });
      },
    });
    const { used, findings, measured } = measure(from);
    expect(used).toBe(6);
    expect(codes(findings)).toEqual(["run-failed", "noise-environments-mixed"]);
    expect(findings[1]?.data).toEqual({ system: "a", runs: 1, facts: "description.driver" });
    expect(measured?.fingerprint.facts["description.driver"]).toBe("1");
  });

  it("warns where the halves of the runs differ, which is a false alarm", () => {
    const plan = aaPlan();
    const record = (trial: Trial) => runOf(trial, plan, spreadOf(trial) * (trial.repeat % 2 === 0 ? 1.05 : 1));
    const { findings } = measure(results({ plan, record }));
    expect(findings).toMatchObject([{ code: "noise-false-alarm", severity: "warning", data: { metric: SPEED } }]);
  });
});

describe("a slowed copy beside the system", () => {
  const withControl = (slowdown: number, truth: number) => {
    const plan = aaPlan(slowdown);
    const record = (trial: Trial) => {
      // Not the very same noise as the system's own.
      const own = SPREAD[(trial.repeat + 2) % SPREAD.length] ?? 1;
      return trial.systemId === "a" ? runOf(trial, plan, spreadOf(trial)) : runOf(trial, plan, own / (1 + truth));
    };
    return measure(results({ plan, record }));
  };

  it("is found by the gate's rule where it shows", () => {
    const { measured, isBlind, findings } = withControl(0.05, 0.05);
    const control = measured?.entry.control;
    expect(control?.slowdown).toBe(0.05);
    expect(control?.metrics[SPEED]).toMatchObject({ isFound: true });
    expect(control?.metrics[SPEED]?.ratio).toBeCloseTo(1 / 1.05, 2);
    expect([isBlind, findings]).toEqual([false, []]);
  });

  it("is found by the confidence that the plan asks for, not by a usual one", () => {
    const usual = aaPlan(0.05);
    const plan = { ...usual, comparisons: usual.comparisons.map((one) => ({ ...one, confidence: 1 - 1e-9 })) };
    const record = (trial: Trial) => {
      const own = SPREAD[(trial.repeat + 2) % SPREAD.length] ?? 1;
      return trial.systemId === "a" ? runOf(trial, plan, spreadOf(trial)) : runOf(trial, plan, own / 1.05);
    };
    expect(measure(results({ plan, record })).isBlind).toBe(true);
  });

  it("makes the plan blind where it does not", () => {
    const { isBlind, findings } = withControl(0.05, 0.001);
    expect(isBlind).toBe(true);
    expect(findings).toMatchObject([{ code: "noise-blind", severity: "error" }]);
  });

  it("tells once that it was not slowed as was asked", () => {
    const plan = aaPlan(0.05);
    const inexact = warning("injected-slowdown-inexact", { slowdown: 0.05, achieved: 0.08 });
    const said = note("injected-slowdown", { slowdown: 0.05, achieved: 0.08 });
    const record = (trial: Trial) => {
      const run = runOf(trial, plan, trial.systemId === "a" ? spreadOf(trial) : spreadOf(trial) / 1.08);
      return trial.systemId === "a" ? run : { ...run, findings: [said, inexact] };
    };
    expect(measure(results({ plan, record })).findings).toEqual([inexact]);
  });

  it("is no system of its own, and leaves the noise of the untouched one as it is", () => {
    const plan = aaPlan(0.05);
    const record = (trial: Trial) => runOf(trial, plan, spreadOf(trial));
    const cells = measureNoise(results({ plan, record }), {}, () => [SPEED]);
    expect(cells.map(({ system }) => system.id)).toEqual(["a"]);
    expect(cells[0]?.measured?.entry.metrics[SPEED]?.n).toBe(8);
  });
});

describe("three times twelve runs of a mock system in virtual time", () => {
  it("have the spread that was put in", async () => {
    const seeds = [1, 2, 3];
    const squares = new Map<string, number>();
    for (const seed of seeds) {
      const { measured } = measure(await virtualAa(seed), PRIMARY_METRICS.inference);
      for (const id of PRIMARY_METRICS.inference) {
        const { n, cv } = measured?.entry.metrics[id] ?? { n: 0, cv: 0 };
        expect(n).toBe(12);
        squares.set(id, (squares.get(id) ?? 0) + cv ** 2 / seeds.length);
      }
    }
    // 33 degrees of freedom know a spread to 12 %.
    for (const square of squares.values()) expect(Math.abs(Math.sqrt(square) / RUN_CV - 1)).toBeLessThan(0.25);
  });
});

/** Results of a mock system of a known spread against itself. */
async function virtualAa(seed: number): Promise<Results> {
  const { plan, options } = knownPair(seed, { tokensPerSecond: 1, tokensPerJoule: 1 });
  const system = options.get("baseline");
  if (system === undefined) throw new Error("no baseline");
  const systems = plan.systems.filter(({ id }) => id === "baseline");
  const suite = { plan, systems: new Map(), files: new Map() };
  const aa = deriveSuite(suite, { suffix: "aa", repeats: 12, systems, comparisons: [] }).plan;
  const records = new Map<string, RunRecord>();
  for (const trial of aa.trials) records.set(trial.id, await runVirtually(system, KNOWN_WORKLOAD, aa, trial));
  const record = (trial: Trial): RunRecord => {
    const run = records.get(trial.id);
    if (run === undefined) throw new Error(trial.id);
    return run;
  };
  return results({ plan: aa, record });
}
