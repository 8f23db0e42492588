import type { SystemValues } from "../../model/comparison.js";
import type {
  EqualInteractivity,
  Frontier,
  FrontierPoint,
  InterpolatedThroughput,
  SystemFrontier,
} from "../../model/frontier.js";
import type { Language } from "../../model/localized-text.js";
import { codesOf, metricCells, stampCells, yesNo } from "./csv-cells.js";
import type { CsvRow } from "./csv-columns.js";
import { meanCells } from "./csv-rows.js";

const THROUGHPUT = "output-tokens-per-second-per-unit";

/** For each rung of each system its metrics; then what the systems do at equal interactivity. */
export function frontierRows(frontier: Frontier, language: Language): readonly CsvRow[] {
  return [
    ...frontier.systems.flatMap((system) =>
      system.points.flatMap((point) => pointRows(frontier, system, point, language)),
    ),
    ...frontier.equalInteractivity.flatMap((level) => levelRows(frontier, level, language)),
  ];
}

function placeCells({ planHash, executionId, ladder }: Frontier): Omit<CsvRow, "row"> {
  return { plan_hash: planHash, execution: executionId, ladder: ladder.ladder, rung_of: ladder.of };
}

function pointRows(
  frontier: Frontier,
  { system }: SystemFrontier,
  { rung, workload, values, runs, onFrontier, findings }: FrontierPoint,
  language: Language,
): readonly CsvRow[] {
  return frontier.metrics.flatMap((metric, index): readonly CsvRow[] => {
    const own = values[index];
    if (own === undefined) return [];
    const mean = meanCells(own.summary);
    const reasons = [...(own.summary.kind === "estimate" ? [] : [own.summary.reason]), ...findings];
    return [
      {
        row: "rung",
        ...placeCells(frontier),
        workload: workload.id,
        workload_hash: workload.hash,
        system: system.systemId,
        ...stampCells(frontier.stamps, [{ system, values: own }], language),
        ...metricCells(metric, frontier, language),
        ...mean,
        n: runs,
        reason: codesOf(reasons),
        rung,
        on_frontier: yesNo(onFrontier),
      },
    ];
  });
}

function levelRows(
  frontier: Frontier,
  { interactivity, throughput }: EqualInteractivity,
  language: Language,
): readonly CsvRow[] {
  const metric = frontier.metrics.find(({ metricId }) => metricId === THROUGHPUT);
  return throughput.flatMap((one): readonly CsvRow[] => {
    const of = frontier.systems.find(({ system }) => system.systemId === one.systemId);
    if (metric === undefined || of === undefined) return [];
    return [
      {
        row: "equal-interactivity",
        ...placeCells(frontier),
        system: one.systemId,
        ...stampCells(frontier.stamps, [{ system: of.system, values: valuesOf(one, of) }], language),
        ...metricCells(metric, frontier, language),
        ...meanCells(one.perUnit),
        interactivity,
      },
    ];
  });
}

/** What lies between two rungs is derived from them, and from what they are themselves. */
function valuesOf({ systemId, perUnit, interpolated }: InterpolatedThroughput, of: SystemFrontier): SystemValues {
  const runs = of.points.flatMap(({ values }) => values.flatMap((one) => one.runs));
  return { systemId, runs, summary: perUnit, provenance: interpolated ? "derived" : "measured" };
}
