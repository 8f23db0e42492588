import { type ChildProcess, spawn } from "node:child_process";
import { judgeValidity } from "../../src/compare/validity.js";
import { findingText } from "../../src/locales/catalogue.js";
import type { Validity } from "../../src/model/verdict.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import { type ClaimArguments, type Figure, proveClaim } from "../claims/claim.js";
import { type Cores, chooseCores } from "./cores.js";
import { type OursRun, runOurs } from "./run-ours.js";
import { streamsWorkload } from "./streams-workload.js";

const STREAMS = 500;
const STREAM_SECONDS = 5;
const GAP_MS = 50;

/** Half as many streams as one worker is given to carry (`chooseWorkers`), and long enough a warm-up for all of them. */
const WORKLOAD: InferenceWorkload = {
  ...streamsWorkload({ streams: STREAMS, tokens: (STREAM_SECONDS * 1e3) / GAP_MS, startSeconds: STREAM_SECONDS }),
  phases: {
    warmUpSeconds: STREAM_SECONDS + 1,
    measureSeconds: 8,
    coolDownSeconds: 0.5,
    drainSeconds: 2 * STREAM_SECONDS,
  },
};

/** How bad a verdict on a run is. */
const RANK: Readonly<Record<Validity, number>> = { valid: 0, degraded: 1, invalid: 2 };

await proveClaim({ name: "CPU stolen from the client", defaults: { seed: 1, runs: 1 }, measure });

async function measure({ seed }: ClaimArguments): Promise<readonly Figure[]> {
  const { cores, note } = chooseCores();
  if (cores === undefined) throw new Error(`the client needs a core of its own: ${note}`);
  const alone = await runOn(cores, seed);
  const thief = spawn("taskset", ["-c", String(cores.client), process.execPath, "-e", "for (;;);"], {
    stdio: "ignore",
  });
  const stolen = await runOn(cores, seed).finally(() => stop(thief));
  return [
    {
      name: "with a spinning process on its core: 0 valid, 1 degraded, 2 invalid",
      value: RANK[judgeValidity(stolen.record).validity],
      atLeast: 1,
      beside: wordsOn(stolen),
    },
    {
      name: "without it",
      value: RANK[judgeValidity(alone.record).validity],
      beside: wordsOn(alone),
    },
  ];
}

async function runOn(cores: Cores, seed: number): Promise<OursRun> {
  const server = await startPacedServer({ pace: "own", gapMs: GAP_MS }, cores.server);
  try {
    const options = { baseUrl: server.baseUrl, model: "plain", seed, workload: WORKLOAD };
    return await runOurs(options, cores.client);
  } finally {
    await server.stop();
  }
}

function stop(thief: ChildProcess): void {
  thief.kill("SIGKILL");
}

function wordsOn({ record }: OursRun): string {
  const { client } = record.manifest;
  const figures = `lateness p99 ${client?.scheduleLateness.p99Ms.toFixed(1)} ms, loop p99 ${client?.eventLoopDelay.p99Ms.toFixed(1)} ms, receive lag p99 ${client?.receiveLag?.p99Ms.toFixed(1)} ms, late bursts ${client?.bursts?.late} of ${client?.bursts?.bursts}, CPU ${client?.cpuShare.toFixed(2)}, without a processor ${client?.processorWaitShare?.toFixed(3)}`;
  return [figures, ...judgeValidity(record).findings.map((finding) => findingText("en", finding))].join("; ");
}
