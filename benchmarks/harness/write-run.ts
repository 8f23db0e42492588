import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { LOCAL_SHARD, type RunRecord } from "../../src/model/run-record.js";
import { createRunWriter } from "../../src/records/run-writer.js";

/** Writes a record into a folder, as a run would; resolves with the run's own folder. */
export async function writeRun(record: RunRecord, resultsDir: string): Promise<string> {
  const writer = await createRunWriter({ resultsDir, manifest: { ...record.manifest, state: "running", files: {} } });
  const eventsOf = new Map(record.tokenEvents.map((events) => [events.request, events]));
  const shard = await writer.openShard(LOCAL_SHARD);
  for (const request of record.requests) {
    const events = eventsOf.get(request.index);
    if (events !== undefined) shard.tokenEvents(events);
    shard.request(request);
  }
  for (const trace of record.power) {
    const sink = writer.openTrace(trace.header);
    for (const [index, atNs] of trace.timesNs.entries()) sink.append(atNs, trace.values[index] ?? null);
  }
  await writer.finish({ state: "complete" });
  return writer.directory;
}

/** Calls `work` with a folder that is gone afterwards. */
export async function inTemporaryFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "tokwatt-bench-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
