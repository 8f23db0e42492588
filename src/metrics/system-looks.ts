import {
  ENGINE_COUNTERS,
  ENGINE_GAUGES,
  type EngineCounter,
  type EngineGauge,
  type EngineSample,
} from "../model/engine-series.js";

/** Counters that some engines show with their first count only: an endpoint without one has counted nothing. */
const SHOWN_ONCE_COUNTED: readonly EngineCounter[] = ["preemptions", "prefixCacheHits"];

/**
 * The looks at the engines of several endpoints as looks at one system. One look of each makes a round; a round is stamped
 * with its last look and reaches back to the beginning of its first. What is left at the end makes a last round with the
 * latest look of each endpoint, whose counters are those of the run's end; it has no gauges, as some looks may be old.
 *
 * Counts add up, and so do requests that run or wait; uses of the cache are averaged, which is the use of all caches
 * together where they are of one size. A gauge stands in a round only if every endpoint has it there. A counter is left out
 * of all rounds where an endpoint never shows it, or where it fell, as it does when an engine is restarted: a sum would
 * hide both.
 *
 * @param samples in order of time
 * @param endpoints of the system; looks of a single one are returned as they are, and there are none for a system of which
 *   an endpoint was never seen
 */
export function systemLooks(samples: readonly EngineSample[], endpoints: number): readonly EngineSample[] {
  if (endpoints <= 1) return samples;
  const own = Array.from({ length: endpoints }, (_, index) => samples.filter(({ endpoint }) => endpoint === index));
  const counters = ENGINE_COUNTERS.filter((counter) => own.every((looks) => canBeAdded(looks, counter)));
  const rounds: EngineSample[] = [];
  const latest = new Map<number, EngineSample>();
  const fresh = new Set<number>();
  const finish = (gauges: readonly EngineGauge[]): void => {
    rounds.push(roundOf([...latest.values()], counters, gauges));
    fresh.clear();
  };
  for (const sample of samples.toSorted((a, b) => a.atNs - b.atNs)) {
    latest.set(sample.endpoint ?? 0, sample);
    fresh.add(sample.endpoint ?? 0);
    if (fresh.size === endpoints) finish(ENGINE_GAUGES);
  }
  if (fresh.size > 0 && latest.size === endpoints) finish([]);
  return rounds;
}

function canBeAdded(looks: readonly EngineSample[], counter: EngineCounter): boolean {
  const counts = looks.map(({ values }) => values[counter]).filter((count) => count !== undefined);
  const fell = counts.some((count, index) => count < (counts[index - 1] ?? 0));
  return !fell && (counts.length > 0 || (looks.length > 0 && SHOWN_ONCE_COUNTED.includes(counter)));
}

function roundOf(
  looks: readonly EngineSample[],
  counters: readonly EngineCounter[],
  gauges: readonly EngineGauge[],
): EngineSample {
  const atNs = Math.max(...looks.map((look) => look.atNs));
  const startNs = Math.min(...looks.map((look) => look.atNs - look.withinNs));
  const values: EngineSample["values"] = Object.fromEntries([
    ...counters.flatMap((counter) => {
      const counts = looks.flatMap((look) => look.values[counter] ?? []);
      return counts.length === 0 ? [] : [[counter, sum(counts)] as const];
    }),
    ...gauges.flatMap((gauge) => {
      const readings = looks.flatMap((look) => look.values[gauge] ?? []);
      if (readings.length < looks.length) return [];
      return [[gauge, gauge === "kvCacheUse" ? sum(readings) / readings.length : sum(readings)] as const];
    }),
  ]);
  return { atNs, withinNs: atNs - startNs, values };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
