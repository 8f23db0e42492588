import { message } from "../locales/catalogue.js";
import {
  ENDPOINT_FIGURES,
  ENDPOINT_UNITS,
  type EndpointFigure,
  type EndpointFigures,
  type SystemEndpoints,
} from "../model/endpoint-results.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import { formatPlain, MISSING } from "./format-number.js";

/** What each endpoint did, for every system that has several; nothing for the others. */
export function endpointBlocks(
  systems: readonly SystemEndpoints[] | undefined,
  language: Language,
): readonly ReportBlock[] {
  return (systems ?? []).flatMap(({ systemId, endpoints, whole }): readonly ReportBlock[] => [
    { kind: "paragraph", text: message(language, "report.endpoints", { system: systemId }), tone: "strong" },
    {
      kind: "table",
      columns: [
        { header: message(language, "report.column.endpoint"), align: "left" },
        ...ENDPOINT_FIGURES.map((figure) => ({ header: header(figure, language), align: "right" as const })),
      ],
      rows: [
        ...endpoints.map(({ name, figures }) => cells(name, figures, "plain")),
        cells(message(language, "report.endpoints.whole"), whole, "strong"),
      ],
    },
    { kind: "paragraph", text: message(language, "report.endpoints.legend"), tone: "muted" },
  ]);
}

function header(figure: EndpointFigure, language: Language): string {
  const { symbol } = ENDPOINT_UNITS[figure];
  const name = message(language, `report.endpoints.${figure}`);
  return symbol === "" ? name : `${name} (${symbol})`;
}

function cells(name: string, figures: EndpointFigures, tone: ReportText["tone"]): readonly ReportText[] {
  return [{ text: name, tone }, ...ENDPOINT_FIGURES.map((figure) => ({ text: rangeText(figure, figures), tone }))];
}

/** `101.2 (98.4–103)`; the mean alone where all runs are alike in the digits that are shown. */
function rangeText(figure: EndpointFigure, figures: EndpointFigures): string {
  const range = figures[figure];
  if (range === undefined) return MISSING;
  const { displayScale } = ENDPOINT_UNITS[figure];
  const [mean, least, most] = [range.mean, range.least, range.most].map((value) => formatPlain(value * displayScale));
  return least === most ? `${mean}` : `${mean} (${least}–${most})`;
}
