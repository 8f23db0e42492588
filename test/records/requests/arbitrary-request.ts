import fc from "fast-check";
import { STATUSES, TOKEN_SOURCES } from "../../../src/model/request-columns.js";
import { FAILURE_KINDS, PHASES, type RequestSample } from "../../../src/model/request-sample.js";
import { requestSchema } from "../../../src/records/schema/request-schema.js";

const whole = fc.oneof(
  fc.nat(),
  fc.maxSafeNat(),
  fc.constantFrom(0, 9, 10, 255, 256, 65_535, 65_536, 2 ** 32, 999_999_999),
);
const instant = fc.oneof(whole, fc.maxSafeInteger());
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const tokens = fc.record({ count: whole, from: fc.constantFrom(...TOKEN_SOURCES) });
const text = fc.oneof(fc.constantFrom("stop", "length", "", 'a"b', "a\\nb", "令牌", "\ud800"), fc.string());

/** Any request that the format allows, with its fields in the order in which they are written. */
export const arbitraryRequest: fc.Arbitrary<RequestSample> = fc
  .record({
    index: fc.oneof(fc.nat(40), whole),
    phase: fc.constantFrom(...PHASES),
    scheduledNs: instant,
    sentNs: maybe(instant),
    firstByteNs: maybe(instant),
    firstTokenNs: maybe(instant),
    lastTokenNs: maybe(instant),
    firstReasoningNs: maybe(instant),
    firstAnswerNs: maybe(instant),
    endNs: instant,
    status: fc.constantFrom(...STATUSES),
    failure: maybe(
      fc.record({ kind: fc.constantFrom(...FAILURE_KINDS), httpStatus: maybe(fc.nat(599)), detail: text }),
    ),
    promptTokens: tokens,
    outputTokens: tokens,
    requestedOutputTokens: whole,
    contentEvents: whole,
    finishReason: maybe(text),
    endpoint: maybe(whole),
  })
  // A chat's first answer is its first token as a rule.
  .chain((sample) =>
    fc.boolean().map((isPlain) => (isPlain ? { ...sample, firstAnswerNs: sample.firstTokenNs } : sample)),
  );

const ORDER = Object.keys(requestSchema.shape) as readonly (keyof RequestSample)[];

/** A request with its fields in the order in which they are written, and without those that it lacks. */
export function asWritten(sample: RequestSample): RequestSample {
  const present = ORDER.filter((key) => sample[key] !== undefined);
  return Object.fromEntries(present.map((key) => [key, sample[key]])) as unknown as RequestSample;
}
