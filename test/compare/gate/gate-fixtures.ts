import { randomNormal } from "d3-random";
import { judgeGate } from "../../../src/compare/gate/judge-gate.js";
import { historyEntries } from "../../../src/compare/history/history-entries.js";
import { namedRandom } from "../../../src/contract/random.js";
import type { GateForm, GateLine } from "../../../src/model/gate.js";
import type { Plan, PlannedGate } from "../../../src/model/plan.js";
import type { RunRecord } from "../../../src/model/run-record.js";
import type { History } from "../../../src/records/history/read-history.js";
import type { Results } from "../../../src/records/results-reader.js";
import { makeComparison, makePlan, makeRecord, makeRequest, makeSystem, steadyTrace } from "../../fixtures/records.js";
import { results } from "../results-fixtures.js";

export const THROUGHPUT = "output-tokens-per-second";

export interface DrawnShape {
  readonly plan?: Plan;
  /** Names the noise: equal names, equal runs. */
  readonly seed?: string;
  /** Speed by system; 1 where none is stated. */
  readonly speeds?: Readonly<Record<string, number>>;
  /** Watts by system; 100 where none is stated. */
  readonly watts?: Readonly<Record<string, number>>;
  /** Spread of the runs' speeds. */
  readonly cv?: number;
  readonly executionId?: string;
  readonly change?: (record: RunRecord) => RunRecord;
}

/** Results in which every run has its system's speed with noise: tokens and the time to the first of them follow it. */
export function drawn({
  seed = "seed",
  speeds = {},
  watts = {},
  cv = 0.01,
  change,
  ...shape
}: DrawnShape = {}): Results {
  const { plan = gatePlan(), executionId = "execution" } = shape;
  const draw = randomNormal.source(namedRandom(seed, "gate"))(0, cv);
  return results({
    plan,
    executionId,
    record: (trial, of) => {
      const speed = (speeds[trial.systemId] ?? 1) * Math.exp(draw());
      const tokens = Math.round(50_000 * speed);
      const request = { index: 0, scheduled: 0, firstToken: 1 / speed, lastToken: 9, events: 9, tokens };
      const power = [steadyTrace(watts[trial.systemId] ?? 100)];
      const made = makeRecord({ plan: of, trial, requests: [makeRequest(request)], power, manifest: { executionId } });
      return change?.(made) ?? made;
    },
  });
}

/** Head against base by throughput alone; and the other forms, where they are asked for. */
export function gatePlan(changes: Partial<Omit<Plan, "hash">> = {}): Plan {
  return makePlan({
    systems: [makeSystem("head"), makeSystem("base")],
    comparisons: [makeComparison({ candidate: "head", baseline: "base", primaryMetrics: [THROUGHPUT] })],
    ...changes,
  });
}

/** One system and what a gate holds it against. */
export function alonePlan(gate: Partial<PlannedGate>, changes: Partial<Omit<Plan, "hash">> = {}): Plan {
  return makePlan({
    systems: [makeSystem("head")],
    comparisons: [],
    gate: { requirements: [], ...gate },
    ...changes,
  });
}

export function historyPlan(metrics: readonly string[] = [THROUGHPUT]): Plan {
  const margins = { default: 0.02, metrics: {} };
  return alonePlan({ history: { metrics, margins, confidence: 0.95, vary: [] } });
}

/** A history of as many executions of the plan, each with noise of its own. */
export function historyOf(plan: Plan, count: number, shape: Omit<DrawnShape, "plan" | "executionId"> = {}): History {
  const kept = Array.from({ length: count }, (_, index) => {
    const executionId = `old-${index}`;
    const seed = `${shape.seed ?? "history"}-${index}`;
    return historyEntries(drawn({ ...shape, plan, executionId, seed }), { commit: `commit-${index}` }).entries;
  }).flat();
  return {
    entries: kept.map(({ entry }) => entry),
    fingerprints: new Map(kept.map(({ fingerprint }) => [fingerprint.hash, fingerprint])),
    events: [],
    noise: [],
    findings: [],
  };
}

/** The one line of a gate with one line. */
export function onlyLine(from: Results, form: GateForm = "base", history?: History): GateLine {
  const { lines } = judgeGate(from, { form, selection: {}, history });
  const [line, ...others] = lines;
  if (line === undefined || others.length > 0) throw new Error(`${lines.length} lines`);
  return line;
}
