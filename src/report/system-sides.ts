import type { ComparedSystem, Comparison } from "../model/comparison.js";
import { absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { SystemSummary } from "../model/system-summary.js";
import type { MarkedSide } from "./marks.js";

/** The part that one system has in the row of a metric; one without runs where there is no such row. */
export function sideOfMetric(judged: Comparison | SystemSummary, system: ComparedSystem, metricId: string): MarkedSide {
  const { systemId, adapter } = system;
  const row = judged.rows.find((one) => one.metricId === metricId);
  const sides = row === undefined ? [] : "values" in row ? [row.values] : [row.candidate, row.baseline];
  const summary = absent(warning("no-usable-run", { system: systemId }));
  const nothing = { systemId, runs: [], summary, provenance: adapter.provenance };
  return { system, values: sides.find((values) => values.systemId === systemId) ?? nothing };
}

/** The systems of a judgement: candidate and baseline, or the only one. */
export function systemsOf(judged: Comparison | SystemSummary): readonly ComparedSystem[] {
  return "candidate" in judged ? [judged.candidate, judged.baseline] : [judged.system];
}
