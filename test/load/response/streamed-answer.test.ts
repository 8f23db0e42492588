import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StreamedAnswer } from "../../../src/load/response/streamed-answer.js";
import { createEventShortcuts, type EventShortcuts } from "../../../src/load/sse/event-shortcuts.js";
import { chatDelta, chatFinish, chatStream, event, usageEvent, usageOf } from "../openai-events.js";
import { anyStream, splitAt } from "./any-stream.js";

/** Reads pieces as an exchange does, each from the same bytes at another place, and tells all that is told of them. */
function read(pieces: readonly Uint8Array[], shortcuts?: EventShortcuts) {
  const events: (readonly number[])[] = [];
  const nothing = (): void => undefined;
  const answer = new StreamedAnswer(
    { sent: nothing, firstByte: nothing, event: (...one) => void events.push(one) },
    shortcuts,
  );
  const buffer = new Uint8Array(Math.max(0, ...pieces.map(({ length }) => length)) + 5);
  let fast = 0;
  for (const [atNs, piece] of pieces.entries()) {
    buffer.fill(0x22);
    buffer.set(piece, 5);
    const from = answer.takeFast(atNs, buffer, 5, 5 + piece.length);
    fast += from - 5;
    const failure = from === 5 + piece.length ? undefined : answer.data(atNs, buffer.slice(from, 5 + piece.length));
    if (failure !== undefined) return { failure, events, counts: answer.counts(false), fast };
  }
  const failure = answer.end();
  return { failure, events, doneNs: answer.doneNs(), counts: answer.counts(failure === undefined), fast };
}

/** What was read, without how. */
function told({ fast: _, ...rest }: ReturnType<typeof read>) {
  return rest;
}

const encode = (text: string): Uint8Array => Buffer.from(text);

describe("an answer that is read in the short way", () => {
  it("reads as the same as one of which every event is parsed, wherever it is split", () => {
    const cuts = fc.array(fc.nat(4000), { maxLength: 12 });
    let fast = 0;
    let total = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(anyStream, cuts), { minLength: 1, maxLength: 4 }), (answers) => {
        // What one answer teaches is used for the next.
        const shortcuts = createEventShortcuts();
        for (const [stream, ends] of answers) {
          const pieces = splitAt(stream, ends);
          const short = read(pieces, shortcuts);
          fast += short.fast;
          total += stream.length;
          expect(told(short)).toEqual(told(read(pieces)));
        }
      }),
      { numRuns: 1000 },
    );
    expect(fast / total).toBeGreaterThan(0.1);
  });

  it("takes all of a usual answer but what it has not seen before", () => {
    const shortcuts = createEventShortcuts();
    const stream = encode(chatStream(Array.from({ length: 50 }, (_, index) => ` word${index}`)));
    expect(read([stream], shortcuts).fast).toBe(0);
    const pieces = chatStream(["other", "words", 'with "quotes"', "and\nlines", "你好"])
      .split(/(?<=\n\n)/)
      .map(encode);
    expect(read(pieces, shortcuts).fast).toBe(pieces.reduce((sum, { length }) => sum + length, 0));
    expect(told(read(pieces, shortcuts))).toEqual(told(read(pieces)));
  });

  it("counts tokens that the server counts event by event", () => {
    const shortcuts = createEventShortcuts();
    const stream = (counts: readonly number[]): readonly Uint8Array[] =>
      [
        event(chatDelta({ role: "assistant", content: "" }, usageOf(7, 0))),
        ...counts.map((tokens) => event(chatDelta({ content: `to ${tokens}` }, usageOf(7, tokens)))),
        event(chatFinish("stop", usageOf(7, counts.at(-1) ?? 0))),
        event(usageEvent(7, counts.at(-1) ?? 0)),
      ].map(encode);
    read(stream([1, 2]), shortcuts);
    const { events, counts, fast } = read(stream([3, 4, 12, 13]), shortcuts);
    expect(fast).toBeGreaterThan(500);
    expect(events.filter(([, kind]) => kind === 0).map(([, , tokens]) => tokens)).toEqual([3, 1, 8, 1]);
    expect(counts).toMatchObject({ outputTokens: { count: 13, from: "usage" }, promptTokens: { count: 7 } });
  });

  it("learns another shape when the server changes its own, without forgetting the first", () => {
    const shortcuts = createEventShortcuts();
    const content = encode(event(chatDelta({ content: "a" })));
    const reasoning = encode(event(chatDelta({ reasoning_content: "a" })));
    read([content, reasoning], shortcuts);
    const { fast } = read([reasoning, reasoning, content, reasoning, content], shortcuts);
    expect(fast).toBe(3 * reasoning.length + 2 * content.length);
  });
});

describe("a character", () => {
  it.each([
    ["whole", ["é"], ["content"]],
    ["as nothing until it is complete", ["", "é"], ["empty", "content"]],
    ["as a replacement first", ["\ufffd", "é"], ["content", "content"]],
  ])("that comes %s is read as it was sent", (_, words, kinds) => {
    const { events } = read(
      words.map((content) => encode(event(chatDelta({ content })))),
      createEventShortcuts(),
    );
    expect(events.map(([, kind]) => (kind === 3 ? "empty" : "content"))).toEqual(kinds);
  });
});
