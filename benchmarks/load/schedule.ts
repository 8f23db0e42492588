import { drawArrivals } from "../../src/load/arrivals/arrival-list.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import type { PacedOptions } from "../../src/simulation/paced-server/paced-options.js";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import { type ClaimArguments, type Figure, proveClaim } from "../claims/claim.js";
import { chooseCores } from "./cores.js";
import { runOurs } from "./run-ours.js";

const REQUESTS_PER_SECOND = 2000;
const LATENESS_P99_MS = 2;
const WINDOW_SECONDS = 10;

/** Streams that are open beside the short requests: so many of all requests are long ones, and each lasts so long. */
const LONG_STREAMS = 500;
const LONG_TOKENS = 200;
const LONG_GAP_MS = 50;
const LONG_SECONDS = (LONG_TOKENS * LONG_GAP_MS) / 1e3;
const LONG_SHARE = LONG_STREAMS / LONG_SECONDS / REQUESTS_PER_SECOND;

const WORKLOAD: InferenceWorkload = {
  kind: "inference",
  id: "open",
  version: "1",
  title: { en: "Open loop", zh: "开环" },
  api: "chat",
  arrival: { kind: "poisson", requestsPerSecond: REQUESTS_PER_SECOND },
  promptWords: { kind: "fixed", value: 16 },
  outputPolicy: "exact",
  temperature: 0,
  phases: { warmUpSeconds: 2, measureSeconds: WINDOW_SECONDS, coolDownSeconds: 0.5, drainSeconds: LONG_SECONDS + 5 },
  minimum: { windowSeconds: 1, powerSamples: 0 },
  requestTimeoutSeconds: 60,
  hash: "open",
};

await proveClaim({ name: "an open loop of 2,000 requests/s by one worker", defaults: { seed: 1, runs: 1 }, measure });

async function measure({ seed }: ClaimArguments): Promise<readonly Figure[]> {
  const alone: InferenceWorkload = { ...WORKLOAD, outputTokens: { kind: "fixed", value: 1 } };
  const mixed: InferenceWorkload = {
    ...WORKLOAD,
    outputTokens: { kind: "empirical", values: [1, LONG_TOKENS], weights: [1 - LONG_SHARE, LONG_SHARE] },
    // Until as many long streams are open as will be.
    phases: { ...WORKLOAD.phases, warmUpSeconds: LONG_SECONDS + 1 },
  };
  return [
    ...(await measureLoad("null answers", alone, { pace: "instant" }, seed)),
    ...(await measureLoad(
      `while ${LONG_STREAMS} streams are read`,
      mixed,
      { pace: "own", ttftMs: 0, gapMs: LONG_GAP_MS },
      seed,
    )),
  ];
}

async function measureLoad(
  name: string,
  workload: InferenceWorkload,
  paced: Partial<PacedOptions>,
  seed: number,
): Promise<readonly Figure[]> {
  process.stderr.write(`${name}\n`);
  const { cores, note } = chooseCores();
  const server = await startPacedServer(paced, cores?.server);
  try {
    const { record } = await runOurs({ baseUrl: server.baseUrl, model: "plain", seed, workload }, cores?.client);
    const { mostOpenStreams, cpuSeconds } = await server.statistics();
    const beside = `most streams open at once ${mostOpenStreams}, CPU of the server ${cpuSeconds.toFixed(1)} s; ${note}`;
    return figuresOf(name, workload, record, beside);
  } finally {
    await server.stop();
  }
}

function figuresOf(name: string, workload: InferenceWorkload, record: RunRecord, beside: string): readonly Figure[] {
  const { client } = record.manifest;
  const lateness = client?.scheduleLateness;
  const { drawn, sent } = countRequests(workload, record);
  const others = record.requests.filter(({ status }) => status !== "ok").length;
  return [
    {
      name: `${name}: requests of the drawn list that were sent`,
      value: sent,
      atLeast: drawn,
      beside: `drawn ${drawn}`,
    },
    { name: `${name}: requests that did not succeed`, value: others, atMost: 0 },
    {
      name: `${name}: lateness p99, ms`,
      value: lateness?.p99Ms ?? Number.NaN,
      atMost: LATENESS_P99_MS,
      beside: `p50 ${lateness?.p50Ms.toFixed(3)}, largest ${lateness?.maxMs.toFixed(2)}; ${beside}`,
    },
    {
      name: `${name}: largest backlog, requests`,
      value: client?.largestBacklog ?? Number.NaN,
      beside: `CPU of the worker ${client?.cpuShare.toFixed(2)} cores, receive lag p99 ${client?.receiveLag?.p99Ms.toFixed(2)} ms`,
    },
  ];
}

/** The list is drawn here once more, from the same seed: whether all of it was sent is not the driver's to say. */
function countRequests({ arrival, phases }: InferenceWorkload, { manifest, requests }: RunRecord) {
  const totalNs = (phases.warmUpSeconds + phases.measureSeconds + phases.coolDownSeconds) * 1e9;
  const schedule = drawArrivals(arrival, totalNs, manifest.trial.arrivalSeed, {
    vocabulary: { words: ["word"], countedBy: "nobody" },
    salt: "",
  });
  if (schedule.kind !== "open") throw new Error("an open loop was wanted");
  const indices = new Set(requests.filter(({ sentNs }) => sentNs !== undefined).map(({ index }) => index));
  return { drawn: schedule.timesNs.length, sent: schedule.timesNs.filter((_, index) => indices.has(index)).length };
}
