import type { Fingerprint } from "../../model/fingerprint.js";
import type { NoiseEntry } from "../../model/noise.js";
import type { Analysis } from "../../model/plan.js";
import type { SystemSpec } from "../../model/system.js";
import type { Workload } from "../../model/workload.js";
import { deviationInterval } from "../../statistics/deviation-interval.js";
import { pairsOf } from "./metric-noise.js";

const CONFIDENCE = 0.95;

/** The measured noise that one side of a planned comparison may be planned with. */
export interface KnownSpread {
  readonly at: string;
  readonly executionId: string;
  readonly runs: number;
  /** Of a run's logarithm, or of the log ratio of a pair, with the 95 % interval. */
  readonly point: number;
  readonly low: number;
  readonly high: number;
  /** Facts that can be known before a run and differ from those of the measured runs: `system.file`, `workload`. */
  readonly differs: readonly string[];
}

/** Stored noise with the facts of its fingerprints. */
export interface StoredNoise {
  /** Oldest first, as a history has them. */
  readonly noise: readonly NoiseEntry[];
  readonly fingerprints: ReadonlyMap<string, Fingerprint>;
}

/**
 * The noise of one metric of one system on one workload: the newest of those whose system file and workload are the plan's, else
 * the newest of all, with what differs. Driver, engine and client are known only when a run has been made.
 */
export function knownSpread(
  { noise, fingerprints }: StoredNoise,
  system: SystemSpec,
  workload: Workload,
  metricId: string,
  analysis: Analysis,
): KnownSpread | undefined {
  const candidates = noise
    .filter(({ systemId, workloadId }) => systemId === system.id && workloadId === workload.id)
    .toReversed()
    .flatMap((entry) => {
      const metric = entry.metrics[metricId];
      if (metric === undefined) return [];
      const facts = fingerprints.get(entry.fingerprint)?.facts;
      const expected = { "system.file": system.hash, workload: workload.hash };
      const differs = Object.entries(expected).filter(([name, hash]) => facts?.[name] !== hash);
      return [{ entry, metric, differs: differs.map(([name]) => name) }];
    });
  const chosen = candidates.find(({ differs }) => differs.length === 0) ?? candidates[0];
  if (chosen === undefined) return undefined;
  const { entry, metric, differs } = chosen;
  const { at, executionId } = entry;
  const origin = { at, executionId, runs: metric.n, differs };
  if (analysis === "welch") return { ...origin, point: metric.cv, low: metric.cvLow, high: metric.cvHigh };
  // Without blocks: the two runs of a pair differ as any two do.
  const { pairCv: point = metric.cv * Math.SQRT2 } = metric;
  const df = metric.pairCv === undefined ? metric.n - 1 : pairsOf(metric.n);
  return { ...origin, point, ...deviationInterval(point, df, CONFIDENCE) };
}
