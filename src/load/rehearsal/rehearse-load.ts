import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NS_PER_SECOND } from "../../model/time.js";
import type { InferenceWorkload } from "../../model/workload.js";
import { createShardWriter } from "../../records/shard-writer.js";
import { ROW_EVENTS } from "../event-store.js";
import type { LoadShare } from "../load-share.js";
import type { LoadSink } from "../load-sink.js";
import { createMonotonicClock } from "../monotonic-clock.js";
import { createOpenAiClient } from "../openai-client.js";
import type { RequestList } from "../request-list.js";
import { createRequestRunner } from "../request-runner.js";
import { createBurstCounter } from "../workers/burst-watch.js";
import { offeredLoad } from "../workers/offered-load.js";
import { type RehearsalServer, startRehearsalServer } from "./rehearsal-server.js";

/** One round of a rehearsal: so many answers at once, of so many tokens. */
interface Round {
  readonly streams: number;
  readonly tokens: number;
}

/**
 * First whole answers, short ones and some that fill a row of the event store, so that the compiler has seen how an answer ends
 * before it optimises for its middle: code that was optimised without it is thrown away when the first thousand streams end in
 * step. Then what makes it optimise.
 */
const ROUNDS: readonly Round[] = [
  { streams: 16, tokens: 2 },
  { streams: 4, tokens: ROW_EVENTS + 2 },
  { streams: 4, tokens: ROW_EVENTS + 2 },
  { streams: 32, tokens: 80 },
];

/** A share with less does not queue behind cold code, and a rehearsal would be much of what its client costs. */
const HEAVY = { requestsPerSecond: 100, events: 20_000 } as const;

/** Instants of a clock that has run for an hour are no small integers, for which the compiler has other code. */
const AGE_NS = 3_600_000_000_000n;

const TIMEOUT_NS = 10 * NS_PER_SECOND;

/** Whether a worker's share is heavy enough for a rehearsal. */
export function deservesRehearsal(workload: InferenceWorkload, { workers }: LoadShare): boolean {
  const { requestsPerSecond, events } = offeredLoad(workload);
  return requestsPerSecond >= HEAVY.requestsPerSecond * workers || events >= HEAVY.events * workers;
}

/**
 * Sends requests of the workload's form to a server of this process and reads their answers by the very code of the load, so
 * that the load meets a compiled client from its first request on. It takes a tenth of a second or two, nothing of it leaves the
 * machine, and what it records goes to a folder that is gone afterwards.
 */
export async function rehearseLoad(workload: InferenceWorkload): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "tokwatt-rehearsal-"));
  const server = await startRehearsalServer();
  try {
    const shard = await createShardWriter({ directory, alias: "rehearsal" });
    try {
      for (const round of ROUNDS) await readAnswers(workload, server, round, shard);
    } finally {
      await shard.close();
    }
  } finally {
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** A client of its own for each round: the compiler must not take the functions of one client for the only ones. */
async function readAnswers(
  workload: InferenceWorkload,
  server: RehearsalServer,
  { streams, tokens }: Round,
  sink: LoadSink,
): Promise<void> {
  const endpoint = { baseUrl: server.baseUrl, model: "rehearsal", headers: {}, usage: "final" } as const;
  const clock = createMonotonicClock(process.hrtime.bigint() - AGE_NS);
  const client = createOpenAiClient({ endpoint, workload, clock, bursts: createBurstCounter() });
  server.answerWith(tokens);
  const runner = createRequestRunner({
    client,
    clock,
    requests: sameRequests(tokens),
    sink,
    timeoutNs: TIMEOUT_NS,
    ended: () => undefined,
    broken: () => undefined,
  });
  try {
    await Promise.all(Array.from({ length: streams }, (_, index) => runner.start(index, clock.nowNs(), "warm-up")));
  } finally {
    runner.close();
    await client.close();
  }
}

function sameRequests(outputTokens: number): RequestList {
  return {
    at: (index) => ({ index, messages: [{ role: "user", content: "word" }], outputTokens }),
    prepare: () => undefined,
    prepareMeanwhile: () => undefined,
    findings: () => [],
  };
}
