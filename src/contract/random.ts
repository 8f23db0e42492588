import { createHash } from "node:crypto";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** A stream of uniform doubles in [0, 1), as `d3-random` takes it (`randomNormal.source(random)`). */
export type Random = () => number;

/**
 * The random stream called `name` of `seed`: the same on every machine, independent of every other name.
 *
 * SHA-256 spreads the seed over the generator's whole state: seeded directly, xoroshiro128+ begins with a double of
 * about 1.0 for every small seed, which spoils calibrations.
 */
export function namedRandom(seed: number | string, name: string): Random {
  const digest = createHash("sha256").update(`${seed}:${name}`).digest();
  const state = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset));
  const generator = xoroshiro128plusFromState(state);
  return () => uniformFloat64(generator);
}
