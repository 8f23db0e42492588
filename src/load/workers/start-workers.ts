import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../model/finding.js";
import { LOCAL_SHARD } from "../../model/run-record.js";
import { NS_PER_MILLISECOND } from "../../model/time.js";
import { shardFiles } from "../../records/run-files.js";
import { joinOutcomes } from "../join-outcomes.js";
import type { LoadRequest, LoadStarter } from "./load-starter.js";
import { shardOf } from "./shard-of.js";
import { startWorker, type WorkerProcess } from "./worker-process.js";

/**
 * How far in the future the instant lies at which workers begin: time for every one of them to hear of it and to open its
 * shard, so that none begins late.
 */
const LEAD_NS = 50 * NS_PER_MILLISECOND;

/**
 * Drives a load by processes of their own, each with its share, its clock, its connections and its shard of the record. They
 * are named one instant to begin at, and for a batch one more. Where one fails, the others are cut: half a load is none.
 */
export const startWorkers: LoadStarter = async (request) => {
  const { clock, signal } = request;
  const aliases = Array.from({ length: request.workers }, (_, worker) => `${LOCAL_SHARD}-${worker + 1}`);
  const crew = aliases.map((alias, worker) => startWorker(taskOf(request, alias, worker), request.log));
  let failure: Finding | undefined;
  const cut = (): void => {
    for (const worker of crew) worker.cut();
  };
  for (const { ended } of crew) {
    void ended.then((ending) => {
      if (ending.failure === undefined) return;
      failure ??= ending.failure;
      cut();
    });
  }
  if (signal.aborted) cut();
  signal.addEventListener("abort", cut, { once: true });
  try {
    await allReached(crew, "ready");
    const startNs = clock.nowNs() + LEAD_NS;
    for (const worker of crew) worker.begin(startNs);
    if (request.workload.arrival.kind === "offline") {
      await allReached(crew, "warm");
      const batchNs = clock.nowNs() + LEAD_NS;
      for (const worker of crew) worker.batch(batchNs);
    }
    const endings = await Promise.all(crew.map((worker) => worker.ended));
    const outcomes = endings.flatMap(({ outcome }) => outcome ?? []);
    const written = await aliasesOnDisk(request.directory, aliases);
    const shards = written.map((alias) => shardOf(clock, alias));
    return { ...joinOutcomes(outcomes, crew.length), failure, interrupted: signal.aborted, shards };
  } finally {
    signal.removeEventListener("abort", cut);
  }
};

function taskOf(request: LoadRequest, alias: string, worker: number) {
  const { workload, seed, salt, vocabulary, files, endpoints, directory, clock, workers } = request;
  const { zeroHrtimeNs } = clock;
  const share = { worker, workers };
  return { workload, seed, salt, vocabulary, files, endpoints, share, alias, zeroHrtimeNs, directory };
}

async function allReached(crew: readonly WorkerProcess[], stage: "ready" | "warm"): Promise<void> {
  await Promise.all(crew.map((worker) => worker.reached(stage)));
}

/** Those whose shard is there: a worker that died early may not have begun one. */
async function aliasesOnDisk(directory: string, aliases: readonly string[]): Promise<readonly string[]> {
  const found = aliases.map(async (alias) => {
    const files = Object.values(shardFiles(alias)).map((file) => access(join(directory, file)));
    return Promise.all(files).then(
      () => [alias],
      () => [],
    );
  });
  return (await Promise.all(found)).flat();
}
