/**
 * Part of a run's load that one worker carries: the requests (of an open loop and a batch) or users (of a closed loop) whose
 * index leaves `worker` when it is divided by `workers`. Every worker draws the whole list and sends its own part, so the
 * list is the same for any number of them.
 */
export interface LoadShare {
  /** From 0. */
  readonly worker: number;
  readonly workers: number;
}

/** A load that one worker carries alone. */
export const WHOLE_LOAD: LoadShare = { worker: 0, workers: 1 };

/** Whether request or user `index` belongs to the share. */
export function isInShare({ worker, workers }: LoadShare, index: number): boolean {
  return index % workers === worker;
}
