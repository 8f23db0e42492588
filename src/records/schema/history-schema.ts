import { z } from "zod";
import { BOUNDARIES } from "../../model/boundary.js";
import type { Stamp } from "../../model/comparison.js";
import type { Fingerprint } from "../../model/fingerprint.js";
import type { HistoryEntry, HistoryEvent, HistoryMetric } from "../../model/history.js";
import { PROVENANCES } from "../../model/provenance.js";
import { type FieldSchemas, localizedText, shortHash } from "./field-schemas.js";

const instant = z.iso.datetime({ offset: true });

const stamp = z.object({
  kind: z.enum(["demonstration", "not-measured", "injected-slowdown"]),
  label: localizedText.optional(),
  slowdown: z.number().optional(),
} satisfies FieldSchemas<Stamp>);

const metric = z.object({
  unit: z.string(),
  better: z.enum(["higher", "lower", "neither"]),
  boundary: z.enum(BOUNDARIES).optional(),
  provenance: z.enum(PROVENANCES).optional(),
  values: z.array(z.number()).min(1),
} satisfies FieldSchemas<HistoryMetric>);

/** One line of `series/<system>--<workload>.jsonl`, version 1. */
export const historyEntrySchema = z.object({
  format: z.literal("tokwatt.history"),
  version: z.literal(1),
  id: shortHash,
  systemId: z.string().min(1),
  workloadId: z.string().min(1),
  fingerprint: shortHash,
  commit: z.string().min(1),
  at: instant,
  executionId: z.string().min(1),
  planHash: z.string(),
  stamps: z.array(stamp).optional(),
  metrics: z.record(z.string(), metric),
} satisfies FieldSchemas<HistoryEntry>);

/** One line of `events.jsonl`, version 1. */
export const historyEventSchema = z.object({
  format: z.literal("tokwatt.history-event"),
  version: z.literal(1),
  kind: z.enum(["acknowledged", "confirmed", "refuted"]),
  change: z.string().min(1),
  at: instant,
  reason: z.string().optional(),
  executionId: z.string().optional(),
  ratio: z.object({ point: z.number(), low: z.number(), high: z.number() }).optional(),
} satisfies FieldSchemas<HistoryEvent>);

/** `fingerprints/<hash>.json`. */
export const fingerprintSchema = z.object({
  hash: shortHash,
  facts: z.record(z.string(), z.string()),
} satisfies FieldSchemas<Fingerprint>);
