import { namedRandom, type Random } from "../../contract/random.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";
import type { ThinkTime } from "../../model/workload.js";

/**
 * How long a user thinks before each request of the list. Drawn from a stream of the request's own, so that it depends
 * neither on how fast the system was nor on the worker that carries the user. Nobody thinks before their first request,
 * the one that the load begins with.
 *
 * @param users the first request of user u is request u
 * @param random stream of the run's arrivals; one draw is taken of it
 */
export function drawThinking(
  thinkTime: ThinkTime | undefined,
  users: number,
  random: Random,
): (index: number) => Nanoseconds {
  if (thinkTime === undefined) return () => 0;
  const seed = random();
  return (index) => (index < users ? 0 : Math.round(thinkSeconds(thinkTime, seed, index) * NS_PER_SECOND));
}

function thinkSeconds(thinkTime: ThinkTime, seed: number, index: number): number {
  if (thinkTime.kind === "fixed") return thinkTime.seconds;
  return -Math.log1p(-namedRandom(seed, `think:${index}`)()) * thinkTime.meanSeconds;
}
