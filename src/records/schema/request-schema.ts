import { z } from "zod";
import {
  FAILURE_KINDS,
  PHASES,
  type RequestFailure,
  type RequestSample,
  type TokenCount,
} from "../../model/request-sample.js";
import { count, type FieldSchemas, nanoseconds } from "./field-schemas.js";

const failure = z.object({
  kind: z.enum(FAILURE_KINDS),
  httpStatus: z.int().optional(),
  detail: z.string(),
} satisfies FieldSchemas<RequestFailure>);

const tokenCount = z.object({
  count,
  from: z.enum(["usage", "events", "none"]),
} satisfies FieldSchemas<TokenCount>);

/** One line of a shard's requests, and of `requests.jsonl` of version 1. */
export const requestSchema = z.object({
  index: count,
  phase: z.enum(PHASES),
  scheduledNs: nanoseconds,
  sentNs: nanoseconds.optional(),
  firstByteNs: nanoseconds.optional(),
  firstTokenNs: nanoseconds.optional(),
  lastTokenNs: nanoseconds.optional(),
  firstReasoningNs: nanoseconds.optional(),
  firstAnswerNs: nanoseconds.optional(),
  endNs: nanoseconds,
  status: z.enum(["ok", "failed", "cut"]),
  failure: failure.optional(),
  promptTokens: tokenCount,
  outputTokens: tokenCount,
  requestedOutputTokens: count,
  contentEvents: count,
  finishReason: z.string().optional(),
  endpoint: count.optional(),
} satisfies FieldSchemas<RequestSample>);
