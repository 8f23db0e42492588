import type { EngineSample } from "../../src/model/engine-series.js";
import type { DeviceState, PowerTraceHeader } from "../../src/model/power-trace.js";
import type { RawEntry, RawLogHeader } from "../../src/model/raw-log.js";
import { LOCAL_SHARD, type RunManifest } from "../../src/model/run-record.js";
import type { SystemSpec } from "../../src/model/system.js";
import { hashOf } from "../../src/records/hash.js";
import { appendLedger } from "../../src/records/ledger.js";
import { createRunWriter, type RunWriter } from "../../src/records/run-writer.js";
import { fullPlan, fullStart } from "./full-run.js";
import { ledgerEntry } from "./sample-run.js";

/*
 * What version 1 gained with real meters: raw output, second opinions, what the engine says. The golden record in
 * `fixtures/v1-telemetry` was written from these values: they must not change.
 */

const [fullSystem] = fullPlan.systems as readonly [SystemSpec];

export const telemetrySystem: SystemSpec = {
  ...fullSystem,
  options: { telemetry: { command: ["ssh", "<host>", "npu-smi"], intervalSeconds: 1 } },
  accelerators: { ...fullSystem.accelerators, kind: "npu" },
  topology: {
    diesPerPackage: 2,
    packagesPerNode: 8,
    nodes: 48,
    superNodes: 1,
    scaleUp: "UB, 392 GB/s each way a package",
    scaleOut: "RoCE, 400 Gbit/s a package",
  },
};

const planContent = (({ hash: _, ...content }) => ({ ...content, systems: [telemetrySystem] }))(fullPlan);

export const telemetryStart: RunManifest = {
  ...fullStart,
  runId: "telemetry-000",
  plan: { ...planContent, hash: hashOf(planContent) },
};

export const telemetryTrace: PowerTraceHeader = {
  id: "npu-smi-0",
  source: "npu-smi",
  kind: "npu",
  device: "Ascend910 NPU 0",
  boundary: "package",
  quantity: "watts",
  shard: "client",
  averagingNs: 0,
  intervalNs: 1_000_000_000,
  resolution: 0.1,
  accuracy: "unknown",
};

export const telemetryState: DeviceState = { temperatureCelsius: 36, throttled: "", withinNs: 345_000_000 };

export const telemetryCheck: PowerTraceHeader = {
  ...telemetryTrace,
  id: "npu-smi-0-energy",
  quantity: "joules",
  resolution: 0.001,
  accuracy: { relative: 0.01, absoluteWatts: 0, source: "https://example.com/sheet", assumed: false },
};

export const telemetryRaw: RawLogHeader = {
  id: "npu-smi",
  format: "npu-smi-table",
  framing: "outputs",
  origin: ["ssh", "<host>", "npu-smi", "info"],
  shard: "client",
};

export const telemetryEntries: readonly RawEntry[] = [
  {
    atNs: 400_000_000,
    withinNs: 345_000_000,
    text: "| 0     Ascend910           | OK            | 178.8       36                0    / 0             |\n| 0     0                   | 0000:9D:00.0  | 0           0    / 0          3397 / 65536         |\n",
  },
  { atNs: 1_400_000_000, withinNs: 0, text: "| 0     Ascend910           | 告警          | -           36" },
];

export const telemetryEngine: readonly [EngineSample, EngineSample] = [
  {
    atNs: 10,
    withinNs: 5,
    values: {
      requestsRunning: 1,
      requestsWaiting: 0,
      kvCacheUse: 0.25,
      promptTokens: 10,
      generationTokens: 20,
      preemptions: 0,
      prefixCacheQueries: 4,
      prefixCacheHits: 1,
      requestsFinished: 3,
    },
  },
  { atNs: 2_000_000_010, withinNs: 7, values: { generationTokens: 4000 } },
];

/** One trace with a missing reading, a counter beside it, two pieces of raw output and two looks at the engine. */
export function handOverTelemetry(writer: RunWriter): void {
  const trace = writer.openTrace(telemetryTrace);
  const check = writer.openCrossCheck(telemetryCheck);
  const raw = writer.openRaw(telemetryRaw);
  trace.append(400_000_000, 178.8, telemetryState);
  trace.append(1_400_000_000, null);
  check.append(400_000_000, 5000.125);
  check.append(1_400_000_000, 5178.5);
  for (const entry of telemetryEntries) raw.append(entry);
  for (const sample of telemetryEngine) writer.engine(sample);
}

/** Writes the results that `fixtures/v2-telemetry` holds; `fixtures/v1-telemetry` has the same of version 1. */
export async function writeTelemetryRun(resultsDir: string, start: RunManifest = telemetryStart): Promise<RunManifest> {
  await appendLedger(resultsDir, ledgerEntry(start));
  const writer = await createRunWriter({ resultsDir, manifest: start });
  await writer.openShard(LOCAL_SHARD);
  handOverTelemetry(writer);
  return writer.finish({ state: "complete", endedAt: "2026-11-22T00:00:03.500Z" });
}
