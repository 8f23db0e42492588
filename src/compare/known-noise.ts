import { type Finding, note, warning } from "../model/finding.js";
import type { NoiseEntry } from "../model/noise.js";
import { roundDigits } from "../model/round-digits.js";
import { fingerprintOf } from "../records/fingerprint.js";
import { hasLogarithm } from "../statistics/interval-requirements.js";
import { sampleStandardDeviation } from "../statistics/summary.js";
import type { OrderedValue } from "./data-checks.js";
import type { Side } from "./viewed-side.js";

/** A spread of so many times what was measured before is that of another session (statistics.md Q11). */
const NOISY = 3;
/** A spread seen twice is hardly known. */
const FEWEST_RUNS = 3;

/** What was measured before of the noise of one system on one workload, in the environment of its used runs; newest first. */
export type KnownNoise = readonly NoiseEntry[];

/** Entries of the same system, workload and fingerprint: noise of another environment says nothing of this one. */
export function knownNoise(noise: readonly NoiseEntry[], { system, records }: Side, workloadId: string): KnownNoise {
  const fingerprints = new Set(records.map(({ manifest }) => fingerprintOf(manifest).hash));
  return noise
    .filter(
      (entry) => entry.systemId === system.id && entry.workloadId === workloadId && fingerprints.has(entry.fingerprint),
    )
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
}

/** That the runs of one metric differ far more than they did when their noise was measured. */
export function noisySession(
  system: string,
  metricId: string,
  runs: readonly OrderedValue[],
  known: KnownNoise,
): readonly Finding[] {
  const stored = known.flatMap(({ metrics, at }) =>
    metrics[metricId] === undefined ? [] : [{ ...metrics[metricId], at }],
  )[0];
  const values = runs.map(({ value }) => value);
  if (stored === undefined || values.length < FEWEST_RUNS || !values.every(hasLogarithm)) return [];
  const cv = sampleStandardDeviation(values.map(Math.log));
  if (!(stored.cv > 0 && cv > NOISY * stored.cv)) return [];
  return [
    warning("noisy-session", {
      system,
      cv: roundDigits(cv, 2),
      stored: roundDigits(stored.cv, 2),
      at: stored.at.slice(0, 10),
    }),
  ];
}

/**
 * Whether a slow-down that tokwatt injected was ever found in this environment: without it nobody knows that a difference would be
 * seen, and a broken benchmark makes everything equivalent.
 */
export function controlCaveats(
  { system }: Pick<Side, "system">,
  primaryMetrics: readonly string[],
  known: KnownNoise,
): readonly Finding[] {
  if (system.injected !== undefined) return [];
  const control = known.flatMap(({ control }) => control ?? [])[0];
  if (control === undefined) return [note("no-positive-control", { system: system.id })];
  const missed = primaryMetrics.filter((metricId) => control.metrics[metricId]?.isFound === false);
  if (missed.length === 0) return [];
  return [warning("control-not-found", { system: system.id, slowdown: control.slowdown, metrics: missed.join(", ") })];
}
