import type { Clock } from "../../contract/clock.js";
import type { Shard } from "../../model/run-record.js";
import { NS_PER_MILLISECOND } from "../../model/time.js";

/** Shard of a process on the host of the run's clock: it reads the same clock, so there is no offset to be unsure of. */
export function shardOf(clock: Clock, alias: string): Shard {
  const wallUnixMs = clock.wallUnixMs() - clock.nowNs() / NS_PER_MILLISECOND;
  return { alias, wallUnixMs, offsetNs: 0, offsetUncertaintyNs: 0 };
}
