import { describe, expect, test } from "vitest";
import { METRICS } from "../../src/metrics/all.js";
import { computeMetric } from "../../src/metrics/compute-metric.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { EngineSample } from "../../src/model/engine-series.js";
import { makePlan, makeRecord, s } from "../fixtures/records.js";

const plan = makePlan();
const [trial] = plan.trials;

/** A metric over the window of 0 s to 10 s. */
function compute(id: string, engine: readonly EngineSample[]) {
  if (trial === undefined) throw new Error("the plan has trials");
  const view = buildRunView(makeRecord({ plan, trial, engine }), undefined);
  const metric = METRICS.find((candidate) => candidate.id === id);
  if (view.kind === "absent" || metric === undefined) throw new Error(`no view or no metric ${id}`);
  return computeMetric(metric, view);
}

const look = (at: number, values: EngineSample["values"]): EngineSample => ({ atNs: s(at), withinNs: s(0.1), values });

describe("gauges of the engine", () => {
  const engine = [
    look(-1, { requestsWaiting: 100, kvCacheUse: 1 }),
    look(0, { requestsWaiting: 1, kvCacheUse: 0.25 }),
    look(5, { requestsWaiting: 5 }),
    look(9.9, { requestsWaiting: 3, kvCacheUse: 0.75 }),
    look(10, { requestsWaiting: 100, kvCacheUse: 1 }),
  ];

  test.each([
    ["queue-length.mean", 3, 3],
    ["queue-length.max", 5, 3],
    ["kv-cache-use.mean", 0.5, 2],
    ["kv-cache-use.max", 0.75, 2],
  ])("%s is taken over the looks inside the window that have it", (id, value, count) => {
    expect(compute(id, engine)).toMatchObject({ kind: "value", value, count, provenance: "measured" });
  });

  test("are absent where no look has them, never 0", () => {
    for (const id of ["queue-length.mean", "kv-cache-use.max"]) {
      expect(compute(id, [look(5, { requestsRunning: 1 })])).toMatchObject({
        kind: "absent",
        reason: { code: "engine-metric-missing" },
      });
    }
  });
});

describe("the hit rate of the prefix cache", () => {
  const cache = (at: number, hits: number | undefined, queries: number) =>
    look(at, { prefixCacheQueries: queries, ...(hits === undefined ? {} : { prefixCacheHits: hits }) });

  test("is that of what was asked around the window", () => {
    const engine = [cache(-5, 0, 0), cache(-0.1, 10, 100), cache(5, 15, 120), cache(10.2, 20, 140), cache(20, 99, 150)];
    expect(compute("prefix-cache-hit-rate", engine)).toMatchObject({ value: 0.25, count: 3 });
  });

  test("is 0 where the engine has shown no hit", () => {
    expect(compute("prefix-cache-hit-rate", [cache(0, undefined, 0), cache(11, undefined, 50)])).toMatchObject({
      value: 0,
    });
    expect(compute("prefix-cache-hit-rate", [cache(0, undefined, 0), cache(11, 5, 50)])).toMatchObject({ value: 0.1 });
  });

  test.each([
    ["nothing was asked", [cache(0, 5, 50), cache(11, 5, 50)]],
    ["its counters fell", [cache(0, 5, 50), cache(5, 0, 0), cache(11, 9, 90)]],
    ["hits alone fell", [cache(0, 5, 50), cache(11, 1, 90)]],
    ["there is one look", [cache(5, 5, 50)]],
    ["the engine does not say", [look(0, {}), look(11, {})]],
  ])("is absent where %s", (_, engine) => {
    expect(compute("prefix-cache-hit-rate", engine)).toMatchObject({ kind: "absent" });
  });
});
