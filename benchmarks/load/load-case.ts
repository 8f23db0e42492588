import { type Fidelity, judgeFidelity } from "../../src/run/calibrate/fidelity.js";
import type { Pace } from "../../src/simulation/paced-server/paced-options.js";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import type { ClientRun } from "./client-run.js";
import type { Cores } from "./cores.js";
import { median } from "./median.js";
import { runBare } from "./run-bare.js";
import { runOurs } from "./run-ours.js";
import { type StreamsOptions, streamsWorkload } from "./streams-workload.js";

/** One load that both clients are put to. */
export interface LoadCase extends StreamsOptions {
  readonly name: string;
  readonly pace: Pace;
}

/** What one client made of it. */
export interface ClientFigures extends Fidelity {
  /** Of the events and CPU seconds beyond those of a run of one stream, which is start-up. */
  readonly eventsPerCpuSecond: number;
}

export interface Pair {
  readonly ours: ClientFigures;
  readonly bare: ClientFigures;
}

/** What each client takes until it is ready to read: taken off every run of it. */
export interface StartUp {
  readonly ours: ReadinessCost;
  readonly bare: ReadinessCost;
}

/** A run of one stream, which reads next to nothing. */
export interface ReadinessCost {
  readonly cpuSeconds: number;
  readonly events: number;
}

type Client = (baseUrl: string, load: StreamsOptions, seed: number) => Promise<ClientRun>;

/** The two clients, each on the processor that is the client's. */
export function clientsOn(cores: Cores | undefined): { readonly ours: Client; readonly bare: Client } {
  return {
    ours: (baseUrl, load, seed) =>
      runOurs({ baseUrl, model: "plain", seed, workload: streamsWorkload(load) }, cores?.client),
    bare: (baseUrl, load) => {
      const { hostname, port } = new URL(baseUrl);
      return runBare({ host: hostname, port: Number(port), ...load }, cores?.client);
    },
  };
}

/** So many events that tokwatt makes itself as ready for them as for the cases that are measured (`deservesRehearsal`). */
const ONE_STREAM: StreamsOptions = { streams: 1, tokens: 20_000, startSeconds: 0 };

const START_UP_RUNS = 3;
const WARM_UP_TOKENS = 60;

/** Runs both clients on one stream, and takes the median of some runs. */
export async function measureStartUp(cores: Cores | undefined): Promise<StartUp> {
  const { ours, bare } = clientsOn(cores);
  const server = await startPacedServer({ pace: "instant" }, cores?.server);
  try {
    const cost = async (client: Client): Promise<ReadinessCost> => {
      const runs: ReadinessCost[] = [];
      for (let run = 0; run < START_UP_RUNS; run += 1) {
        await server.clear();
        const { streams, cpuSeconds } = await client(server.baseUrl, ONE_STREAM, run);
        runs.push({ cpuSeconds, events: streams.reduce((sum, { stampsNs }) => sum + stampsNs.length, 0) });
      }
      return {
        cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
        events: median(runs.map((run) => run.events)),
      };
    };
    return { ours: await cost(ours), bare: await cost(bare) };
  } finally {
    await server.stop();
  }
}

/** Runs one pair, the one or the other first. A server of its own for each pair: none is warmer than another. */
export async function runPair(
  load: LoadCase,
  seed: number,
  startUp: StartUp,
  cores: Cores | undefined,
  isOursFirst: boolean,
): Promise<Pair> {
  const { ours, bare } = clientsOn(cores);
  const server = await startPacedServer({ pace: load.pace }, cores?.server);
  const run = async (client: Client, beforehand: ReadinessCost): Promise<ClientFigures> => {
    await server.clear();
    const { streams, cpuSeconds } = await client(server.baseUrl, load, seed);
    const fidelity = judgeFidelity(streams, await server.truths());
    return {
      ...fidelity,
      eventsPerCpuSecond: (fidelity.events - beforehand.events) / (cpuSeconds - beforehand.cpuSeconds),
    };
  };
  try {
    // The server is met by as many streams as will come, for a while: what it compiles and collects on the way it has done then.
    await bare(server.baseUrl, { ...load, tokens: Math.min(load.tokens, WARM_UP_TOKENS) }, seed);
    if (isOursFirst) {
      const figures = await run(ours, startUp.ours);
      return { ours: figures, bare: await run(bare, startUp.bare) };
    }
    const figures = await run(bare, startUp.bare);
    return { bare: figures, ours: await run(ours, startUp.ours) };
  } finally {
    await server.stop();
  }
}
