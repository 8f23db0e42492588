import type { EngineCounter, EngineSample } from "../model/engine-series.js";
import type { TimeWindow } from "../model/time.js";

/** By how much a counter of the engine grew between two looks. */
export interface CounterGrowth {
  readonly from: EngineSample;
  readonly to: EngineSample;
  readonly growth: number;
}

/**
 * Growth of a counter over a row of looks, in order of time. A page that has it later and not at first had not counted
 * anything before: engines show some counters with their first count only.
 *
 * @returns undefined where the looks do not say: fewer than two, none has the counter, or it fell in between, as the
 *   counters of an engine that was restarted do
 */
export function counterGrowth(looks: readonly EngineSample[], counter: EngineCounter): CounterGrowth | undefined {
  const [from, to] = [looks[0], looks.at(-1)];
  if (from === undefined || to === undefined || from === to) return undefined;
  const counts = looks.map(({ values }) => values[counter]).filter((count) => count !== undefined);
  const last = counts.at(-1);
  if (last === undefined || counts.some((count, index) => count < (counts[index - 1] ?? 0))) return undefined;
  return { from, to, growth: last - (from.values[counter] ?? 0) };
}

/**
 * The looks from the last one before the window to the first one after it: what a counter grows between them holds all
 * that happened in the window, and a little more. Where a run has no look outside, from or to the outermost one.
 */
export function looksAround(looks: readonly EngineSample[], window: TimeWindow): readonly EngineSample[] {
  const before = looks.findLastIndex(({ atNs }) => atNs <= window.startNs);
  const after = looks.findIndex(({ atNs, withinNs }) => atNs - withinNs >= window.endNs);
  return looks.slice(Math.max(before, 0), after < 0 ? looks.length : after + 1);
}

/**
 * Share of what the engine asked of its prefix cache, in tokens or blocks, that it found there; undefined where it does
 * not say or asked nothing.
 */
export function prefixCacheShare(looks: readonly EngineSample[]): number | undefined {
  const queries = counterGrowth(looks, "prefixCacheQueries")?.growth ?? 0;
  if (queries === 0) return undefined;
  // An engine that shows its queries and no hits has had none.
  const isShown = looks.some(({ values }) => values.prefixCacheHits !== undefined);
  const hits = isShown ? counterGrowth(looks, "prefixCacheHits")?.growth : 0;
  return hits === undefined ? undefined : hits / queries;
}
