import { unknownName } from "../contract/registry.js";
import type { WorkloadKind } from "../model/workload.js";
import { defaultLimits } from "./default-limits.js";
import type { Mistake } from "./mistake.js";
import { keysAt, listAt, numberAt, textAt } from "./peek.js";

/** A metric as far as a suite may name it. */
export interface KnownMetric {
  readonly id: string;
  /** Kinds of workloads that it is a metric of. */
  readonly of: readonly WorkloadKind[];
}

/** What a suite may refer to. */
export interface SuiteReferences {
  /** Undefined where a system file did not tell its id: then no id can be called unknown. */
  readonly systemIds: readonly string[] | undefined;
  readonly metrics: readonly KnownMetric[];
  /** Kinds of the workloads that could be read. */
  readonly workloadKinds: readonly WorkloadKind[];
}

/** What one field of a suite says about another or about its systems, on a value that may be wrong in any other way. */
export function suiteMistakes(suite: unknown, references: SuiteReferences): readonly Mistake[] {
  return [
    ...listAt(suite, "comparisons").flatMap((_, index) => comparisonMistakes(suite, index, references)),
    ...keysAt(suite, "assumedMeterAccuracy").flatMap((id) =>
      unknownSystem(["assumedMeterAccuracy", id], "key", id, references),
    ),
    ...limitMistakes(suite),
  ];
}

function comparisonMistakes(suite: unknown, index: number, references: SuiteReferences): readonly Mistake[] {
  const path = ["comparisons", index];
  const metricIds = references.metrics.map(({ id }) => id);
  return [
    ...sideMistakes(suite, index, references),
    ...analysisMistakes(suite, path),
    ...keysAt(suite, ...path, "margins", "metrics").flatMap((id) =>
      unknownIn("metric", metricIds, [...path, "margins", "metrics", id], "key", id),
    ),
    ...primaryMetricMistakes(suite, path, metricIds),
    ...primaryOfKindMistakes(suite, path, references),
  ];
}

function sideMistakes(suite: unknown, index: number, references: SuiteReferences): readonly Mistake[] {
  const comparisons = listAt(suite, "comparisons");
  const path = ["comparisons", index];
  const candidate = textAt(comparisons[index], "candidate");
  const baseline = textAt(comparisons[index], "baseline");
  const mistakes = [
    ...unknownSystem([...path, "candidate"], "value", candidate, references),
    ...unknownSystem([...path, "baseline"], "value", baseline, references),
  ];
  if (candidate === undefined || baseline === undefined) return mistakes;
  if (candidate === baseline) {
    mistakes.push({ path: [...path, "baseline"], at: "value", code: "same-system", data: { system: baseline } });
  }
  const isRepeated = comparisons
    .slice(0, index)
    .some((earlier) => textAt(earlier, "candidate") === candidate && textAt(earlier, "baseline") === baseline);
  if (isRepeated) mistakes.push({ path, at: "value", code: "duplicate-comparison", data: { candidate, baseline } });
  return mistakes;
}

/** Pairs are runs of one block, side by side in time; run one system after the other, they share nothing. */
function analysisMistakes(suite: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  if (textAt(suite, ...path, "analysis") !== "paired" || textAt(suite, "order") !== "sequential") return [];
  const data = { analysis: "paired", order: "sequential", expected: "interleaved" };
  return [{ path: [...path, "analysis"], at: "value", code: "paired-not-interleaved", data }];
}

function primaryMetricMistakes(
  suite: unknown,
  path: readonly PropertyKey[],
  metricIds: readonly string[],
): readonly Mistake[] {
  const listed = listAt(suite, ...path, "primaryMetrics");
  return listed.flatMap((id, index): readonly Mistake[] => {
    if (typeof id !== "string") return [];
    const place = [...path, "primaryMetrics", index];
    if (listed.indexOf(id) < index) return [{ path: place, at: "value", code: "duplicate-entry", data: { name: id } }];
    return unknownIn("metric", metricIds, place, "value", id);
  });
}

/** Metrics that a hint names. */
const NAMED_METRICS = 4;

/** A comparison of a kind of workload that has no primary metric would have no headline. */
function primaryOfKindMistakes(
  suite: unknown,
  comparison: readonly PropertyKey[],
  { metrics, workloadKinds }: SuiteReferences,
): readonly Mistake[] {
  const path = [...comparison, "primaryMetrics"];
  const listed = listAt(suite, ...path).map((id) => metrics.find((metric) => metric.id === id));
  // An unknown name may have been meant to be the one that is wanted.
  if (listed.length === 0 || listed.some((metric) => metric === undefined)) return [];
  return workloadKinds
    .filter((kind) => !listed.some((metric) => metric?.of.includes(kind)))
    .map((kind): Mistake => {
      const known = metrics.filter(({ of }) => of.includes(kind)).slice(0, NAMED_METRICS);
      const data = { kind, known: known.map(({ id }) => id).join(", ") };
      return { path, at: "value", code: "no-primary-metric-of-kind", data, hint: "primary-metric-of-kind" };
    });
}

function unknownSystem(
  path: readonly PropertyKey[],
  at: Mistake["at"],
  id: string | undefined,
  { systemIds }: SuiteReferences,
): Mistake[] {
  return id === undefined || systemIds === undefined ? [] : unknownIn("system", systemIds, path, at, id);
}

function unknownIn(
  kind: string,
  known: readonly string[],
  path: readonly PropertyKey[],
  at: Mistake["at"],
  name: string,
): Mistake[] {
  if (known.includes(name)) return [];
  return [{ path, at, ...unknownName(kind, name, known) }];
}

/** Limits that are crossed together with the defaults they stand beside: nothing could ever be merely degraded. */
function limitMistakes(suite: unknown): readonly Mistake[] {
  const limit = (key: keyof typeof defaultLimits) => numberAt(suite, "limits", key) ?? defaultLimits[key];
  const pairs = [
    ["scheduleLatenessP99DegradedMs", "scheduleLatenessP99InvalidMs", 1],
    ["eventLoopDelayP99DegradedMs", "eventLoopDelayP99InvalidMs", 1],
    ["clientCpuDegraded", "clientCpuInvalid", 1],
    ["receiveLagP99DegradedMs", "receiveLagP99InvalidMs", 1],
    ["processorWaitDegraded", "processorWaitInvalid", 1],
    ["lateBurstsDegraded", "lateBurstsInvalid", 1],
    ["ceilingShareDegraded", "ceilingShareInvalid", 1],
    // A share of requests that were sent: less of it is worse.
    ["sentOverDueDegraded", "sentOverDueInvalid", -1],
  ] as const;
  return pairs.flatMap(([degradedKey, invalidKey, sign]): readonly Mistake[] => {
    const degraded = limit(degradedKey);
    const invalid = limit(invalidKey);
    if (sign * degraded <= sign * invalid) return [];
    const stated = numberAt(suite, "limits", degradedKey) === undefined ? invalidKey : degradedKey;
    const data = { degradedKey, invalidKey, degraded, invalid };
    return [{ path: ["limits", stated], at: "value", code: "limits-crossed", data }];
  });
}
