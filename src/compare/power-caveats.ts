import { type CrossCheck, crossCheckEnergy } from "../energy/cross-check.js";
import { meteredBoundaries, meteredSystem } from "../energy/metered-boundaries.js";
import { type Finding, note, warning } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import type { DeviceState } from "../model/power-trace.js";
import { isInside } from "../model/time.js";
import type { Side } from "./viewed-side.js";

/** Caps that differ by less are one cap, rounded by the tool. */
const CAP_TOLERANCE_WATTS = 0.5;

/** Reasons for throttling that a report names; the others are few readings. */
const NAMED_REASONS = 3;

/** What the meters of one system say that a reader of its energy must know. */
export function powerCaveats(side: Side, plan: Plan): readonly Finding[] {
  const states = statesOf(side);
  return [
    ...slowMeters(side),
    ...throttling(side.system.id, states),
    ...changedCaps(side.system.id, states),
    ...secondOpinions(side, plan),
  ];
}

/** State of the accelerators beside every reading inside the windows of the used runs. */
function statesOf({ system, records }: Side): readonly DeviceState[] {
  return records.flatMap((record) => {
    const window = record.manifest.windows?.measure;
    if (window === undefined) return [];
    const traces = meteredBoundaries(record.power, meteredSystem(system, record.manifest.training)).flatMap(
      (metered) => metered.traces,
    );
    return traces.flatMap(({ timesNs, states }) =>
      states.flatMap((state, index) =>
        state !== undefined && isInside(window, timesNs[index] as number) ? [state] : [],
      ),
    );
  });
}

/** Sources that were read less than once a second, each once with its slowest run. */
function slowMeters({ system, records }: Side): readonly Finding[] {
  const found = records.flatMap((record) => record.findings.filter(({ code }) => code === "rate-low"));
  const sources = [...new Set(found.map(({ data }) => String(data["source"])))];
  return sources.map((source) => {
    const rates = found
      .filter(({ data }) => String(data["source"]) === source)
      .map(({ data }) => Number(data["hertz"]));
    return warning("rate-low-in-runs", { system: system.id, source, hertz: Math.min(...rates), runs: rates.length });
  });
}

/** Only readings that say whether something holds the device back count, for or against. */
function throttling(system: string, states: readonly DeviceState[]): readonly Finding[] {
  const said = states.flatMap(({ throttled }) => (throttled === undefined ? [] : [throttled]));
  const held = said.filter((reasons) => reasons !== "");
  if (held.length === 0) return [];
  const counts = new Map<string, number>();
  for (const reason of held.flatMap((reasons) => reasons.split(", ")))
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].toSorted(([, a], [, b]) => b - a).map(([reason]) => reason);
  const named = reasons.slice(0, NAMED_REASONS).join(", ");
  return [warning("throttled", { system, share: held.length / said.length, reasons: named })];
}

function changedCaps(system: string, states: readonly DeviceState[]): readonly Finding[] {
  const caps = states.flatMap(({ capWatts }) => (capWatts === undefined ? [] : [capWatts]));
  const low = caps.reduce((least, cap) => Math.min(least, cap), Number.POSITIVE_INFINITY);
  const high = caps.reduce((most, cap) => Math.max(most, cap), Number.NEGATIVE_INFINITY);
  return high - low > CAP_TOLERANCE_WATTS ? [warning("power-cap-changed", { system, low, high })] : [];
}

/** The worst of all runs for each device that differs; else the worst of all, which is small. */
function secondOpinions({ system, records }: Side, { assumedMeterAccuracy, limits }: Plan): readonly Finding[] {
  const checked = records.flatMap((record) => {
    const { shards, windows } = record.manifest;
    if (windows === undefined) return [];
    const { power: traces, crossChecks } = record;
    const assumedAccuracy = assumedMeterAccuracy[system.id];
    const minimumCoverage = limits.powerCoverage;
    const { measure: window } = windows;
    return [crossCheckEnergy({ traces, crossChecks, shards, window, assumedAccuracy, minimumCoverage })];
  });
  const checks = checked.flatMap((one) => one.checks);
  const differing = worstOfEach(checks.filter(({ relative, limit }) => Math.abs(relative) > limit));
  const [worst] = worstFirst(checks);
  const agrees = worst !== undefined && differing.length === 0;
  const devices = new Set(checks.map(({ device }) => device)).size;
  return [
    ...distinct(checked.flatMap((one) => one.findings)),
    ...differing.map(({ device, relative, limit }) => {
      const data = { system: system.id, device, relative: rounded(relative), limit: rounded(limit) };
      return warning("energy-counter-differs", data);
    }),
    ...(agrees
      ? [note("energy-counter-agrees", { system: system.id, devices, relative: rounded(worst.relative) })]
      : []),
  ];
}

/** To hundredths of a percent. */
function rounded(share: number): number {
  return Number(share.toFixed(4));
}

function worstOfEach(checks: readonly CrossCheck[]): readonly CrossCheck[] {
  const worst = new Map<string, CrossCheck>();
  for (const check of worstFirst(checks)) if (!worst.has(check.device)) worst.set(check.device, check);
  return [...worst.values()];
}

function worstFirst(checks: readonly CrossCheck[]): readonly CrossCheck[] {
  return checks.toSorted((a, b) => Math.abs(b.relative) - Math.abs(a.relative));
}

/** Of findings about one device the first stands for all runs. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.code} ${finding.data["device"]}`, finding])).values()];
}
