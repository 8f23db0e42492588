import { METRICS } from "../../src/metrics/all.js";
import { computeMetric } from "../../src/metrics/compute-metric.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import { STREAM_SHAPES, type StreamShape } from "../../src/simulation/paced-server/stream-shape.js";
import { type ClaimArguments, type Figure, proveClaim } from "../claims/claim.js";
import { type Cores, chooseCores } from "./cores.js";
import { median } from "./median.js";
import { runOurs } from "./run-ours.js";
import { type ShapeTruth, truthOfShape } from "./shape-truth.js";
import { streamsWorkload } from "./streams-workload.js";

const ERROR_MS = 0.5;
const TTFT_MS = 100;
const GAP_MS = 20;
/** Spread, so that no request waits in the server for another one. */
const LOAD = { streams: 64, tokens: 60, startSeconds: 4 };

await proveClaim({ name: "truth table over the shapes of streams", defaults: { seed: 1, runs: 1 }, measure });

async function measure({ seed }: ClaimArguments): Promise<readonly Figure[]> {
  const { cores } = chooseCores();
  const figures: Figure[] = [];
  for (const shape of STREAM_SHAPES) figures.push(...(await measureShape(shape, seed, cores)));
  return figures;
}

async function measureShape(shape: StreamShape, seed: number, cores: Cores | undefined): Promise<readonly Figure[]> {
  process.stderr.write(`${shape}\n`);
  const server = await startPacedServer({ ttftMs: TTFT_MS, gapMs: GAP_MS }, cores?.server);
  try {
    const workload = streamsWorkload(LOAD);
    const options = { baseUrl: server.baseUrl, model: shape, seed, workload };
    const { record } = await runOurs(options, cores?.client);
    return compareShape(shape, record, truthOfShape(await server.truths()));
  } finally {
    await server.stop();
  }
}

function compareShape(shape: StreamShape, record: RunRecord, truth: ShapeTruth): readonly Figure[] {
  const lagMs = record.manifest.client?.receiveLag?.p50Ms ?? 0;
  const error = (metric: string, reported: number | undefined, trueMs: number): readonly Figure[] => {
    if (Number.isNaN(trueMs)) return [];
    const value = reported === undefined ? Number.NaN : Math.abs(reported - trueMs);
    const beside = `reported ${reported?.toFixed(3) ?? "nothing"}, true ${trueMs.toFixed(3)}, lag ${lagMs.toFixed(3)}`;
    return [{ name: `${shape}: ${metric} p50, ms off`, value, atMost: ERROR_MS + lagMs, beside }];
  };
  const hasReasoning = !Number.isNaN(truth.reasoningP50Ms);
  return [
    ...error(
      "TTFT",
      reportedMs(record, "ttft-from-send.p50") ?? sampledMs(record, ({ firstTokenNs }) => firstTokenNs),
      truth.ttftP50Ms,
    ),
    ...(hasReasoning
      ? error(
          "first reasoning",
          sampledMs(record, ({ firstReasoningNs }) => firstReasoningNs),
          truth.reasoningP50Ms,
        )
      : []),
    ...(hasReasoning
      ? error(
          "first answer",
          sampledMs(record, ({ firstAnswerNs }) => firstAnswerNs),
          truth.answerP50Ms,
        )
      : []),
    ...error("ITL", reportedMs(record, "itl.p50"), truth.itlP50Ms),
    ...error("inter-chunk latency", reportedMs(record, "icl.p50"), truth.iclP50Ms),
    countFigure(
      `${shape}: requests with a wrong token count`,
      record,
      (id) => truth.tokens.get(id),
      (request) => request.outputTokens.count,
    ),
    countFigure(
      `${shape}: requests with wrong content events`,
      record,
      (id) => truth.contentEvents.get(id),
      (request) => request.contentEvents,
    ),
    statusFigure(shape, record),
  ];
}

/** A metric as reports print it, in milliseconds; undefined where it is absent. */
function reportedMs(record: RunRecord, id: string): number | undefined {
  const metric = METRICS.find((one) => one.id === id);
  const view = buildRunView(record, undefined);
  if (metric === undefined) throw new Error(`no metric ${id}`);
  if (view.kind === "absent") return undefined;
  const value = computeMetric(metric, view);
  return value.kind === "value" ? value.value * 1e3 : undefined;
}

/**
 * Median from sending, of the samples: metrics of latency leave failed requests out, and those of reasoning and answer count
 * from the schedule, which the server does not know.
 */
function sampledMs(
  { requests }: RunRecord,
  instantOf: (request: RunRecord["requests"][number]) => number | undefined,
): number {
  return median(requests.map((request) => ((instantOf(request) ?? Number.NaN) - (request.sentNs ?? Number.NaN)) / 1e6));
}

function countFigure(
  name: string,
  { requests }: RunRecord,
  truthOf: (id: string) => number | undefined,
  countOf: (request: RunRecord["requests"][number]) => number,
): Figure {
  const wrong = requests.filter((request) => countOf(request) !== truthOf(`tokwatt-${request.index}`));
  const [first] = wrong;
  const example =
    first === undefined ? "" : `; request ${first.index}: ${countOf(first)}, true ${truthOf(`tokwatt-${first.index}`)}`;
  return { name, value: wrong.length, atMost: 0, beside: `of ${requests.length}${example}` };
}

function statusFigure(shape: StreamShape, { requests }: RunRecord): Figure {
  const expected = shape === "error" ? "failed" : "ok";
  const others = requests.filter(({ status }) => status !== expected);
  const why = others[0]?.failure === undefined ? "" : `; ${others[0].failure.kind} ${others[0].failure.detail ?? ""}`;
  return {
    name: `${shape}: requests that are not ${expected}`,
    value: others.length,
    atMost: 0,
    beside: `of ${requests.length}${why}`,
  };
}
