import type { Mistake } from "../mistake.js";
import { keysAt, listAt, numberAt, textAt } from "../peek.js";
import { templateMistakes } from "./template-checks.js";

/** What the jobs of a system say about one another and about its accelerators, on a value that may be wrong in any other way. */
export function jobMistakes(system: unknown): readonly Mistake[] {
  const jobs = listAt(system, "training", "jobs");
  return jobs.flatMap((job, index) => {
    const path = ["training", "jobs", index];
    return [
      ...duplicateMistakes(jobs, index, path),
      ...sizeMistakes(system, job, path),
      ...variableMistakes(job, [...path, "environment"]),
      ...templateMistakes(job, path),
    ];
  });
}

function duplicateMistakes(jobs: readonly unknown[], index: number, path: readonly PropertyKey[]): readonly Mistake[] {
  const workload = textAt(jobs[index], "workload");
  const isRepeated = jobs.slice(0, index).some((earlier) => textAt(earlier, "workload") === workload);
  if (workload === undefined || !isRepeated) return [];
  return [{ path: [...path, "workload"], at: "value", code: "duplicate-job", data: { workload } }];
}

/** A job cannot use more than there is, nor a part of a unit on each node. */
function sizeMistakes(system: unknown, job: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  const nodes = countAt(job, "nodes");
  const [ofSystem, count] = [countAt(system, "topology", "nodes"), countAt(system, "accelerators", "count")];
  const units = countAt(job, "units") ?? count;
  if (nodes !== undefined && ofSystem !== undefined && nodes > ofSystem) {
    const data = { nodes, ofSystem };
    return [{ path: [...path, "nodes"], at: "value", code: "job-too-many-nodes", data, hint: "job-nodes" }];
  }
  if (nodes === undefined || units === undefined || count === undefined) return [];
  const unit = textAt(system, "accelerators", "unit") ?? "";
  const isStated = countAt(job, "units") !== undefined;
  const at = { path: isStated ? [...path, "units"] : path, at: "value" } as const;
  const data = { units, nodes, count, unit };
  if (units > count) return [{ ...at, code: "job-too-many-units", data }];
  const hint = "job-units";
  if (unit === "node" && units !== nodes) return [{ ...at, code: "job-units-not-nodes", data, hint }];
  const isPartOfNode = unit === "die" || unit === "package";
  if (isPartOfNode && units % nodes !== 0) return [{ ...at, code: "job-units-not-even", data, hint }];
  const room = roomOfNode(system, unit);
  if (isPartOfNode && room !== undefined && units / nodes > room) {
    const full = { ...data, each: units / nodes, room };
    return [{ ...at, code: "job-node-too-full", data: full, hint }];
  }
  return [];
}

/** Names that every shell and launcher can set. */
function variableMistakes(job: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  return keysAt(job, "environment")
    .filter((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
    .map((name) => ({ path: [...path, name], at: "key", code: "not-a-variable-name", data: { name } }));
}

/** Accelerators of one node; undefined where the topology does not say. */
function roomOfNode(system: unknown, unit: string): number | undefined {
  const packages = countAt(system, "topology", "packagesPerNode");
  const dies = unit === "die" ? countAt(system, "topology", "diesPerPackage") : 1;
  return packages === undefined || dies === undefined ? undefined : packages * dies;
}

/** Undefined where there is no whole number from 1: the schema says so. */
function countAt(value: unknown, ...path: readonly PropertyKey[]): number | undefined {
  const count = numberAt(value, ...path);
  return count !== undefined && Number.isInteger(count) && count >= 1 ? count : undefined;
}
