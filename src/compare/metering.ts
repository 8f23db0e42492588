import { alignTrace } from "../energy/align-trace.js";
import { achievedRate } from "../energy/intervals.js";
import { meteredBoundaries, meteredSystem } from "../energy/metered-boundaries.js";
import { BOUNDARIES } from "../model/boundary.js";
import type { Metering } from "../model/comparison.js";
import type { PowerTrace } from "../model/power-trace.js";
import type { RunRecord } from "../model/run-record.js";
import type { Side } from "./viewed-side.js";

/** How the power of a system's accelerators was read over its used runs, from the narrowest boundary to the widest. */
export function meteringOf({ system, records }: Pick<Side, "system" | "records">): readonly Metering[] {
  const read = records.flatMap((record) =>
    meteredBoundaries(record.power, meteredSystem(system, record.manifest.training)).map(({ boundary, traces }) => {
      return { boundary, traces, record };
    }),
  );
  return BOUNDARIES.flatMap((boundary): readonly Metering[] => {
    const here = read.filter((one) => one.boundary === boundary);
    if (here.length === 0) return [];
    return [
      {
        boundary,
        sources: [...new Set(here.flatMap(({ traces }) => traces.map(({ header }) => header.source)))],
        meters: Math.max(...here.map(({ traces }) => traces.length)),
        rateHz: Math.min(...here.flatMap(({ traces, record }) => traces.map((trace) => rateOf(trace, record)))),
      },
    ];
  });
}

function rateOf(trace: PowerTrace, { manifest }: RunRecord): number {
  const { shards, windows } = manifest;
  return windows === undefined ? 0 : achievedRate(alignTrace(trace, shards).timesNs, windows.measure);
}
