import { message } from "../../locales/catalogue.js";
import type { Language } from "../../model/localized-text.js";
import type { ScalingCurve, ScalingPoint, SystemScaling } from "../../model/scaling.js";
import { codesOf, metricCells, ratioCells, stampCells } from "./csv-cells.js";
import type { CsvRow } from "./csv-columns.js";
import { meanCells } from "./csv-rows.js";

/** For each number of nodes of each system its metrics, and its efficiency. */
export function scalingRows(curve: ScalingCurve, language: Language): readonly CsvRow[] {
  return curve.systems.flatMap((system) => system.points.flatMap((point) => pointRows(curve, system, point, language)));
}

function pointRows(
  curve: ScalingCurve,
  { system }: SystemScaling,
  point: ScalingPoint,
  language: Language,
): readonly CsvRow[] {
  const { workload, values, runs, findings, efficiency } = point;
  const place = {
    plan_hash: curve.planHash,
    execution: curve.executionId,
    workload: workload.id,
    workload_hash: workload.hash,
    system: system.systemId,
    ladder: curve.ladder.ladder,
    rung_of: curve.ladder.of,
    rung: point.nodes,
    scaling: curve.ladder.scaling,
  };
  const rungs = curve.metrics.flatMap((metric, index): readonly CsvRow[] => {
    const own = values[index];
    if (own === undefined) return [];
    const reasons = [...(own.summary.kind === "estimate" ? [] : [own.summary.reason]), ...findings];
    return [
      {
        row: "rung",
        ...place,
        ...stampCells(curve.stamps, [{ system, values: own }], language),
        ...metricCells(metric, curve, language),
        ...meanCells(own.summary),
        n: runs,
        reason: codesOf(reasons),
      },
    ];
  });
  const [speed] = values;
  if (speed === undefined) return rungs;
  const share: CsvRow = {
    row: "scaling",
    ...place,
    ...stampCells(curve.stamps, [{ system, values: speed }], language),
    metric: "scaling-efficiency",
    title: message(language, "report.scaling.efficiency"),
    better: "higher",
    unit: "1",
    n: runs,
    ...efficiencyCells(efficiency),
  };
  return [...rungs, share];
}

function efficiencyCells(efficiency: ScalingPoint["efficiency"]): Omit<CsvRow, "row"> {
  if (efficiency.kind === "absent") return { reason: efficiency.reason.code };
  if (efficiency.kind === "point") return { value: efficiency.point, reason: efficiency.reason.code };
  return ratioCells(efficiency, ["rung", "base"]);
}
