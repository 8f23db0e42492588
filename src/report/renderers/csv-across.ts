import { localize } from "../../locales/catalogue.js";
import type { AcrossWorkloads } from "../../model/across-workloads.js";
import type { Comparison } from "../../model/comparison.js";
import type { Language } from "../../model/localized-text.js";
import { partsOfMean, sidesOfPart } from "../across-section.js";
import type { MarkedSide } from "../marks.js";
import { codesOf, ratioCells, stampCells } from "./csv-cells.js";
import type { CsvRow } from "./csv-columns.js";

/** The mean over workloads of one metric, then each workload's part in it, and those that are not in it. */
export function acrossRows(
  mean: AcrossWorkloads,
  comparisons: readonly Comparison[],
  language: Language,
): readonly CsvRow[] {
  const { candidate, baseline, metricId, title, better, margin, verdict, adjustedP, workloads, missing, reasons } =
    mean;
  const own = comparisons.filter((one) => one.candidate.systemId === candidate && one.baseline.systemId === baseline);
  const [first, ...others] = partsOfMean(mean, comparisons).flatMap(sidesOfPart);
  const place = { plan_hash: own[0]?.planHash, execution: own[0]?.executionId, candidate, baseline };
  const stamps = stampsOf(mean, [first, ...others], language);
  const metric = { metric: metricId, title: localize(language, title), better, primary: "yes", unit: "1" };
  const shared = { ...place, ...stamps, ...metric };
  const part = (workloadId: string): Omit<CsvRow, "row"> => ({
    workload: workloadId,
    workload_hash: own.find(({ workload }) => workload.id === workloadId)?.workload.hash,
  });
  return [
    {
      row: "across",
      ...shared,
      ...(mean.ratio.kind === "ratio" ? ratioCells(mean.ratio) : {}),
      n: workloads.length,
      margin,
      verdict,
      reason: codesOf(reasons),
      adjusted_p: adjustedP,
    },
    ...workloads.map(
      ({ workloadId, weight, ratio }): CsvRow => ({
        row: "across-workload",
        ...shared,
        ...part(workloadId),
        value: ratio,
        weight,
      }),
    ),
    ...missing.map(
      ({ workloadId, reason }): CsvRow => ({
        row: "across-workload",
        ...shared,
        ...part(workloadId),
        reason: reason.code,
      }),
    ),
  ];
}

function stampsOf(
  { stamps }: AcrossWorkloads,
  [first, ...others]: readonly (MarkedSide | undefined)[],
  language: Language,
): Omit<CsvRow, "row"> {
  return first === undefined
    ? {}
    : stampCells(stamps, [first, ...others.filter((side) => side !== undefined)], language);
}
