import type { InferenceView, MetricDefinition } from "../contract/metric.js";
import { computeMetric } from "../metrics/compute-metric.js";
import { outputThroughput } from "../metrics/output-throughput.js";
import { tpot } from "../metrics/tpot.js";
import { ttft } from "../metrics/ttft.js";
import { windowOutputTokens } from "../metrics/window-tokens.js";
import {
  ENDPOINT_FIGURES,
  type EndpointFigure,
  type EndpointFigures,
  type RangeOverRuns,
  type SystemEndpoints,
} from "../model/endpoint-results.js";
import { type Finding, warning } from "../model/finding.js";
import { countRequests, selectRequests } from "../model/request-list.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RunRecord } from "../model/run-record.js";
import { mean } from "../statistics/summary.js";
import type { Side, ViewedSide } from "./viewed-side.js";

/** How far apart the slowest and the fastest endpoint may be, relative to the mean of all, before a reader is told. */
const UNEVEN = 0.1;

/** Share of an endpoint's requests that may fail before a reader is told. */
const FAILING = 0.01;

/** Figures in which endpoints of one system should be alike. */
const ALIKE = ["outputTokensPerSecond", "ttftP50", "tpotP50"] as const satisfies readonly EndpointFigure[];

/**
 * What each endpoint of a system did over its used runs, and all of them together.
 *
 * @returns undefined for a system that has only one endpoint
 */
export function endpointResults({ system, records }: Side, { views }: ViewedSide): SystemEndpoints | undefined {
  const names = records.find(({ manifest }) => manifest.endpoints !== undefined)?.manifest.endpoints;
  if (names === undefined || names.length < 2) return undefined;
  const runs = [...views.values()].flatMap((view) => (view.kind === "view" && view.of === "inference" ? [view] : []));
  return {
    systemId: system.id,
    endpoints: names.map((name, index) => ({ name, figures: figuresOf(runs.map((run) => endpointView(run, index))) })),
    whole: figuresOf(runs),
  };
}

/** One slow endpoint hides in the figures of the whole system. */
export function endpointFindings({ systemId, endpoints }: SystemEndpoints): readonly Finding[] {
  return ALIKE.flatMap((figure) => {
    const known = endpoints.flatMap(({ name, figures }) => {
      const range = figures[figure];
      return range === undefined ? [] : [{ name, value: range.mean }];
    });
    const [least, ...others] = known.toSorted((one, other) => one.value - other.value);
    const most = others.at(-1);
    if (least === undefined || most === undefined) return [];
    const relative = (most.value - least.value) / mean(known.map(({ value }) => value));
    if (!(relative > UNEVEN)) return [];
    const data = { system: systemId, figure: wordOf(figure), low: least.name, high: most.name, relative };
    return [warning("endpoints-uneven", data)];
  });
}

/** Which endpoints failed requests of one run, also of a run that is not used for that very reason. */
export function failingEndpoints({ manifest, requests }: RunRecord): readonly Finding[] {
  return (manifest.endpoints ?? []).flatMap((name, index) => {
    const isOurs = ({ endpoint, phase }: RequestSample): boolean => endpoint === index && phase === "measure";
    const ended = countRequests(requests, isOurs);
    const failed = countRequests(requests, (request) => isOurs(request) && request.status === "failed");
    if (failed <= FAILING * ended) return [];
    return [warning("endpoint-failing", { endpoint: name, failed, requests: ended })];
  });
}

/** Key of the word for a figure. */
function wordOf(figure: EndpointFigure): `endpoint-${EndpointFigure}` {
  return `endpoint-${figure}`;
}

/** A run as one endpoint alone has seen it. */
function endpointView(run: InferenceView, endpoint: number): InferenceView {
  const events = run.events.filter(({ request }) => request.endpoint === endpoint);
  // The bins of a giant run do not say which endpoint a token came from.
  const unknown = { tokens: Number.NaN, events: 0, estimatedShare: 0 };
  return {
    ...run,
    requests: selectRequests(run.requests, (request) => request.endpoint === endpoint),
    measured: selectRequests(run.measured, (request) => request.endpoint === endpoint),
    events,
    outputTokens: run.binned === undefined ? windowOutputTokens(events, run.window) : unknown,
  };
}

function figuresOf(runs: readonly InferenceView[]): EndpointFigures {
  return Object.fromEntries(
    ENDPOINT_FIGURES.flatMap((figure) => {
      const values = runs.flatMap((run) => FIGURES[figure](run) ?? []);
      if (values.length === 0) return [];
      const range: RangeOverRuns = {
        mean: mean(values),
        least: Math.min(...values),
        most: Math.max(...values),
        runs: values.length,
      };
      return [[figure, range]];
    }),
  );
}

const FIGURES: Readonly<Record<EndpointFigure, (run: InferenceView) => number | undefined>> = {
  requests: (run) => run.measured.length,
  failed: (run) => countRequests(run.measured, ({ status }) => status === "failed"),
  outputTokensPerSecond: ofMetric(outputThroughput),
  ttftP50: ofMetric(ttft.find(({ id }) => id === "ttft.p50")),
  ttftP99: ofMetric(ttft.find(({ id }) => id === "ttft.p99")),
  tpotP50: ofMetric(tpot.find(({ id }) => id === "tpot.p50")),
};

function ofMetric(metric: MetricDefinition | undefined): (run: InferenceView) => number | undefined {
  if (metric === undefined) throw new RangeError("a figure of endpoints has no metric");
  return (run) => {
    const value = computeMetric(metric, run);
    return value.kind === "value" ? value.value : undefined;
  };
}
