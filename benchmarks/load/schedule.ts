import { drawArrivals } from "../../src/load/arrivals/arrival-list.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { ClientSelfCheck } from "../../src/model/self-check.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import type { PacedOptions } from "../../src/simulation/paced-server/paced-options.js";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import { type ClaimArguments, type Figure, proveClaim } from "../claims/claim.js";
import { chooseCores } from "./cores.js";
import { median } from "./median.js";
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

await proveClaim({ name: "an open loop of 2,000 requests/s by one worker", defaults: { seed: 1, runs: 3 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  const alone: InferenceWorkload = { ...WORKLOAD, outputTokens: { kind: "fixed", value: 1 } };
  const mixed: InferenceWorkload = {
    ...WORKLOAD,
    outputTokens: { kind: "empirical", values: [1, LONG_TOKENS], weights: [1 - LONG_SHARE, LONG_SHARE] },
    // Until as many long streams are open as will be.
    phases: { ...WORKLOAD.phases, warmUpSeconds: LONG_SECONDS + 1 },
  };
  const reading = `while ${LONG_STREAMS} streams are read`;
  const done: Readonly<Record<string, Run[]>> = { "null answers": [], [reading]: [] };
  for (let run = 0; run < runs; run += 1) {
    process.stderr.write(`run ${run + 1} of ${runs}\n`);
    done["null answers"]?.push(await runLoad(alone, { pace: "instant" }, seed + run));
    done[reading]?.push(await runLoad(mixed, { pace: "own", ttftMs: 0, gapMs: LONG_GAP_MS }, seed + run));
  }
  return Object.entries(done).flatMap(([name, ones]) => figuresOf(name, ones));
}

/** One run of a load. */
interface Run {
  readonly drawn: number;
  readonly sent: number;
  readonly failed: number;
  readonly client: ClientSelfCheck;
  readonly server: string;
}

async function runLoad(workload: InferenceWorkload, paced: Partial<PacedOptions>, seed: number): Promise<Run> {
  const { cores, note } = chooseCores();
  const server = await startPacedServer(paced, cores?.server);
  try {
    const { record } = await runOurs({ baseUrl: server.baseUrl, model: "plain", seed, workload }, cores?.client);
    const { mostOpenStreams, cpuSeconds } = await server.statistics();
    const { client } = record.manifest;
    if (client === undefined) throw new Error("the run has no self-check");
    return {
      ...countRequests(workload, record),
      failed: record.requests.filter(({ status }) => status !== "ok").length,
      client,
      server: `most streams open at once ${mostOpenStreams}, CPU of the server ${cpuSeconds.toFixed(1)} s; ${note}`,
    };
  } finally {
    await server.stop();
  }
}

/** Counts are those of the worst run; lateness is the median of the runs, for one run of a shared machine says little. */
function figuresOf(name: string, runs: readonly Run[]): readonly Figure[] {
  const most = (pick: (run: Run) => number): number => Math.max(...runs.map(pick));
  const middle = (pick: (run: Run) => number | undefined): number => median(runs.map((run) => pick(run) ?? Number.NaN));
  const p99 = runs.map(({ client }) => client.scheduleLateness.p99Ms.toFixed(2)).join(", ");
  const lateness = (key: "p50Ms" | "maxMs") => middle(({ client }) => client.scheduleLateness[key]);
  return [
    {
      name: `${name}: requests of the drawn list that were not sent`,
      value: most(({ drawn, sent }) => drawn - sent),
      atMost: 0,
      beside: `drawn ${runs.map(({ drawn }) => drawn).join(", ")}`,
    },
    { name: `${name}: requests that did not succeed`, value: most(({ failed }) => failed), atMost: 0 },
    {
      name: `${name}: lateness p99, ms`,
      value: middle(({ client }) => client.scheduleLateness.p99Ms),
      atMost: LATENESS_P99_MS,
      beside: `runs ${p99}; p50 ${lateness("p50Ms").toFixed(3)}, largest ${lateness("maxMs").toFixed(2)}; ${runs[0]?.server}`,
    },
    {
      name: `${name}: largest backlog, requests`,
      value: most(({ client }) => client.largestBacklog ?? Number.NaN),
      beside: `CPU of the worker ${middle(({ client }) => client.cpuShare).toFixed(2)} cores, receive lag p99 ${middle(({ client }) => client.receiveLag?.p99Ms).toFixed(2)} ms`,
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
