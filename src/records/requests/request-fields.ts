import { STATUSES, TOKEN_SOURCES } from "../../model/request-columns.js";
import { PHASES, type RequestSample } from "../../model/request-sample.js";

/**
 * Places of a request's fields in the one array of numbers in which a line is handed from its parser to the columns. What
 * is absent is NaN.
 */
export const FIELD = {
  index: 0,
  phase: 1,
  scheduledNs: 2,
  sentNs: 3,
  firstByteNs: 4,
  firstTokenNs: 5,
  lastTokenNs: 6,
  firstReasoningNs: 7,
  firstAnswerNs: 8,
  endNs: 9,
  status: 10,
  promptTokens: 11,
  promptTokensFrom: 12,
  outputTokens: 13,
  outputTokensFrom: 14,
  requestedOutputTokens: 15,
  contentEvents: 16,
  /** Code of its text (`FinishReasons`). */
  finishReason: 17,
  endpoint: 18,
} as const;

export function createFields(): Float64Array {
  return new Float64Array(Object.keys(FIELD).length);
}

/** @param codeOf the code of a text */
export function setFields(fields: Float64Array, sample: RequestSample, codeOf: (text: string) => number): void {
  const { promptTokens, outputTokens, finishReason } = sample;
  fields[FIELD.index] = sample.index;
  fields[FIELD.phase] = PHASES.indexOf(sample.phase);
  fields[FIELD.scheduledNs] = sample.scheduledNs;
  fields[FIELD.sentNs] = sample.sentNs ?? Number.NaN;
  fields[FIELD.firstByteNs] = sample.firstByteNs ?? Number.NaN;
  fields[FIELD.firstTokenNs] = sample.firstTokenNs ?? Number.NaN;
  fields[FIELD.lastTokenNs] = sample.lastTokenNs ?? Number.NaN;
  fields[FIELD.firstReasoningNs] = sample.firstReasoningNs ?? Number.NaN;
  fields[FIELD.firstAnswerNs] = sample.firstAnswerNs ?? Number.NaN;
  fields[FIELD.endNs] = sample.endNs;
  fields[FIELD.status] = STATUSES.indexOf(sample.status);
  fields[FIELD.promptTokens] = promptTokens.count;
  fields[FIELD.promptTokensFrom] = TOKEN_SOURCES.indexOf(promptTokens.from);
  fields[FIELD.outputTokens] = outputTokens.count;
  fields[FIELD.outputTokensFrom] = TOKEN_SOURCES.indexOf(outputTokens.from);
  fields[FIELD.requestedOutputTokens] = sample.requestedOutputTokens;
  fields[FIELD.contentEvents] = sample.contentEvents;
  fields[FIELD.finishReason] = finishReason === undefined ? Number.NaN : codeOf(finishReason);
  fields[FIELD.endpoint] = sample.endpoint ?? Number.NaN;
}
