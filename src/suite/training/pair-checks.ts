import { closest } from "../../contract/closest.js";
import { roundDigits } from "../../model/round-digits.js";
import type { Accelerators, Topology } from "../../model/system.js";
import { findJob, jobKey, jobNodes, jobParallelism, jobUnits } from "../../model/training-job.js";
import type { TrainingWorkload } from "../../model/training-workload.js";
import type { Mistake } from "../mistake.js";
import type { ReadSystem } from "../read-system.js";

type PlacelessMistake = Omit<Mistake, "path" | "at">;

/** Why a system that can train cannot train this workload; the first reason, as the others follow from it. */
export function pairMistakes(system: ReadSystem, workload: TrainingWorkload): readonly PlacelessMistake[] {
  const { spec, training, adapter } = system;
  const jobs = training?.jobs ?? [];
  const job = findJob(jobs, workload);
  if (job === undefined && adapter.trainsByItself !== true) return [noJob(system, workload)];
  const { accelerators, topology } = spec;
  const nodes = jobNodes(workload, job, topology);
  const units = jobUnits(workload, job, accelerators, topology);
  const data = { system: spec.id, workload: workload.id, nodes, units, unit: accelerators.unit };
  if (topology !== undefined && nodes > topology.nodes) {
    return [{ code: "rung-too-many-nodes", data: { ...data, ofSystem: topology.nodes } }];
  }
  if (!Number.isInteger(units)) {
    const whole = { ...data, units: roundDigits(units, 4), jobNodes: job?.nodes ?? topology?.nodes ?? 1 };
    return [{ code: "rung-units-not-whole", data: whole, hint: "job-units" }];
  }
  // What an adapter trains with by itself is for it to say.
  if (job === undefined) return [];
  if (units > accelerators.count) {
    return [{ code: "rung-too-many-units", data: { ...data, count: accelerators.count }, hint: "job-of-one-node" }];
  }
  const ranks = ranksOf(units, accelerators, topology, training?.logs.device ?? "package");
  return ranks === undefined ? [] : sharingMistakes(workload, jobParallelism(workload, job), ranks, data);
}

function noJob({ spec, training }: ReadSystem, workload: TrainingWorkload): PlacelessMistake {
  const name = jobKey(workload);
  const known = (training?.jobs ?? []).map((job) => job.workload);
  const suggestion = closest(name, known);
  const data = { system: spec.id, workload: name, known: known.join(", "), suggestion: suggestion ?? "" };
  return { code: "no-job", data, hint: suggestion === undefined ? "add-job" : "job-did-you-mean" };
}

/** The model's copies must come out even, and the batch must come out even among them. */
function sharingMistakes(
  { globalBatch }: TrainingWorkload,
  { tensor, pipeline, context }: ReturnType<typeof jobParallelism>,
  ranks: number,
  data: Mistake["data"],
): readonly PlacelessMistake[] {
  const each = tensor * pipeline * context;
  const said = { ...data, ranks, tensor, pipeline, context, each, globalBatch };
  if (ranks % each !== 0) return [{ code: "ranks-not-even", data: said, hint: "job-parallelism" }];
  const copies = ranks / each;
  if (globalBatch % copies === 0) return [];
  return [{ code: "batch-not-even", data: { ...said, copies }, hint: "job-parallelism" }];
}

/**
 * Processes of the training, one a device as its framework counts devices; undefined where that is not known, or where processors
 * train, which are divided among processes at will.
 */
function ranksOf(
  units: number,
  { unit, kind }: Accelerators,
  topology: Topology | undefined,
  device: "die" | "package",
): number | undefined {
  if (kind === "cpu") return undefined;
  if (unit === device) return units;
  if (topology === undefined) return undefined;
  const { diesPerPackage, packagesPerNode, nodes, superNodes = 1 } = topology;
  const packages = {
    die: 1 / diesPerPackage,
    package: 1,
    node: packagesPerNode,
    "super-node": (packagesPerNode * nodes) / superNodes,
  }[unit];
  const ranks = units * packages * (device === "die" ? diesPerPackage : 1);
  return Number.isInteger(ranks) ? ranks : undefined;
}
