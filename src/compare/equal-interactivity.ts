import { absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { EqualInteractivity, FrontierPoint, InterpolatedThroughput, SystemFrontier } from "../model/frontier.js";
import { interpolateLogLog, type TradePoint } from "../statistics/pareto.js";
import { INTERACTIVITY, meanAt, THROUGHPUT, valuesAt } from "./frontier-point.js";
import { summariseValues } from "./system-values.js";

/**
 * Throughput of every system at the interactivity of each rung that is on somebody's frontier and inside the ranges of all:
 * measured for the system that the rung belongs to, interpolated for the others. Between rungs only, never beyond.
 */
export function equalInteractivity(
  systems: readonly SystemFrontier[],
  confidence: number,
): readonly EqualInteractivity[] {
  if (systems.length < 2) return [];
  const curves = systems.map(({ points }) => meanCurve(points));
  const levels = new Set(curves.flat().map(({ x }) => x));
  const isInside = (level: number) => curves.every((curve) => interpolateLogLog(curve, level) !== undefined);
  return [...levels]
    .filter(isInside)
    .sort((a, b) => b - a)
    .map((interactivity) => ({
      interactivity,
      throughput: systems.map((system) => throughputAt(system, interactivity, confidence)),
    }));
}

function meanCurve(points: readonly FrontierPoint[]): readonly TradePoint[] {
  return points.flatMap((point) => {
    const [x, y] = [meanAt(point, INTERACTIVITY), meanAt(point, THROUGHPUT)];
    return point.onFrontier && x !== undefined && y !== undefined ? [{ x, y }] : [];
  });
}

/**
 * The mean over runs: the k-th runs of all rungs make one curve, which is read at the level. A run whose own curve does not
 * reach it is left out.
 */
function throughputAt(
  { system, points }: SystemFrontier,
  interactivity: number,
  confidence: number,
): InterpolatedThroughput {
  const { systemId } = system;
  const own = points.find((point) => point.onFrontier && meanAt(point, INTERACTIVITY) === interactivity);
  const measured = own && valuesAt(own, THROUGHPUT);
  if (measured !== undefined) return { systemId, perUnit: measured.summary, interpolated: false };
  const best = points.filter(({ onFrontier }) => onFrontier);
  const repeats = Math.max(...best.map(({ values }) => values[0]?.runs.length ?? 0));
  const values = Array.from({ length: repeats }, (_, repeat) =>
    interpolateLogLog(runCurve(best, repeat), interactivity),
  ).filter((value) => value !== undefined);
  const perUnit =
    values.length === 0
      ? absent(warning("interactivity-not-reached", { system: systemId }))
      : summariseValues(values, confidence);
  return { systemId, perUnit, interpolated: true };
}

function runCurve(points: readonly FrontierPoint[], repeat: number): readonly TradePoint[] {
  return points.flatMap((point) => {
    const [x, y] = [INTERACTIVITY, THROUGHPUT].map((id) => valuesAt(point, id)?.runs[repeat]?.value);
    return x?.kind === "value" && y?.kind === "value" ? [{ x: x.value, y: y.value }] : [];
  });
}
