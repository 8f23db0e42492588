import type { Plan, Trial } from "../../src/model/plan.js";
import type { PowerTraceHeader } from "../../src/model/power-trace.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import { LOCAL_SHARD, type RunManifest } from "../../src/model/run-record.js";
import type { RequestTokenEvents } from "../../src/model/token-events.js";
import { hashOf } from "../../src/records/hash.js";
import type { NewLedgerEntry } from "../../src/records/ledger.js";
import { createRunWriter, type RunEnding, type RunWriter } from "../../src/records/run-writer.js";
import { makePlan, makeRecord } from "../fixtures/records.js";

/** A plan whose hash is the one of its content. */
export function hashedPlan(changes: Partial<Plan> = {}): Plan {
  const { hash: _, ...content } = makePlan({ repeats: 1, ...changes });
  return { ...content, hash: hashOf(content) };
}

/** The manifest of a run that has just begun. */
export function startManifest(runId: string, changes: Partial<RunManifest> = {}): RunManifest {
  const plan = changes.plan ?? hashedPlan();
  const [trial] = plan.trials as readonly [Trial];
  const { windows: _, client: __, ...manifest } = makeRecord({ plan, trial, requests: [], power: [] }).manifest;
  return { ...manifest, runId, executionId: "execution", state: "running", ...changes };
}

/** How an ordinary run ends. */
export const ENDING: RunEnding = { state: "complete", endedAt: "2026-11-22T00:00:10.000Z" };

export function sample(index: number, changes: Partial<RequestSample> = {}): RequestSample {
  return {
    index,
    phase: "measure",
    scheduledNs: index * 1000,
    sentNs: index * 1000 + 10,
    firstByteNs: index * 1000 + 20,
    firstTokenNs: index * 1000 + 30,
    lastTokenNs: index * 1000 + 40,
    endNs: index * 1000 + 50,
    status: "ok",
    promptTokens: { count: 5, from: "usage" },
    outputTokens: { count: 2, from: "usage" },
    requestedOutputTokens: 2,
    contentEvents: 2,
    finishReason: "stop",
    ...changes,
  };
}

export function tokenEvents(
  request: number,
  timesNs: readonly number[],
  tokens: readonly number[] = [],
): RequestTokenEvents {
  return {
    request,
    timesNs: Float64Array.from(timesNs),
    tokens: Uint16Array.from(timesNs, (_, index) => tokens[index] ?? 0),
    kinds: Uint8Array.from(timesNs, (_, index) => index % 3),
  };
}

export function traceHeader(id: string, changes: Partial<PowerTraceHeader> = {}): PowerTraceHeader {
  return {
    id,
    source: "test-meter",
    device: "device-0",
    boundary: "package",
    quantity: "watts",
    shard: "client",
    averagingNs: 0,
    intervalNs: 50_000_000,
    resolution: 0.1,
    accuracy: "unknown",
    ...changes,
  };
}

export function ledgerEntry(manifest: RunManifest): NewLedgerEntry {
  const { runId, executionId, plan, trial, startedAt } = manifest;
  return { runId, executionId, planHash: plan.hash, trialId: trial.id, startedAt };
}

/** Two requests, one power trace with a missing reading, one finding. */
export async function writeOrdinary(writer: RunWriter): Promise<void> {
  const shard = await writer.openShard(LOCAL_SHARD);
  shard.tokenEvents(tokenEvents(1, [1030, 1040], [1, 1]));
  shard.request(sample(1));
  shard.tokenEvents(tokenEvents(0, [30]));
  shard.tokenEvents(tokenEvents(0, [40]));
  shard.request(sample(0));
  const trace = writer.openTrace(traceHeader("package-0"));
  trace.append(0, 100.5);
  trace.append(50, null);
  trace.append(100, 101, { temperatureCelsius: 40 });
  writer.finding({ code: "noted", severity: "note", data: { count: 1 } });
}

/** Writes an ordinary run to its end. */
export async function writeRun(resultsDir: string, manifest: RunManifest): Promise<RunManifest> {
  const writer = await createRunWriter({ resultsDir, manifest });
  await writeOrdinary(writer);
  return writer.finish(ENDING);
}

export const codesOf = (findings: readonly { readonly code: string }[]): readonly string[] =>
  findings.map((finding) => finding.code);
