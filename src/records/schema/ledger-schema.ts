import { z } from "zod";
import type { LedgerEntry } from "../../model/ledger-entry.js";
import { count, type FieldSchemas, sha256 } from "./field-schemas.js";

/** One line of `ledger.jsonl`, version 1. */
export const ledgerSchema = z.object({
  format: z.literal("tokwatt.ledger"),
  version: z.literal(1),
  sequence: count,
  runId: z.string(),
  executionId: z.string(),
  planHash: z.string(),
  trialId: z.string(),
  startedAt: z.iso.datetime({ offset: true }),
  previousHash: sha256,
  hash: sha256,
} satisfies FieldSchemas<LedgerEntry>);
