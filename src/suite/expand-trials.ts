import type { Plan, Trial } from "../model/plan.js";

/** What the list of trials depends on, and nothing else. */
export interface TrialGrid {
  readonly seed: number;
  readonly repeats: number;
  readonly order: Plan["order"];
  readonly systemIds: readonly string[];
  readonly workloadIds: readonly string[];
}

/**
 * All trials in the order of their execution. Interleaved: workload by workload, one block of all systems for each
 * repeat. Sequential: one system with all its workloads after the other. The seed of a trial's arrivals does not name the
 * system, so that all systems of a block replay one arrival list.
 */
export function expandTrials(grid: TrialGrid): readonly Trial[] {
  const { seed, order, systemIds, workloadIds } = grid;
  const repeats = Array.from({ length: grid.repeats }, (_, index) => index + 1);
  const cells =
    order === "interleaved"
      ? workloadIds.flatMap((workloadId) =>
          repeats.flatMap((repeat) =>
            blockOrder(systemIds, repeat - 1).map((systemId) => ({ systemId, workloadId, repeat })),
          ),
        )
      : systemIds.flatMap((systemId) =>
          workloadIds.flatMap((workloadId) => repeats.map((repeat) => ({ systemId, workloadId, repeat }))),
        );
  return cells.map(({ systemId, workloadId, repeat }, index) => ({
    index,
    id: `${systemId}--${workloadId}--${repeat}`,
    systemId,
    workloadId,
    repeat,
    arrivalSeed: `${seed}:${workloadId}:${repeat}`,
  }));
}

/**
 * Order of the systems in block `block` (from 0): every second block runs backwards, so that two systems alternate
 * A B, B A, A B ... and a steady drift cancels; each pair of blocks begins two systems further, so that of more systems
 * each comes to stand at every place equally often.
 */
export function blockOrder(systemIds: readonly string[], block: number): readonly string[] {
  const first = (block - (block % 2)) % Math.max(systemIds.length, 1);
  const rotated = [...systemIds.slice(first), ...systemIds.slice(0, first)];
  return block % 2 === 0 ? rotated : rotated.reverse();
}
