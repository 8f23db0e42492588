import type { InferenceWorkload } from "../../model/workload.js";
import { offeredLoad } from "./offered-load.js";

/*
 * What one worker is given to carry. A worker is one thread that reads, and a read that finds it busy is stamped late: so
 * these are a fraction of what it can do (`npm run bench:load` prints that), such that it idles most of the time.
 */
export const WORKER_REQUESTS_PER_SECOND = 1000;
export const WORKER_EVENTS_PER_SECOND = 20_000;
export const WORKER_STREAMS = 1000;

/**
 * How many processes drive a load: as many as the offered load needs, at least one, and at most all cores but one, which is
 * left to meters, the recording and, where it runs here, the server.
 *
 * @param cores of this machine
 * @param asked by the user; it is obeyed, whatever the load and the cores
 */
export function chooseWorkers(workload: InferenceWorkload, cores: number, asked?: number): number {
  if (asked !== undefined) return asked;
  const { requestsPerSecond, eventsPerSecond, streams } = offeredLoad(workload);
  const needed = Math.max(
    requestsPerSecond / WORKER_REQUESTS_PER_SECOND,
    eventsPerSecond / WORKER_EVENTS_PER_SECOND,
    streams / WORKER_STREAMS,
  );
  return Math.max(1, Math.min(Math.ceil(needed), cores - 1));
}
