import type { Ceiling } from "../../records/calibration.js";

/** One try at a load. */
export interface Probe {
  /** Per second: what was asked for and what came of it. */
  readonly offered: number;
  readonly achieved: number;
  /** Whether the client carried it by the limits of its check on itself. */
  readonly isHeld: boolean;
  /** CPU seconds of the server per second; it can use one core. */
  readonly serverCpuShare: number;
}

export interface CeilingSearch {
  /** The load that is tried first. */
  readonly start: number;
  /** No more than this is tried. */
  readonly most: number;
  readonly probe: (perSecond: number) => Promise<Probe>;
}

/** Loads that are tried between one that was held and the next that was not; each halves the distance on a log scale. */
const HALVINGS = 2;
/** Below this part of the first load there is nothing worth finding. */
const LEAST_PART = 1 / 32;
/** Of one core: a server that is as busy was not waited for by chance. */
const SERVER_BUSY_SHARE = 0.9;

/** Doubles a load until it is not held, then halves the distance. A load that fails is tried once more, as others may have disturbed it. */
export async function findCeiling({ start, most, probe }: CeilingSearch): Promise<Ceiling> {
  let held: Probe | undefined;
  let failed: Probe | undefined;
  const look = async (perSecond: number): Promise<void> => {
    const first = await probe(perSecond);
    const found = first.isHeld ? first : await probe(perSecond);
    if (found.isHeld) held = found;
    else failed = found;
  };
  for (let next = start; next <= most && failed === undefined; next *= 2) await look(next);
  for (let next = start / 2; next >= start * LEAST_PART && held === undefined; next /= 2) await look(next);
  for (let halving = 0; halving < HALVINGS && held !== undefined && failed !== undefined; halving += 1) {
    await look(Math.sqrt(held.offered * failed.offered));
  }
  return { perSecond: held?.achieved ?? 0, limitedBy: limitOf(failed) };
}

function limitOf(failed: Probe | undefined): Ceiling["limitedBy"] {
  if (failed === undefined) return "nothing";
  return failed.serverCpuShare >= SERVER_BUSY_SHARE ? "server" : "client";
}
