import fc from "fast-check";

/*
 * Streams as servers really send them, and as no server ever should: what reads them in a short way must agree with what parses
 * every event.
 */

/** Text inside a JSON string as servers write it: raw, escaped, none. */
const goodText = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 12, unit: "grapheme" }).map((text) => jsonInside(text)) },
  fc.string({ maxLength: 4 }).map((text) => latin1(escapeAll(text))),
  fc.constantFrom("", "\\n", '\\"', "\\\\", "\\u00e9", "\\ud83d", "\\/", "\xe4\xbd", "\x7f").map(latin1),
);
/** Text that is cut in the middle of a character, ends its string early, or is no text. */
const badText = fc.oneof(
  fc.constantFrom("\\u12", "\\x", "\u0001", '"', "\\", "\t").map(latin1),
  fc.uint8Array({ maxLength: 3 }),
);

const count = fc.oneof(fc.nat(300), fc.constantFrom(0, 1, 999_999_999_999_999, 1e16, -1, 1.5));

const usage = fc.oneof(
  fc.constant("null"),
  fc
    .tuple(count, count)
    .map(([prompt, completion]) => `{"prompt_tokens":${prompt},"total_tokens":7,"completion_tokens":${completion}}`),
  fc.tuple(count, count).map(([a, b]) => `{"completion_tokens": ${a} ,"completion_tokens":${b},"prompt_tokens":3}`),
  fc.constantFrom(
    '{"prompt_tokens":01,"completion_tokens":2}',
    '{"prompt_tokens":1e2,"completion_tokens":2}',
    "{}",
    "[]",
  ),
);

/** Shapes of a chunk; `TEXT` stands for the text. */
const goodShape = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.constantFrom(
      '{"id":"c-1","created":17,"choices":[{"index":0,"delta":{"content":"TEXT"},"finish_reason":null}]}',
      '{"id": "c-2", "created": 18, "choices": [{"index": 0, "delta": {"reasoning_content": "TEXT"}}]}',
      '{"id":"c-1","choices":[{"delta":{"reasoning":"TEXT","content":null}}]}',
      '{"id":"c-1","choices":[{"delta":{"role":"assistant","content":"TEXT"}}]}',
      '{"id":"c-1","choices":[{"text":"TEXT","logprobs":null}]}',
      '{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"t","function":{"arguments":"TEXT"}}]}}]}',
      '{"choices":[{"delta":{"content":"a","reasoning":"TEXT"}}]}',
    ),
  },
  {
    weight: 12,
    arbitrary: usage.map((stated) => `{"id":"c-1","choices":[{"delta":{"content":"TEXT"}}],"usage":${stated}}`),
  },
  usage.map((stated) => `{"usage":${stated},"choices":[{"delta":{"content":"TEXT"}}]}`),
  usage.map((stated) => `{"id":"c-1","choices":[],"usage":${stated}}`),
);
/** Shapes that are seldom or wrong. */
const oddShape = fc.constantFrom(
  '{"choices":[{"delta":{"content":"TEXT"},"finish_reason":"stop"}]}',
  '{"choices":[{"delta":{},"finish_reason":"TEXT"}]}',
  '{"choices":[{"delta":{"content":"a"}}],"note":{"content":"TEXT"}}',
  '{"choices":[{"delta":{"content":"a","content":"TEXT"}}]}',
  '{"choices":[{"delta":{"x\\"content":"TEXT"}}]}',
  '{"choices":[{"delta":{"content":"x, \\"content\\":\\"TEXT"}}]}',
  '{"object":"error","message":"TEXT"}',
  '{"error":{"message":"TEXT"}}',
  '{"choices":[{"delta":{"content":"TEXT"}}],"error":null}',
  '{"detail":"TEXT"}',
  '["TEXT"]',
  "TEXT",
  "[DONE]",
  "[DONE] ",
  "",
);

interface Kinds {
  readonly field: fc.Arbitrary<string>;
  readonly form: fc.Arbitrary<string>;
  readonly text: fc.Arbitrary<Uint8Array>;
  readonly end: fc.Arbitrary<string>;
  readonly blankLine: fc.Arbitrary<boolean>;
}

const calm: Kinds = {
  field: fc.constantFrom("data: ", "data: ", "data:"),
  form: goodShape,
  text: goodText,
  end: fc.constantFrom("\n", "\n", "\r\n"),
  blankLine: fc.constant(true),
};
const wild: Kinds = {
  field: fc.constantFrom("data: ", "data:", "data:  ", "event: x\ndata: ", ": hi\n", "data"),
  form: fc.oneof(goodShape, oddShape),
  text: fc.oneof({ weight: 5, arbitrary: goodText }, badText),
  end: fc.constantFrom("\n", "\n", "\r\n", "\r"),
  blankLine: fc.constantFrom(true, true, true, true, false),
};

/** Events of one shape with other texts, as a server writes them one after the other. */
function runOf({ field, form, text, end, blankLine }: Kinds): fc.Arbitrary<Uint8Array> {
  const texts = fc.array(text, { minLength: 1, maxLength: 8 });
  return fc.tuple(field, form, texts, end, blankLine).map(([name, shape, said, ending, isBlank]) => {
    const [before = "", after = ""] = shape.split("TEXT");
    const pieces = said.flatMap((words) => [
      latin1(name + before),
      ...(shape.includes("TEXT") ? [words, latin1(after)] : []),
      latin1(isBlank ? ending + ending : ending),
    ]);
    return Buffer.concat(pieces);
  });
}

const run = fc.oneof({ weight: 12, arbitrary: runOf(calm) }, runOf(wild));

/** A stream: runs of events, after what may come before them. */
export const anyStream: fc.Arbitrary<Uint8Array> = fc
  .tuple(fc.constantFrom("", "", "", "\ufeff", ": ping\n\n", "\n", "\r\n"), fc.array(run, { maxLength: 8 }))
  .map(([beginning, runs]) => Buffer.concat([Buffer.from(beginning), ...runs]));

/** A stream in pieces: reads that end where events do, but for those that are cut. */
export function splitAt(stream: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const events = cuts.length % 2 === 0 ? [] : eventEnds(stream);
  const ends = [...new Set([...cuts.map((cut) => cut % (stream.length + 1)), ...events, stream.length])];
  ends.sort((a, b) => a - b);
  return ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end)).filter((piece) => piece.length > 0);
}

function eventEnds(stream: Uint8Array): readonly number[] {
  return [
    ...Buffer.from(stream)
      .toString("latin1")
      .matchAll(/\r?\n\r?\n/g),
  ].map((end) => end.index + end[0].length);
}

function jsonInside(text: string): Uint8Array {
  return Buffer.from(JSON.stringify(text).slice(1, -1));
}

function escapeAll(text: string): string {
  return [...text].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

function latin1(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}
