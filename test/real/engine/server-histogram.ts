import type { PrometheusSample } from "../../../src/engine/prometheus-text.js";

/** A Prometheus histogram of durations. Buckets are cumulative, in rising order, and the last one is unbounded. */
export interface ServerHistogram {
  readonly count: number;
  readonly sumSeconds: number;
  readonly buckets: readonly { readonly upToSeconds: number; readonly cumulativeCount: number }[];
}

/**
 * Collects the series `NAME_bucket`, `NAME_sum` and `NAME_count`, added up over all other labels (a server with several
 * engines has one set for each).
 *
 * @throws Error when the page has no such histogram
 */
export function collectHistogram(samples: readonly PrometheusSample[], name: string): ServerHistogram {
  const countsByBound = new Map<number, number>();
  let count: number | undefined;
  let sumSeconds = 0;
  for (const sample of samples) {
    if (sample.name === `${name}_count`) count = (count ?? 0) + sample.value;
    else if (sample.name === `${name}_sum`) sumSeconds += sample.value;
    else if (sample.name === `${name}_bucket`) {
      const upToSeconds = Number((sample.labels["le"] ?? "").replace("+Inf", "Infinity"));
      countsByBound.set(upToSeconds, (countsByBound.get(upToSeconds) ?? 0) + sample.value);
    }
  }
  if (count === undefined) throw new Error(`the metrics page has no histogram ${name}`);
  const buckets = [...countsByBound]
    .map(([upToSeconds, cumulativeCount]) => ({ upToSeconds, cumulativeCount }))
    .sort((left, right) => left.upToSeconds - right.upToSeconds);
  return { count, sumSeconds, buckets };
}

/** What was observed between two readings of one server's histogram. */
export function histogramGrowth(before: ServerHistogram, after: ServerHistogram): ServerHistogram {
  const earlierCounts = new Map(before.buckets.map((bucket) => [bucket.upToSeconds, bucket.cumulativeCount]));
  return {
    count: after.count - before.count,
    sumSeconds: after.sumSeconds - before.sumSeconds,
    buckets: after.buckets.map(({ upToSeconds, cumulativeCount }) => ({
      upToSeconds,
      cumulativeCount: cumulativeCount - (earlierCounts.get(upToSeconds) ?? 0),
    })),
  };
}

/**
 * The bucket in which the given quantile lies: all that a histogram says about it. No value is interpolated, for inside a
 * bucket the histogram knows nothing.
 *
 * @param quantile from 0 (exclusive) to 1
 * @throws Error when the histogram is empty
 */
export function quantileBounds(
  histogram: ServerHistogram,
  quantile: number,
): { readonly aboveSeconds: number; readonly upToSeconds: number } {
  const rank = quantile * histogram.count;
  const index = histogram.buckets.findIndex((bucket) => bucket.cumulativeCount > 0 && bucket.cumulativeCount >= rank);
  const bucket = histogram.buckets[index];
  if (bucket === undefined) throw new Error("the histogram is empty");
  return { aboveSeconds: histogram.buckets[index - 1]?.upToSeconds ?? 0, upToSeconds: bucket.upToSeconds };
}

/** Upper bound of the bucket after the one in which the given quantile lies. Throws like `quantileBounds`. */
export function nextBound(histogram: ServerHistogram, quantile: number): number {
  const { upToSeconds } = quantileBounds(histogram, quantile);
  const next = histogram.buckets.find((bucket) => bucket.upToSeconds > upToSeconds);
  return next?.upToSeconds ?? Number.POSITIVE_INFINITY;
}
