import type { Accelerators, Topology, TrainingJobSpec } from "./system.js";
import type { Parallelism, TrainingPrecision, TrainingWorkload } from "./training-workload.js";

/** Id that jobs are listed under: a rung of a ladder is trained by the job of the workload that it was made from. */
export function jobKey({ id, rung }: Pick<TrainingWorkload, "id" | "rung">): string {
  return rung?.ladder ?? id;
}

/** The job of a system that trains this workload; undefined where it has none, as of adapters that train by themselves. */
export function findJob(
  jobs: readonly TrainingJobSpec[],
  workload: Pick<TrainingWorkload, "id" | "rung">,
): TrainingJobSpec | undefined {
  const key = jobKey(workload);
  return jobs.find((job) => job.workload === key);
}

/**
 * Nodes that one workload is trained on: those of its rung, else of its job, else of the whole system.
 *
 * @param job undefined where the adapter trains by itself
 */
export function jobNodes(
  workload: Pick<TrainingWorkload, "rung">,
  job: Pick<TrainingJobSpec, "nodes"> | undefined,
  topology?: Topology | undefined,
): number {
  return workload.rung?.value ?? ownNodes(job, topology);
}

/**
 * Accelerators that one workload is trained on, in the unit that `accelerators` counts. On another number of nodes than its
 * job's they are as many more or fewer; no whole number where the units do not divide among the nodes so.
 *
 * @param job undefined where the adapter trains by itself: then the whole system, whose nodes its topology counts (1 without)
 */
export function jobUnits(
  workload: Pick<TrainingWorkload, "rung">,
  job: Pick<TrainingJobSpec, "nodes" | "units"> | undefined,
  accelerators: Pick<Accelerators, "count">,
  topology?: Topology | undefined,
): number {
  const units = job?.units ?? accelerators.count;
  return (units * jobNodes(workload, job, topology)) / ownNodes(job, topology);
}

export function jobPrecision(
  workload: Pick<TrainingWorkload, "precision">,
  job: Pick<TrainingJobSpec, "precision"> | undefined,
): TrainingPrecision {
  return job?.precision ?? workload.precision;
}

/** How the model is spread: as the workload says, and what the system's job says otherwise. */
export function jobParallelism(
  workload: Pick<TrainingWorkload, "parallelism">,
  job: Pick<TrainingJobSpec, "parallelism"> | undefined,
): Parallelism {
  const { tensor, pipeline, context, expert } = workload.parallelism;
  const own = job?.parallelism;
  return {
    tensor: own?.tensor ?? tensor,
    pipeline: own?.pipeline ?? pipeline,
    context: own?.context ?? context,
    expert: own?.expert ?? expert,
  };
}

function ownNodes(job: Pick<TrainingJobSpec, "nodes"> | undefined, topology: Topology | undefined): number {
  return job?.nodes ?? topology?.nodes ?? 1;
}
