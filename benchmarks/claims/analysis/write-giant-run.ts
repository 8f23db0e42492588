import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import type { RequestSample } from "../../../src/model/request-sample.js";
import type { RequestTokenEvents } from "../../../src/model/token-events.js";
import { addRequest, type BinGrid, createBinSums } from "../../../src/records/bin-sums.js";
import { encodeBinGrid } from "../../../src/records/binned-events-codec.js";
import { encodeBinsBlock } from "../../../src/records/bins-block.js";
import { appendLedger } from "../../../src/records/ledger.js";
import { createRunWriter } from "../../../src/records/run-writer.js";
import { blockRoom, writeBlock } from "../../../src/records/token-block.js";
import { TOKEN_EVENTS_HEADER } from "../../../src/records/token-events-codec.js";
import { drawRequests, EVENTS_A_REQUEST } from "./draw-requests.js";
import { giantManifest, SHARDS } from "./giant-plan.js";

const BIN_NS = 10e6;
const SLICE_NS = 100e6;
const WRITE_BYTES = 8 * 1024 * 1024;

/** What the requests truly were, summed up as they were drawn. */
export interface GiantTruth {
  readonly requests: number;
  readonly measured: number;
  readonly failed: number;
  /** Mean over the measured requests that have it. */
  readonly meanTtftSeconds: number;
  /** Bytes of all files of requests. */
  readonly bytes: number;
  readonly requestFiles: readonly string[];
}

/**
 * Writes a results folder with one run of so many requests: lines, events and manifest as the load generator's processes
 * write them, each its share, every line when its request ends.
 *
 * @param events `binned` keeps sums of the events, as runs of more than 50 million events do
 */
export async function writeGiantRun(
  resultsDir: string,
  requests: number,
  seed: number,
  events: "binned" | "full",
): Promise<GiantTruth> {
  const manifest = giantManifest(requests);
  const { runId, executionId, plan, trial, startedAt, windows, client } = manifest;
  await appendLedger(resultsDir, { runId, executionId, planHash: plan.hash, trialId: trial.id, startedAt });
  if (windows === undefined) throw new Error("the run has a window");
  const { windows: _, client: __, ...begun } = manifest;
  const writer = await createRunWriter({ resultsDir, manifest: begun });
  const shards = SHARDS.map((alias) =>
    openShard(writer.directory, alias, { window: windows.measure, binNs: BIN_NS }, events),
  );
  const sums = { measured: 0, failed: 0, ttft: 0, timed: 0 };
  drawRequests(requests, seed, (sample, ownEvents) => {
    const shard = shards[sample.index % shards.length];
    shard?.take(sample, ownEvents);
    if (sample.phase !== "measure") return;
    sums.measured += 1;
    if (sample.status === "failed") sums.failed += 1;
    else {
      sums.ttft += ((sample.firstTokenNs ?? Number.NaN) - sample.scheduledNs) / 1e9;
      sums.timed += 1;
    }
  });
  const bytes = shards.reduce((sum, shard) => sum + shard.end(), 0);
  await writer.finish({ state: "complete", endedAt: "2026-11-22T01:00:00.000Z", windows, client });
  return {
    requests,
    measured: sums.measured,
    failed: sums.failed,
    meanTtftSeconds: sums.ttft / sums.timed,
    bytes,
    requestFiles: SHARDS.map((alias) => path.join(writer.directory, "requests", `${alias}.jsonl`)),
  };
}

interface OpenShard {
  take(sample: RequestSample, events: RequestTokenEvents | undefined): void;
  /** @returns bytes of its requests */
  end(): number;
}

function openShard(directory: string, alias: string, grid: BinGrid, kind: "binned" | "full"): OpenShard {
  for (const folder of ["requests", "tokens"]) mkdirSync(path.join(directory, folder), { recursive: true });
  const requests = openOutput(path.join(directory, "requests", `${alias}.jsonl`));
  const tokensPath = path.join(directory, "tokens", `${alias}.bin`);
  const tokens = kind === "binned" ? binnedEvents(tokensPath, grid) : fullEvents(tokensPath);
  const lines = linesByEnd((line) => requests.write(Buffer.from(line)));
  return {
    take(sample, events) {
      lines.take(sample);
      tokens.take(sample, events);
    },
    end() {
      lines.end();
      tokens.end();
      return requests.end();
    },
  };
}

/** Lines in the order of the ends of their requests, to the tenth of a second. */
function linesByEnd(write: (lines: string) => void) {
  const pending = new Map<number, string>();
  let next = 0;
  const writeBefore = (slice: number): void => {
    for (; next < slice; next += 1) {
      const lines = pending.get(next);
      if (lines !== undefined) write(lines);
      pending.delete(next);
    }
  };
  return {
    take(sample: RequestSample) {
      writeBefore(Math.floor(sample.scheduledNs / SLICE_NS));
      const slice = Math.floor(sample.endNs / SLICE_NS);
      pending.set(slice, `${pending.get(slice) ?? ""}${JSON.stringify(sample)}\n`);
    },
    end: () => writeBefore(Math.max(0, ...pending.keys()) + 1),
  };
}

function binnedEvents(file: string, grid: BinGrid) {
  const sums = createBinSums();
  return {
    take: (sample: RequestSample, events: RequestTokenEvents | undefined) => addRequest(sums, grid, sample, events),
    end: () => writeFileSync(file, Buffer.concat([encodeBinGrid(grid), encodeBinsBlock(sums) ?? Buffer.alloc(0)])),
  };
}

function fullEvents(file: string) {
  const output = openOutput(file);
  output.write(TOKEN_EVENTS_HEADER);
  const block = new Uint8Array(blockRoom(EVENTS_A_REQUEST));
  return {
    take(_: RequestSample, events: RequestTokenEvents | undefined) {
      if (events !== undefined) output.write(block.subarray(0, writeBlock(block, 0, events)));
    },
    end: () => output.end(),
  };
}

/** A file that is written in large pieces, and waited for: giant runs would not fit into what waits otherwise. */
function openOutput(file: string) {
  const descriptor = openSync(file, "wx");
  const buffer = Buffer.alloc(WRITE_BYTES);
  let filled = 0;
  let total = 0;
  const flush = (): void => {
    for (let at = 0; at < filled; ) at += writeSync(descriptor, buffer, at, filled - at);
    filled = 0;
  };
  return {
    write(bytes: Uint8Array): void {
      if (filled + bytes.length > buffer.length) flush();
      buffer.set(bytes, filled);
      filled += bytes.length;
      total += bytes.length;
    },
    end(): number {
      flush();
      closeSync(descriptor);
      return total;
    },
  };
}
