import { unknownName } from "../contract/registry.js";
import type { Direction } from "../model/verdict.js";
import type { Workload, WorkloadKind } from "../model/workload.js";
import type { Mistake } from "./mistake.js";

/** A metric as far as a suite may name it. */
export interface KnownMetric {
  readonly id: string;
  readonly better: Direction;
  /** Kinds of workloads that it is a metric of. */
  readonly of: readonly WorkloadKind[];
}

/** What a suite may refer to. */
export interface SuiteReferences {
  /** Undefined where a system file did not tell its id: then no id can be called unknown. */
  readonly systemIds: readonly string[] | undefined;
  readonly metrics: readonly KnownMetric[];
  /** The workloads that could be read, every rung of a ladder by itself. */
  readonly workloads: readonly Workload[];
  /** False where one could not be read: then no id can be called unknown. */
  readonly hasAllWorkloads: boolean;
}

/** A workload goes by its own id; the rungs of a ladder by that of the ladder too. */
export function answersTo({ id, rung }: Workload, name: string): boolean {
  return id === name || rung?.ladder === name;
}

export function unknownSystem(
  path: readonly PropertyKey[],
  at: Mistake["at"],
  id: string | undefined,
  { systemIds }: SuiteReferences,
): readonly Mistake[] {
  return id === undefined || systemIds === undefined ? [] : unknownIn("system", systemIds, path, at, id);
}

export function unknownMetric(
  path: readonly PropertyKey[],
  at: Mistake["at"],
  id: string,
  { metrics }: SuiteReferences,
): readonly Mistake[] {
  return unknownIn(
    "metric",
    metrics.map((metric) => metric.id),
    path,
    at,
    id,
  );
}

export function unknownWorkload(
  path: readonly PropertyKey[],
  at: Mistake["at"],
  name: string,
  { workloads, hasAllWorkloads }: SuiteReferences,
): readonly Mistake[] {
  if (!hasAllWorkloads) return [];
  const known = workloads.flatMap(({ id, rung }) => (rung === undefined ? [id] : [rung.ladder, id]));
  return unknownIn("workload", [...new Set(known)], path, at, name);
}

function unknownIn(
  kind: string,
  known: readonly string[],
  path: readonly PropertyKey[],
  at: Mistake["at"],
  name: string,
): readonly Mistake[] {
  return known.includes(name) ? [] : [{ path, at, ...unknownName(kind, name, known) }];
}
