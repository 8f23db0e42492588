import { compareRow, type RowContext } from "../../src/compare/compare-row.js";
import type { MetricDefinition } from "../../src/contract/metric.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { ComparisonRow, RatioEstimate } from "../../src/model/comparison.js";
import type { SystematicBound } from "../../src/model/estimate.js";
import type { PlannedComparison } from "../../src/model/plan.js";
import { UNITS } from "../../src/model/unit.js";
import type { Direction } from "../../src/model/verdict.js";
import { makeComparison, makePlan, makeRecord, makeRequest } from "../fixtures/records.js";

/** Most runs a side. */
export const MOST_RUNS = 20;

export const METRIC = "of-the-test";

const plan = makePlan({ repeats: MOST_RUNS });
const runs = plan.trials.map((trial) => {
  const request = makeRequest({ index: 0, scheduled: 0, firstToken: 1, lastToken: 9, events: 9, tokens: 1000 });
  const record = makeRecord({ plan, trial, requests: [request] });
  return { trial, runId: record.manifest.runId, view: buildRunView(record, undefined) };
});

interface RowShape {
  readonly planned?: Partial<PlannedComparison>;
  readonly better?: Direction;
  readonly order?: RowContext["order"];
  readonly noise?: RowContext["noise"];
  /** Bounds of every run of a side. */
  readonly systematic?: Readonly<Record<"a" | "b", readonly SystematicBound[]>>;
}

/** The row of a metric that has these values, one a run, in the order of the blocks. */
export function rowOfValues(a: readonly number[], b: readonly number[], shape: RowShape = {}): ComparisonRow {
  const { planned, better = "higher", order = "interleaved", noise, systematic = { a: [], b: [] } } = shape;
  const values = { a, b };
  const metric: MetricDefinition = {
    apiVersion: 1,
    id: METRIC,
    title: { en: "metric", zh: "指标" },
    unit: UNITS.tokensPerSecond,
    better,
    group: "throughput",
    formula: { en: "formula", zh: "公式" },
    source: "test",
    needs: [],
    of: ["inference"],
    compute: ({ trial }) => {
      const system = trial.systemId as "a" | "b";
      const value = values[system][trial.repeat - 1] ?? Number.NaN;
      return { kind: "value", value, count: 1, provenance: "measured", systematic: systematic[system] };
    },
  } as MetricDefinition;
  const side = (systemId: "a" | "b") => {
    const own = runs.filter(({ trial }) => trial.systemId === systemId && trial.repeat <= values[systemId].length);
    return { systemId, views: new Map(own.map(({ runId, view }) => [runId, view])), degraded: false };
  };
  return compareRow(metric, {
    planned: makeComparison({ primaryMetrics: [METRIC], ...planned }),
    candidate: side("a"),
    baseline: side("b"),
    boundary: "package",
    blocking: [],
    repeatOf: new Map(runs.map(({ trial, runId }) => [runId, trial.repeat])),
    order,
    noise,
  });
}

export function requireRatio({ ratio }: Pick<ComparisonRow, "ratio">): RatioEstimate {
  if (ratio.kind !== "ratio") throw new Error(`no ratio: ${ratio.reason.code}`);
  return ratio;
}
