import type { Unit } from "./unit.js";

/** What is told of each endpoint of a system, and of the system as a whole. */
export const ENDPOINT_FIGURES = [
  "requests",
  "failed",
  "outputTokensPerSecond",
  "ttftP50",
  "ttftP99",
  "tpotP50",
] as const;
export type EndpointFigure = (typeof ENDPOINT_FIGURES)[number];

/** One figure over the used runs that have it: not an interval, only what was seen. */
export interface RangeOverRuns {
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

/** Figures in base units (counts, tokens per second, seconds); one that no run has is absent. */
export type EndpointFigures = Readonly<Partial<Record<EndpointFigure, RangeOverRuns>>>;

/** Results of a system of several endpoints, each for itself. */
export interface SystemEndpoints {
  readonly systemId: string;
  /** In the order of the system file. */
  readonly endpoints: readonly { readonly name: string; readonly figures: EndpointFigures }[];
  /** The same figures of all endpoints together: percentiles are those of all requests, never means of percentiles. */
  readonly whole: EndpointFigures;
}

/** How the figures are shown. */
export const ENDPOINT_UNITS: Readonly<Record<EndpointFigure, Pick<Unit, "symbol" | "displayScale">>> = {
  requests: { symbol: "", displayScale: 1 },
  failed: { symbol: "", displayScale: 1 },
  outputTokensPerSecond: { symbol: "tok/s", displayScale: 1 },
  ttftP50: { symbol: "ms", displayScale: 1000 },
  ttftP99: { symbol: "ms", displayScale: 1000 },
  tpotP50: { symbol: "ms", displayScale: 1000 },
};
