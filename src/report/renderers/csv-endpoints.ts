import { message } from "../../locales/catalogue.js";
import type { ComparedSystem, Comparison } from "../../model/comparison.js";
import { ENDPOINT_FIGURES, type EndpointFigure, type EndpointFigures } from "../../model/endpoint-results.js";
import type { Language } from "../../model/localized-text.js";
import type { SystemSummary } from "../../model/system-summary.js";
import type { MarkedSide } from "../marks.js";
import { placeCells, stampCells } from "./csv-cells.js";
import type { CsvRow } from "./csv-columns.js";

/** The figures as metrics are named, and their base units. */
const COLUMNS: Readonly<Record<EndpointFigure, { readonly metric: string; readonly unit: string }>> = {
  requests: { metric: "requests", unit: "request" },
  failed: { metric: "requests-failed", unit: "request" },
  outputTokensPerSecond: { metric: "output-tokens-per-second", unit: "token/s" },
  ttftP50: { metric: "ttft.p50", unit: "s" },
  ttftP99: { metric: "ttft.p99", unit: "s" },
  tpotP50: { metric: "tpot.p50", unit: "s" },
};

/** For each endpoint of a system that has several its figures; then those of all of them together. */
export function endpointRows(
  judged: Comparison | SystemSummary,
  systems: readonly ComparedSystem[],
  language: Language,
): readonly CsvRow[] {
  return (judged.endpoints ?? []).flatMap(({ systemId, endpoints, whole }): readonly CsvRow[] => {
    const system = systems.find((one) => one.systemId === systemId);
    if (system === undefined) return [];
    const rows = (place: Pick<CsvRow, "row" | "endpoint">, figures: EndpointFigures) =>
      figureRows(judged, system, place, figures, language);
    return [
      ...endpoints.flatMap(({ name, figures }) => rows({ row: "endpoint", endpoint: name }, figures)),
      ...rows({ row: "all-endpoints" }, whole),
    ];
  });
}

function figureRows(
  judged: Comparison | SystemSummary,
  system: ComparedSystem,
  place: Pick<CsvRow, "row" | "endpoint">,
  figures: EndpointFigures,
  language: Language,
): readonly CsvRow[] {
  const values = judged.rows.map((row) =>
    "values" in row ? row.values : [row.candidate, row.baseline].find(({ systemId }) => systemId === system.systemId),
  );
  // What is shown of an endpoint is no better than the weakest that is shown of its system.
  const sides = values.flatMap((of): readonly MarkedSide[] => (of === undefined ? [] : [{ system, values: of }]));
  const [first, ...others] = sides;
  const stamps = first === undefined ? {} : stampCells(judged.stamps, [first, ...others], language);
  return ENDPOINT_FIGURES.flatMap((figure): readonly CsvRow[] => {
    const range = figures[figure];
    if (range === undefined) return [];
    const { mean, least, most, runs } = range;
    return [
      {
        ...place,
        ...placeCells(judged),
        system: system.systemId,
        ...stamps,
        ...COLUMNS[figure],
        title: message(language, `report.endpoints.${figure}`),
        value: mean,
        n: runs,
        least,
        most,
      },
    ];
  });
}
