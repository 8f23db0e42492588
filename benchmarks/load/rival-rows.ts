import { delayStatistics } from "../../src/load/delay-statistics.js";
import { startPacedServer } from "../../src/simulation/paced-server/start-paced-server.js";
import type { StreamTruth } from "../../src/simulation/paced-server/stream-log.js";
import type { ClientRun } from "./client-run.js";
import type { Cores } from "./cores.js";
import { clientsOn } from "./load-case.js";
import { RIVALS } from "./rivals/all-rivals.js";
import type { ClientReport } from "./rivals/rival.js";
import { findPython, runRival } from "./rivals/run-rival.js";
import type { StreamsOptions } from "./streams-workload.js";

/** One line of the table. */
export type RivalRow =
  | { readonly kind: "absent"; readonly client: string; readonly reason: string }
  | {
      readonly kind: "measured";
      readonly client: string;
      readonly report: ClientReport;
      /** The same figures by the server's own log of this run. */
      readonly truth: ClientReport;
      readonly streamsHeld: number;
      readonly eventsPerCpuSecond: number;
      /** What a run of next to nothing takes; left out of the events per CPU second. */
      readonly startUpCpuSeconds: number;
    };

export interface RivalsOptions {
  readonly environments: readonly string[];
  readonly tokenizer: string;
  readonly streams: number;
  readonly tokens: number;
  readonly seed: number;
  readonly cores: Cores | undefined;
  readonly tell: (line: string) => void;
}

/** A run that is next to nothing; not one request, as not every tool sends the first that it is asked for. */
const START_UP_STREAMS = 10;

const START_UP_NOISE = 0.1;

/** A client as the table needs it: run on so many streams against a server. */
type Measured = (
  baseUrl: string,
  streams: number,
) => Promise<{ readonly report: ClientReport; readonly cpuSeconds: number }>;

/** Puts tokwatt, the bare reader and every rival that is installed to the same case, one after the other. */
export async function measureClients(options: RivalsOptions): Promise<readonly RivalRow[]> {
  const { tokens, seed, cores, environments, tokenizer, tell } = options;
  const rows: RivalRow[] = [];
  const { ours, bare } = clientsOn(cores);
  const own = (run: (baseUrl: string, load: StreamsOptions, seed: number) => Promise<ClientRun>): Measured => {
    return async (baseUrl, streams) => {
      const done = await run(baseUrl, { streams, tokens, startSeconds: 0 }, seed);
      return { report: reportOf(done, tokens), cpuSeconds: done.cpuSeconds };
    };
  };
  tell("tokwatt");
  rows.push(await measureRow("tokwatt", own(ours), options));
  tell("bare reader");
  rows.push(await measureRow("bare net.Socket reader", own(bare), options));
  for (const rival of RIVALS) {
    const python = await findPython(rival, environments);
    if (python === undefined) {
      rows.push({ kind: "absent", client: rival.name, reason: "not installed in the given Python environments" });
      continue;
    }
    tell(rival.name);
    const measured: Measured = (baseUrl, streams) =>
      runRival(rival, python, { baseUrl, model: "plain", streams, tokens, tokenizer }, cores?.client);
    const row = measureRow(rival.name, measured, options);
    rows.push(
      await row.catch((error: unknown): RivalRow => ({ kind: "absent", client: rival.name, reason: String(error) })),
    );
  }
  return rows;
}

async function measureRow(client: string, run: Measured, { streams, cores }: RivalsOptions): Promise<RivalRow> {
  const server = await startPacedServer({ pace: "own" }, cores?.server);
  try {
    // The first start of a tool reads its files from the disk and compiles them, which is not what a start takes.
    await run(server.baseUrl, START_UP_STREAMS);
    const before = await server.statistics();
    await server.clear();
    const { report, cpuSeconds } = await run(server.baseUrl, streams);
    const after = await server.statistics();
    const truths = await server.truths();
    const startUp = await run(server.baseUrl, START_UP_STREAMS);
    return {
      kind: "measured",
      client,
      report,
      truth: truthOf(truths),
      streamsHeld: after.mostOpenStreams,
      eventsPerCpuSecond: ratioToStartUp(after.events - before.events, cpuSeconds, startUp.cpuSeconds),
      startUpCpuSeconds: startUp.cpuSeconds,
    };
  } finally {
    await server.stop();
  }
}

/** Two starts differ by a part of what they take: a run that costs no more than that beside its start says nothing; NaN. */
function ratioToStartUp(events: number, cpuSeconds: number, startUpSeconds: number): number {
  const seconds = cpuSeconds - startUpSeconds;
  return seconds > START_UP_NOISE * startUpSeconds ? events / seconds : Number.NaN;
}

/** What the server's log says of a run, in the terms of a client. */
export function truthOf(truths: readonly StreamTruth[]): ClientReport {
  const streams = truths.map(({ id, receivedNs, sentNs }) => ({
    id,
    sentNs: receivedNs,
    stampsNs: sentNs,
    isWhole: true,
  }));
  return reportOf({ streams, cpuSeconds: 0 }, Math.max(1, ...truths.map(({ tokens }) => sum(tokens))));
}

/** Percentiles over all requests and all gaps between tokens; tokens per second from the first request to the last token. */
function reportOf({ streams }: ClientRun, tokens: number): ClientReport {
  const ttft = delayStatistics(streams.map(({ sentNs, stampsNs }) => (stampsNs[0] ?? Number.NaN) - sentNs));
  // The chunk with the finish reason comes with the last token and holds none.
  const cut = streams.map(({ id, sentNs, stampsNs }) => ({
    id,
    sentNs,
    stampsNs: Array.from(stampsNs).slice(0, tokens),
  }));
  const gaps = delayStatistics(
    cut.flatMap(({ stampsNs }) => stampsNs.slice(1).map((atNs, before) => atNs - (stampsNs[before] ?? Number.NaN))),
  );
  const firstNs = Math.min(...cut.map(({ sentNs }) => sentNs));
  const lastNs = Math.max(...cut.map(({ stampsNs }) => stampsNs.at(-1) ?? Number.NaN));
  return {
    ttftP50Ms: ttft.p50Ms,
    ttftP99Ms: ttft.p99Ms,
    gapP50Ms: gaps.p50Ms,
    gapP99Ms: gaps.p99Ms,
    gapsAre: "gaps",
    tokensPerSecond: sum(cut.map(({ stampsNs }) => stampsNs.length)) / ((lastNs - firstNs) / 1e9),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
