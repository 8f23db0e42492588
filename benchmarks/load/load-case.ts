import { type Fidelity, judgeFidelity } from "../../src/run/calibrate/fidelity.js";
import type { Pace } from "../../src/simulation/paced-server/paced-options.js";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import type { ClientRun } from "./client-run.js";
import type { Cores } from "./cores.js";
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
  /** Start-up, which is that of a run of one stream and one token, is left out. */
  readonly eventsPerCpuSecond: number;
}

export interface Pair {
  readonly ours: ClientFigures;
  readonly bare: ClientFigures;
}

/** CPU seconds that each client takes for next to nothing: taken off every run of it. */
export interface StartUp {
  readonly ours: number;
  readonly bare: number;
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

const NEXT_TO_NOTHING: StreamsOptions = { streams: 1, tokens: 1, startSeconds: 0 };

/** Runs both clients on next to nothing. */
export async function measureStartUp(cores: Cores | undefined): Promise<StartUp> {
  const { ours, bare } = clientsOn(cores);
  const server = await startPacedServer({ pace: "instant" }, cores?.server);
  try {
    const [first, second] = [
      await ours(server.baseUrl, NEXT_TO_NOTHING, 0),
      await bare(server.baseUrl, NEXT_TO_NOTHING, 0),
    ];
    return { ours: first.cpuSeconds, bare: second.cpuSeconds };
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
  const run = async (client: Client, startUpSeconds: number): Promise<ClientFigures> => {
    await server.clear();
    const { streams, cpuSeconds } = await client(server.baseUrl, load, seed);
    const fidelity = judgeFidelity(streams, await server.truths());
    return { ...fidelity, eventsPerCpuSecond: fidelity.events / (cpuSeconds - startUpSeconds) };
  };
  try {
    // Nobody is the first to meet a server that has not been compiled yet.
    await bare(server.baseUrl, { ...load, streams: Math.min(load.streams, 64), tokens: 20 }, seed);
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
