import type { Boundary, Bridge, MeterAccuracy } from "../model/boundary.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { PowerTrace } from "../model/power-trace.js";
import type { Shard } from "../model/run-record.js";
import { type TimeWindow, windowSeconds } from "../model/time.js";
import type { WindowEnergy } from "../model/window-energy.js";
import { alignTrace } from "./align-trace.js";
import { type AdditiveBound, chainBounds } from "./bound-chain.js";
import { bridgePath } from "./bridge-path.js";
import { integrateTrace } from "./integrate-trace.js";

export interface EnergyQuestion {
  readonly traces: readonly PowerTrace[];
  readonly shards: readonly Shard[];
  readonly window: TimeWindow;
  /** Boundary at which the energy is wanted; metered, or reached by bridges. */
  readonly boundary: Boundary;
  readonly bridges: readonly Bridge[];
  /** Relative bound that the suite assumes where a meter's accuracy is unknown. */
  readonly assumedAccuracy?: number | undefined;
  /** Share of the window that every trace must cover. */
  readonly minimumCoverage: number;
}

/**
 * Joules of a whole system over the token window at one boundary: the sum over the devices metered at that boundary, or
 * at the widest metered one from which bridges lead there. Meter and bridge errors are worst-case bounds: devices of one
 * kind err together, so their errors add up instead of averaging out.
 */
export function windowEnergy(question: EnergyQuestion): WindowEnergy | Absent {
  const { traces, boundary, bridges, window } = question;
  if (traces.length === 0) return absent(warning("power-not-metered"));
  const metered = [...new Set(traces.map((trace) => trace.header.boundary))];
  const paths = metered
    .map((from) => ({ from, path: bridgePath(bridges, from, boundary) }))
    .filter((candidate) => candidate.path !== undefined)
    // The fewest bridges leave the least to documents and the most to meters.
    .sort((a, b) => (a.path?.length ?? 0) - (b.path?.length ?? 0));
  const chosen = paths[0];
  if (chosen?.path === undefined) {
    return absent(warning("boundary-not-reached", { boundary, metered: metered.join(", ") }));
  }
  const seconds = windowSeconds(window);
  const measured = sumDevices(
    question,
    traces.filter((trace) => trace.header.boundary === chosen.from),
    seconds,
  );
  if (measured.kind === "absent") return measured;
  const bridged = chosen.path.map((bridge) => bridgeJoules(bridge, seconds));
  const joules = measured.joules + bridged.reduce((sum, bridge) => sum + bridge.joules, 0);
  const bounds = [...measured.bounds, ...bridged.map((bridge) => bridge.bound)];
  const systematic = chainBounds(joules, bounds);
  if (!(joules > 0) || systematic === undefined) return absent(warning("energy-bounds-too-wide", { boundary }));
  return {
    kind: "energy",
    joules,
    meanWatts: joules / seconds,
    boundary,
    samples: measured.samples,
    coverage: measured.coverage,
    systematic,
    accuracyKnown: measured.accuracyKnown,
  };
}

interface DeviceSum {
  readonly kind: "sum";
  readonly joules: number;
  readonly samples: number;
  readonly coverage: number;
  readonly bounds: readonly AdditiveBound[];
  readonly accuracyKnown: boolean;
}

function sumDevices(question: EnergyQuestion, traces: readonly PowerTrace[], seconds: number): DeviceSum | Absent {
  const { shards, window, minimumCoverage } = question;
  const sum = { joules: 0, samples: Number.POSITIVE_INFINITY, coverage: 1, accuracyKnown: true };
  const bounds: AdditiveBound[] = [];
  for (const trace of traces) {
    const { header } = trace;
    const energy = integrateTrace(alignTrace(trace, shards), header.quantity, window, header.intervalNs);
    if (energy.coverage < minimumCoverage) {
      const [coverage, minimum] = [percent(energy.coverage), percent(minimumCoverage)];
      return absent(warning("power-coverage-low", { device: header.device, coverage, minimum }));
    }
    const accuracy = knownAccuracy(header.accuracy, question.assumedAccuracy);
    if (accuracy === undefined) sum.accuracyKnown = false;
    else bounds.push(meterBound(accuracy, energy.joules, seconds));
    bounds.push({
      kind: "power-gaps",
      below: energy.gapJoulesLow,
      above: energy.gapJoulesHigh,
      assumed: false,
      source: header.id,
    });
    sum.joules += energy.joules;
    sum.samples = Math.min(sum.samples, energy.samples);
    sum.coverage = Math.min(sum.coverage, energy.coverage);
  }
  return { kind: "sum", ...sum, bounds: mergeAlike(bounds) };
}

function knownAccuracy(accuracy: MeterAccuracy | "unknown", assumed?: number): MeterAccuracy | undefined {
  if (accuracy !== "unknown") return accuracy;
  if (assumed === undefined) return undefined;
  return { relative: assumed, absoluteWatts: 0, source: "suite", assumed: true };
}

function meterBound(accuracy: MeterAccuracy, joules: number, seconds: number): AdditiveBound {
  const delta = joules * accuracy.relative + accuracy.absoluteWatts * seconds;
  return { kind: "meter", below: delta, above: delta, assumed: accuracy.assumed, source: accuracy.source };
}

/** One bound for all devices with the same kind of meter, so that 384 dies do not print 384 lines. */
function mergeAlike(bounds: readonly AdditiveBound[]): readonly AdditiveBound[] {
  const merged = new Map<string, AdditiveBound>();
  for (const bound of bounds) {
    const key = JSON.stringify([bound.kind, bound.assumed, bound.kind === "meter" ? bound.source : ""]);
    const sofar = merged.get(key);
    const below = (sofar?.below ?? 0) + bound.below;
    const above = (sofar?.above ?? 0) + bound.above;
    merged.set(key, { ...(sofar ?? bound), below, above });
  }
  return [...merged.values()];
}

/** Middle of the bridge's range, with half its width as the bound. */
function bridgeJoules(bridge: Bridge, seconds: number): { readonly joules: number; readonly bound: AdditiveBound } {
  const half = ((bridge.wattsHigh - bridge.wattsLow) / 2) * seconds;
  return {
    joules: ((bridge.wattsLow + bridge.wattsHigh) / 2) * seconds,
    bound: { kind: "bridge", below: half, above: half, assumed: false, source: bridge.source },
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
