import { randomExponential, randomNormal } from "d3-random";
import { namedRandom } from "../../src/contract/random.js";

/** A service of fixed times behind one queue, under Poisson arrivals. */
export interface QueueCase {
  readonly slots: number;
  readonly serviceSeconds: number;
  /** Longest wait for a slot that is within the service level. */
  readonly waitSeconds: number;
  readonly share: number;
  readonly warmUpSeconds: number;
  readonly measureSeconds: number;
  /** Spread of one factor on all service times from run to run. */
  readonly runCv: number;
}

const RUNS = 2000;

/**
 * The rate at which half of all runs meet the service level, found without any code of the load generator: the waits of a
 * first come, first served queue by their recursion (each request takes the slot that is free first).
 */
export function poissonKnee(queue: QueueCase, seed: number): number {
  let low = (0.3 * queue.slots) / queue.serviceSeconds;
  let high = (1.2 * queue.slots) / queue.serviceSeconds;
  while (high / low > 1.001) {
    const rate = Math.sqrt(low * high);
    const met = Array.from({ length: RUNS }, (_, run) => meets(queue, rate, `${seed}:${run}`)).filter(Boolean).length;
    if (met * 2 > RUNS) low = rate;
    else high = rate;
  }
  return Math.sqrt(low * high);
}

function meets(queue: QueueCase, rate: number, seed: string): boolean {
  const { slots, warmUpSeconds, measureSeconds, share, waitSeconds, runCv } = queue;
  const factor = Math.exp(randomNormal.source(namedRandom(seed, "speed"))(0, runCv)());
  const gap = randomExponential.source(namedRandom(seed, "arrivals"))(rate);
  const freeAt = new Array<number>(slots).fill(0);
  let [due, good] = [0, 0];
  for (let at = gap(); at < warmUpSeconds + measureSeconds; at += gap()) {
    const slot = freeAt.indexOf(Math.min(...freeAt));
    const start = Math.max(at, freeAt[slot] ?? 0);
    freeAt[slot] = start + queue.serviceSeconds * factor;
    if (at < warmUpSeconds) continue;
    due += 1;
    if (start - at <= waitSeconds) good += 1;
  }
  return good >= share * due;
}
