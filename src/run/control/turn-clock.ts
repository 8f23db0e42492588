import type { Clock } from "../../contract/clock.js";
import type { Nanoseconds } from "../../model/time.js";

/**
 * Reads the clock once in a turn of the event loop. What one look at the sockets found was all there when it was found: the last of
 * fifty reads is not later than the first because the others were dealt with before it.
 */
export function createTurnClock(clock: Clock): () => Nanoseconds {
  let turnNs: Nanoseconds | undefined;
  return () => {
    if (turnNs === undefined) {
      turnNs = clock.nowNs();
      setImmediate(() => {
        turnNs = undefined;
      });
    }
    return turnNs;
  };
}
