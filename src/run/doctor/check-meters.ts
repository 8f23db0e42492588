import { note, warning } from "../../model/finding.js";
import { type CheckResult, noticed, passed } from "./check-result.js";
import type { ReadDevice } from "./summarise-meters.js";

/** Devices that are named in a line; of more only the number is said. */
const NAMED_DEVICES = 4;

/** What was read, one line for each source and boundary. */
export function checkReadings(devices: readonly ReadDevice[]): readonly CheckResult[] {
  return grouped(devices).map((group) => {
    const [first] = group;
    const { source, boundary, quantity, isCrossCheck } = first;
    const readings = sum(group.map((one) => one.readings));
    const asked = readings + sum(group.map(({ missing }) => missing));
    const named = group.slice(0, NAMED_DEVICES).map(({ device }) => device);
    const data = {
      source,
      boundary,
      quantity,
      devices: group.length,
      names: named.length < group.length ? `${named.join(", ")}, …` : named.join(", "),
      readings,
      missing: asked === 0 ? 1 : (asked - readings) / asked,
      low: Math.min(...group.map(({ wattsLow }) => wattsLow ?? Number.POSITIVE_INFINITY)),
      high: Math.max(...group.map(({ wattsHigh }) => wattsHigh ?? Number.NEGATIVE_INFINITY)),
      total: sum(group.map(({ wattsMean }) => wattsMean ?? 0)),
      askedSeconds: first.askedSeconds,
      achievedSeconds: Math.max(...group.map(({ achievedSeconds }) => achievedSeconds ?? 0)),
      withinSeconds: Math.max(...group.map(({ withinSeconds }) => withinSeconds)),
    };
    if (!Number.isFinite(data.low)) return noticed("power", warning("doctor-power-without-value", data));
    if (isCrossCheck) return passed("power", note("doctor-power-cross-check", data));
    return data.achievedSeconds === 0
      ? noticed("power", note("doctor-power-once", data))
      : passed("power", note("doctor-power", data));
  });
}

/** Whether it is known how far the meters may be off; without it there is energy and no verdict on it. */
export function checkAccuracy(devices: readonly ReadDevice[]): readonly CheckResult[] {
  return grouped(devices.filter(({ isCrossCheck }) => !isCrossCheck)).map(([first]) => {
    const { source, accuracy } = first;
    if (accuracy === "unknown") return noticed("accuracy", warning("doctor-accuracy-unknown", { source }));
    const { relative, absoluteWatts, source: origin } = accuracy;
    return passed("accuracy", note("doctor-accuracy", { source, relative, absoluteWatts, origin }));
  });
}

type Group = readonly [ReadDevice, ...ReadDevice[]];

/** Devices that the same kind of meter reads at the same boundary in the same way. */
function grouped(devices: readonly ReadDevice[]): readonly Group[] {
  const groups = new Map<string, [ReadDevice, ...ReadDevice[]]>();
  for (const device of devices) {
    const { source, boundary, quantity, isCrossCheck, accuracy } = device;
    const key = JSON.stringify([source, boundary, quantity, isCrossCheck, accuracy]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [device]);
    else group.push(device);
  }
  return [...groups.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
