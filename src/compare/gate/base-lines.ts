import type { Comparison, ComparisonRow, SystemValues } from "../../model/comparison.js";
import { type Finding, warning } from "../../model/finding.js";
import type { GateLine } from "../../model/gate.js";
import type { Results } from "../../records/results-reader.js";
import { compareResults } from "../compare-results.js";
import type { Selection } from "../select-execution.js";
import type { OpenLine } from "./decide-lines.js";
import { turnedRatio } from "./turned-ratio.js";

/** The comparisons of an execution and the lines that they give: one for each primary metric that has a better direction. */
export interface BaseLines {
  readonly comparisons: readonly Comparison[];
  readonly open: readonly OpenLine[];
}

/**
 * Head against base, both of which were run: candidate and baseline of every comparison of the plan.
 *
 * @throws MeasurementError where the results hold no such execution
 */
export function baseLines(results: Results, selection: Selection): BaseLines {
  const comparisons = compareResults(results, selection);
  const open = comparisons.flatMap((comparison) =>
    comparison.rows
      .filter(({ primary, better }) => primary && better !== "neither")
      .map((row) => openLine(comparison, row)),
  );
  return { comparisons, open };
}

function openLine({ workload, candidate, baseline }: Comparison, row: ComparisonRow): OpenLine {
  const { metricId, title, unit, group, better, margin, ratio, verdict, reasons, beside = [] } = row;
  const { id, title: workloadTitle } = workload;
  const isBlocked = verdict === "not-comparable";
  // What the comparison says of its own verdict, which has another rule and family, is not said of the gate's.
  const own = reasons.filter(({ code }) => !code.startsWith("holm-forbids"));
  const isAdvice = ({ severity }: Finding) => severity === "note";
  return {
    line: {
      workload: { id, title: workloadTitle },
      systemId: candidate.systemId,
      metricId,
      title,
      unit,
      group,
      better,
      margin,
      head: valuesOf(row.candidate),
      reference: { kind: "base", systemId: baseline.systemId, ...valuesOf(row.baseline) },
    },
    obstacles: isBlocked ? (reasons.length > 0 ? reasons : [warning("gate-not-comparable")]) : [],
    test: ratio.kind === "ratio" ? turnedRatio(ratio, better) : ratio.reason,
    remarks: isBlocked
      ? []
      : [
          ...own.filter((reason) => !isAdvice(reason) && !(ratio.kind !== "ratio" && reason === ratio.reason)),
          ...beside.filter(({ severity }) => severity === "warning"),
        ],
    advice: own.filter(isAdvice),
  };
}

/** One value a run, and their mean. */
export function valuesOf({ runs, summary }: SystemValues): GateLine["head"] {
  return {
    point: summary.kind === "absent" ? undefined : summary.point,
    values: runs.flatMap(({ value }) => (value.kind === "value" ? [value.value] : [])),
  };
}
