import { appendLedger } from "../../src/records/ledger.js";
import { createRunWriter } from "../../src/records/run-writer.js";
import type { TokenSidecarKind } from "../../src/records/token-sidecar.js";
import { fullDeviceState, fullHeader } from "./full-run.js";
import { BINS, blocksV2, endV2, planV2, requestsV2, startV2, WORKERS } from "./full-run-v2.js";
import { ledgerEntry } from "./sample-run.js";

/** The same run with its events in bins. */
export const binnedStartV2 = {
  ...startV2,
  runId: "golden2-001",
  trial: planV2.trials[1]!,
  startedAt: "2026-11-22T00:01:00.000Z",
};

/** Writes the results that `fixtures/v2` holds: one run with all events, one with bins; the one that was killed is cut by hand. */
export async function writeFullRunsV2(resultsDir: string): Promise<void> {
  await write(resultsDir, startV2, { kind: "full" });
  await write(resultsDir, binnedStartV2, BINS);
}

async function write(resultsDir: string, manifest: typeof startV2, tokens: TokenSidecarKind): Promise<void> {
  await appendLedger(resultsDir, ledgerEntry(manifest));
  const writer = await createRunWriter({ resultsDir, manifest });
  const trace = writer.openTrace(fullHeader);
  trace.append(0, 1000);
  trace.append(50_000_000, null);
  trace.append(100_000_000, 1000.25, fullDeviceState);
  const shards = await Promise.all(WORKERS.map((alias) => writer.openShard(alias, tokens)));
  const shardOf = (request: number) => shards[request % 2 === 1 ? 0 : 1]!;
  for (const block of blocksV2) shardOf(block.request).tokenEvents(block);
  for (const request of requestsV2) shardOf(request.index).request(request);
  writer.finding({ code: "power-readings-missing", severity: "warning", data: { trace: "package-0", missing: 1 } });
  await writer.finish(endV2);
}
