import { ENGINE_COUNTERS, ENGINE_GAUGES, type EngineMetric, type EngineSample } from "../model/engine-series.js";
import { ENGINE_NAMES, type SeriesName } from "./engine-names.js";
import { type PrometheusSample, parsePrometheusText } from "./prometheus-text.js";

export type EngineValues = EngineSample["values"];

/** What a metrics page says of its engine. */
export interface EnginePage {
  readonly values: EngineValues;
  /** Whether the text is a page of metrics at all. */
  readonly understood: boolean;
}

const METRICS: readonly EngineMetric[] = [...ENGINE_GAUGES, ...ENGINE_COUNTERS];
const NAMES: ReadonlySet<string> = new Set(Object.values(ENGINE_NAMES).flatMap(namesOf));

/** Reads the metrics that tokwatt knows from an engine's page; never throws. */
export function readEnginePage(text: string): EnginePage {
  const { samples, unreadable } = parsePrometheusText(text, (name) => NAMES.has(name));
  return { values: engineValues(samples), understood: samples.length > 0 || unreadable === 0 };
}

/**
 * The engine's metrics from the series of its page. A metric without a series, and one whose value is no number or below
 * 0, is absent; so is a use of the cache above 1.
 *
 * Several series of one metric are of several engines, data-parallel ranks, models or reasons: their counts are added up,
 * and their uses of the cache averaged, which is the use of all caches together where they are of one size. Ranks that
 * work on one and the same request (tensor, pipeline, experts) all show the same; of them the largest is taken.
 */
export function engineValues(samples: readonly PrometheusSample[]): EngineValues {
  const byName = new Map<string, PrometheusSample[]>();
  for (const sample of samples) {
    const known = byName.get(sample.name);
    if (known === undefined) byName.set(sample.name, [sample]);
    else known.push(sample);
  }
  const entries = METRICS.flatMap((metric) => {
    for (const series of ENGINE_NAMES[metric]) {
      const parts = series.map((one) => combine(metric, byName.get(one.name) ?? [], one));
      const value = parts.reduce((total, part) => total + part, 0);
      if (!Number.isNaN(value)) return [[metric, value] as const];
    }
    return [];
  });
  return Object.fromEntries(entries);
}

/** Ranks of one engine that share every request. */
const SHARED_RANKS = ["tp_rank", "pp_rank", "ep_rank", "moe_ep_rank"];

/** The value of all series of a name together; NaN where there is none that can be. */
function combine(metric: EngineMetric, samples: readonly PrometheusSample[], { labels = {} }: SeriesName): number {
  const most = metric === "kvCacheUse" ? 1 : Number.MAX_VALUE;
  const largest = new Map<string, number>();
  for (const sample of samples) {
    const isMeant = Object.entries(labels).every(([label, value]) => (sample.labels[label] ?? "") === value);
    if (!isMeant || !(sample.value >= 0 && sample.value <= most)) continue;
    const replica = replicaOf(sample.labels);
    largest.set(replica, Math.max(largest.get(replica) ?? 0, sample.value));
  }
  if (largest.size === 0) return Number.NaN;
  const total = [...largest.values()].reduce((sum, value) => sum + value, 0);
  return metric === "kvCacheUse" ? total / largest.size : total;
}

function replicaOf(labels: PrometheusSample["labels"]): string {
  const own = Object.entries(labels).filter(([label]) => !SHARED_RANKS.includes(label));
  return JSON.stringify(own.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function namesOf(alternatives: readonly (readonly SeriesName[])[]): readonly string[] {
  return alternatives.flatMap((series) => series.map(({ name }) => name));
}
