import type { Boundary, Bridge } from "../model/boundary.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { PowerTrace } from "../model/power-trace.js";
import { windowSeconds } from "../model/time.js";
import type { WindowEnergy } from "../model/window-energy.js";
import { type AdditiveBound, chainBounds } from "./bound-chain.js";
import { bridgePath } from "./bridge-path.js";
import { type DeviceEnergy, type DeviceQuestion, deviceEnergy } from "./device-energy.js";
import { type MeteredBoundary, type MeteredSystem, meteredBoundaries, notAllMetered } from "./metered-boundaries.js";

export interface EnergyQuestion extends DeviceQuestion {
  readonly traces: readonly PowerTrace[];
  readonly system: MeteredSystem;
  /** Boundary at which the energy is wanted; metered, or reached by bridges. */
  readonly boundary: Boundary;
}

/**
 * Joules of a whole system over the token window at one boundary: the sum over the devices metered at that boundary, or
 * at one from which bridges lead there. All errors are worst-case bounds: devices of one kind err together, so their
 * errors add up instead of averaging out.
 *
 * Absent, with the reason, where the accelerators were not metered, not all of them were, no bridge leads to the
 * boundary, or the readings do not carry a figure.
 */
export function windowEnergy(question: EnergyQuestion): WindowEnergy | Absent {
  const { traces, boundary, system, window } = question;
  if (traces.length === 0) return absent(warning("power-not-metered"));
  const start = startOf(meteredBoundaries(traces, system), question);
  if (start.kind === "absent") return start;
  const seconds = windowSeconds(window);
  const measured = sumDevices(start.from.traces, question);
  if (measured.kind === "absent") return measured;
  const bridged = start.path.map((bridge) => bridgeJoules(bridge, seconds));
  const joules = measured.joules + bridged.reduce((sum, bridge) => sum + bridge.joules, 0);
  const bounds = [...measured.bounds, ...bridged.map((bridge) => bridge.bound)];
  const systematic = chainBounds(joules, bounds);
  if (!(joules > 0) || systematic === undefined) return absent(warning("energy-bounds-too-wide", { boundary }));
  const { samples, coverage, rateHz, accuracyKnown } = measured;
  return {
    kind: "energy",
    joules,
    meanWatts: joules / seconds,
    boundary,
    metered: start.from.boundary,
    bridges: start.path,
    samples,
    coverage,
    rateHz,
    systematic,
    accuracyKnown,
  };
}

interface Start {
  readonly kind: "start";
  readonly from: MeteredBoundary;
  readonly path: readonly Bridge[];
}

/** Where to begin: the fewest bridges leave the least to documents and the most to meters. */
function startOf(metered: readonly MeteredBoundary[], { traces, boundary, system }: EnergyQuestion): Start | Absent {
  if (metered.length === 0) {
    const kinds = [...new Set(traces.map(({ header }) => header.kind ?? "?"))].join(", ");
    return absent(warning("accelerators-not-metered", { system: system.id, kinds }));
  }
  const starts = metered.flatMap((from): readonly Start[] => {
    const path = bridgePath(system.power.bridges, from.boundary, boundary);
    return path === undefined ? [] : [{ kind: "start", from, path }];
  });
  const complete = starts.filter(({ from }) => from.complete).sort((a, b) => a.path.length - b.path.length);
  const [chosen] = complete;
  if (chosen !== undefined) return chosen;
  const [incomplete] = starts;
  if (incomplete !== undefined) return absent(notAllMetered(incomplete.from, system));
  const boundaries = metered.map((from) => from.boundary).join(", ");
  return absent(warning("boundary-not-reached", { boundary, metered: boundaries }));
}

interface DeviceSum extends Omit<DeviceEnergy, "kind"> {
  readonly kind: "sum";
}

function sumDevices(traces: readonly PowerTrace[], question: DeviceQuestion): DeviceSum | Absent {
  const devices: DeviceEnergy[] = [];
  for (const trace of traces) {
    const energy = deviceEnergy(trace, question);
    if (energy.kind === "absent") return energy;
    devices.push(energy);
  }
  const least = (figure: (device: DeviceEnergy) => number) => Math.min(...devices.map(figure));
  return {
    kind: "sum",
    joules: devices.reduce((sum, device) => sum + device.joules, 0),
    samples: least((device) => device.samples),
    coverage: least((device) => device.coverage),
    rateHz: least((device) => device.rateHz),
    bounds: mergeAlike(devices.flatMap((device) => device.bounds)),
    accuracyKnown: devices.every((device) => device.accuracyKnown),
  };
}

/** One bound for all devices with the same kind of meter, so that 384 dies do not print 384 lines. */
function mergeAlike(bounds: readonly AdditiveBound[]): readonly AdditiveBound[] {
  const merged = new Map<string, AdditiveBound>();
  for (const bound of bounds) {
    const key = JSON.stringify([bound.kind, bound.assumed, bound.source]);
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
