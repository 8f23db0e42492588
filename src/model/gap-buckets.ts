import type { GapHistogram } from "./token-events.js";

/** Each bucket ends where the next begins, 0.1 % above its own beginning: its middle is off by 0.05 % at most. */
const BUCKET_RATIO = 1.001;
const LOG_RATIO = Math.log(BUCKET_RATIO);

/** Buckets that hold every gap up to the longest that a run's clock can say. */
export const GAP_BUCKETS = gapBucket(Number.MAX_SAFE_INTEGER) + 1;

/** Bucket of a gap. Bucket 0 holds what is shorter than a nanosecond, above all the gaps of events read together. */
export function gapBucket(gapNs: number): number {
  return gapNs < 1 ? 0 : 1 + Math.floor(Math.log(gapNs) / LOG_RATIO);
}

/** The gap that stands for all of a bucket: its middle; 0 for bucket 0. */
export function gapOfBucket(bucket: number): number {
  return bucket === 0 ? 0 : BUCKET_RATIO ** (bucket - 0.5);
}

/** The buckets that have any gap. @param counts by bucket */
export function gapHistogram(counts: Float64Array): GapHistogram {
  const filled = Array.from(counts.keys()).filter((bucket) => counts[bucket] !== 0);
  return {
    valuesNs: Float64Array.from(filled, gapOfBucket),
    counts: Float64Array.from(filled, (bucket) => counts[bucket] as number),
  };
}
