import type { MeterAccuracy } from "../model/boundary.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { PowerTrace } from "../model/power-trace.js";
import type { Shard } from "../model/run-record.js";
import { type TimeWindow, windowSeconds } from "../model/time.js";
import { alignTrace, hasLooseStamps } from "./align-trace.js";
import type { AdditiveBound } from "./bound-chain.js";
import { integrateTrace, type TraceEnergy } from "./integrate-trace.js";
import { achievedRate } from "./intervals.js";
import { samplingHalfWidth } from "./sampling-bound.js";

/** How the energy of one device is wanted. */
export interface DeviceQuestion {
  readonly shards: readonly Shard[];
  readonly window: TimeWindow;
  /** Relative bound that the suite assumes where a meter's accuracy is unknown. */
  readonly assumedAccuracy?: number | undefined;
  /** Share of the window that every trace must cover. */
  readonly minimumCoverage: number;
}

/** Energy of one device with everything that bounds it. */
export interface DeviceEnergy extends Pick<TraceEnergy, "joules" | "samples" | "coverage"> {
  readonly kind: "device";
  /** Readings a second that the meter gave. */
  readonly rateHz: number;
  readonly bounds: readonly AdditiveBound[];
  readonly accuracyKnown: boolean;
}

/** Joules of one device over the window; absent where its readings do not carry a figure. */
export function deviceEnergy(trace: PowerTrace, question: DeviceQuestion): DeviceEnergy | Absent {
  const { header } = trace;
  const { shards, window, minimumCoverage, assumedAccuracy } = question;
  const { device } = header;
  if (header.quantity === "joules" && hasReset(trace)) return absent(warning("energy-counter-fell", { device }));
  const aligned = alignTrace(trace, shards);
  const energy = integrateTrace(aligned, header.quantity, window, header.intervalNs);
  const { joules, samples, coverage } = energy;
  if (coverage < minimumCoverage) {
    const data = { device, coverage: percent(coverage), minimum: percent(minimumCoverage) };
    return absent(warning("power-coverage-low", data));
  }
  // A counter adds up whatever happens between two looks at it.
  const unseen = header.quantity === "joules" ? 0 : samplingHalfWidth(aligned, window, header.averagingNs);
  if (unseen === undefined) return absent(warning("power-readings-few", { device, readings: samples }));
  const accuracy = knownAccuracy(header.accuracy, assumedAccuracy);
  return {
    kind: "device",
    joules,
    samples,
    coverage,
    rateHz: achievedRate(aligned.timesNs, window),
    bounds: [
      ...(accuracy === undefined ? [] : [meterBound(accuracy, joules, windowSeconds(window))]),
      gapBound(trace, energy),
      ...stampBound(trace, question, joules),
      { kind: "sampling", below: unseen, above: unseen, assumed: false, source: header.source },
    ],
    accuracyKnown: accuracy !== undefined,
  };
}

/** Whether a counter ever fell: its device was reset, and what it had counted is lost. */
export function hasReset({ values }: PowerTrace): boolean {
  return values.some((value, index) => value < (values[index - 1] ?? value));
}

/** The accuracy to reckon with; undefined where nobody knows it. */
export function knownAccuracy(accuracy: MeterAccuracy | "unknown", assumed?: number): MeterAccuracy | undefined {
  if (accuracy !== "unknown") return accuracy;
  if (assumed === undefined) return undefined;
  return { relative: assumed, absoluteWatts: 0, source: "suite", assumed: true };
}

function meterBound(accuracy: MeterAccuracy, joules: number, seconds: number): AdditiveBound {
  const delta = joules * accuracy.relative + accuracy.absoluteWatts * seconds;
  return { kind: "meter", below: delta, above: delta, assumed: accuracy.assumed, source: accuracy.source };
}

function gapBound({ header }: PowerTrace, { gapJoulesLow, gapJoulesHigh }: TraceEnergy): AdditiveBound {
  return { kind: "power-gaps", below: gapJoulesLow, above: gapJoulesHigh, assumed: false, source: header.source };
}

/**
 * What the joules would be with every reading as early and as late as it may have been taken. All of them move together:
 * a tool answers as late in every round, and single delays average out.
 */
function stampBound(trace: PowerTrace, { shards, window }: DeviceQuestion, joules: number): readonly AdditiveBound[] {
  if (!hasLooseStamps(trace, shards)) return [];
  const { header } = trace;
  const moved = (["early", "late"] as const).map(
    (place) => integrateTrace(alignTrace(trace, shards, place), header.quantity, window, header.intervalNs).joules,
  );
  const below = Math.max(0, joules - Math.min(...moved));
  const above = Math.max(0, Math.max(...moved) - joules);
  return [{ kind: "stamps", below, above, assumed: false, source: header.source }];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
