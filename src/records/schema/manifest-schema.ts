import { z } from "zod";
import { PROVENANCES } from "../../model/provenance.js";
import type {
  AdapterStamp,
  Environment,
  FileHash,
  GitState,
  RunManifest,
  RunWindows,
  Shard,
} from "../../model/run-record.js";
import type {
  BurstStatistics,
  ClientCeiling,
  ClientSelfCheck,
  DelayStatistics,
  WorkerSelfCheck,
} from "../../model/self-check.js";
import type { TimeWindow } from "../../model/time.js";
import { count, type FieldSchemas, findingSchema, localizedText, nanoseconds, sha256 } from "./field-schemas.js";
import { planSchema, trialSchema } from "./plan-schema.js";
import { trainingFactsSchema } from "./training-facts-schema.js";

const instant = z.iso.datetime({ offset: true });

const adapter = z.object({
  name: z.string(),
  version: z.string(),
  provenance: z.enum(PROVENANCES),
  label: localizedText.optional(),
} satisfies FieldSchemas<AdapterStamp>);

const shard = z.object({
  alias: z.string(),
  wallUnixMs: z.number(),
  offsetNs: nanoseconds,
  offsetUncertaintyNs: nanoseconds,
} satisfies FieldSchemas<Shard>);

const timeWindow = z.object({ startNs: nanoseconds, endNs: nanoseconds } satisfies FieldSchemas<TimeWindow>);

const windows = z.object({ warmUp: timeWindow, measure: timeWindow } satisfies FieldSchemas<RunWindows>);

const delays = z.object({
  count,
  meanMs: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  maxMs: z.number(),
} satisfies FieldSchemas<DelayStatistics>);

const bursts = z.object({
  bursts: count,
  late: count,
  longestMs: z.number(),
} satisfies FieldSchemas<BurstStatistics>);

const worker = z.object({
  alias: z.string(),
  requestsSent: count,
  eventsRead: count,
  cpuShare: z.number(),
  processorWaitShare: z.number().optional(),
  eventLoopDelay: delays,
  receiveLag: delays,
  bursts,
} satisfies FieldSchemas<WorkerSelfCheck>);

const ceiling = z.object({
  workers: count,
  requestsPerSecond: z.number(),
  eventsPerSecond: z.number(),
} satisfies FieldSchemas<ClientCeiling>);

const client = z.object({
  scheduleLateness: delays,
  eventLoopDelay: delays,
  cpuShare: z.number(),
  processorWaitShare: z.number().optional(),
  requestsDue: count,
  requestsSent: count,
  transport: z.string(),
  receiveLag: delays.optional(),
  bursts: bursts.optional(),
  offeredRequestsPerSecond: z.number().optional(),
  achievedRequestsPerSecond: z.number().optional(),
  eventsPerSecond: z.number().optional(),
  largestBacklog: count.optional(),
  workers: z.array(worker).optional(),
  ceiling: ceiling.optional(),
} satisfies FieldSchemas<ClientSelfCheck>);

const environment = z.object({
  tokwattVersion: z.string(),
  nodeVersion: z.string(),
  platform: z.string(),
  arch: z.string(),
  kernel: z.string(),
  cpuModel: z.string(),
  cpuCount: count,
  memoryBytes: count,
} satisfies FieldSchemas<Environment>);

const git = z.object({ commit: z.string(), dirty: z.boolean() } satisfies FieldSchemas<GitState>);

const fileHash = z.object({ bytes: count, sha256 } satisfies FieldSchemas<FileHash>);

/** `manifest.json`, versions 1 and 2. */
export const manifestSchema = z.object({
  format: z.literal("tokwatt.run"),
  version: z.union([z.literal(1), z.literal(2)]),
  runId: z.string(),
  executionId: z.string(),
  plan: planSchema,
  trial: trialSchema,
  adapter,
  plugins: z.record(z.string(), z.string()).optional(),
  state: z.enum(["running", "complete", "failed", "interrupted"]),
  startedAt: instant,
  endedAt: instant.optional(),
  shards: z.array(shard),
  windows: windows.optional(),
  client: client.optional(),
  environment,
  git: git.optional(),
  description: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  endpoints: z.array(z.string()).optional(),
  training: trainingFactsSchema.optional(),
  failure: findingSchema.optional(),
  files: z.record(z.string(), fileHash),
} satisfies FieldSchemas<RunManifest>);
