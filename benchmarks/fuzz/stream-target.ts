import fc from "fast-check";
import { StreamedAnswer } from "../../src/load/response/streamed-answer.js";
import { createEventShortcuts, type EventShortcuts } from "../../src/load/sse/event-shortcuts.js";
import { readChunk } from "../../src/load/sse/openai-chunk.js";
import { createSseScanner } from "../../src/load/sse/sse-scanner.js";
import { demand, type FuzzTarget } from "./fuzz-target.js";

const payload = fc
  .oneof(
    fc.constant("[DONE]"),
    fc.record({ choices: fc.array(fc.record({ delta: fc.record({ content: fc.string() }) }), { maxLength: 2 }) }),
    fc.record({
      usage: fc.record({ prompt_tokens: fc.anything(), completion_tokens: fc.anything() }),
      choices: fc.anything(),
    }),
    fc.record({ error: fc.anything() }),
    fc.anything(),
  )
  .map((value) => (typeof value === "string" ? value : (JSON.stringify(value) ?? "")));

const bytes = fc.uint8Array({ maxLength: 60 });

/**
 * Server-sent events and what stands in them: bytes of any kind throw nothing, the events do not depend on where the transport
 * split them nor on the way in which they are read, and a good event behind garbage is read.
 */
export const streamTarget: FuzzTarget = {
  id: "sse-stream",
  property: (started) =>
    fc.property(
      fc.array(
        fc.oneof(
          payload.map((text) => encode(`data: ${text}\n\n`)),
          bytes,
        ),
        { maxLength: 8 },
      ),
      fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
      (parts, sizes) => {
        started();
        const stream = Buffer.concat([...parts, encode('\n\ndata: {"choices":[{"delta":{"content":"last"}}]}\n\n')]);
        const whole = eventsOf([stream]);
        demand(same(whole, eventsOf(split(stream, sizes))), "events depend on where the stream is split", [...stream]);
        for (const data of whole) checkChunk(data);
        // Twice the same: what the first answer has taught is used for the second.
        const shortcuts = createEventShortcuts();
        for (const pieces of [split(stream, sizes), split(stream, sizes)]) {
          demand(tellAnswer(pieces, shortcuts) === tellAnswer(pieces), "the short way reads something else", [
            ...stream,
          ]);
        }
        const last = whole.at(-1);
        demand(last !== undefined && readChunk(last).kind === "chunk", "a good event behind garbage is not read");
      },
    ),
};

/** All that is told of an answer, as JSON. */
function tellAnswer(pieces: readonly Uint8Array[], shortcuts?: EventShortcuts): string {
  const events: (readonly number[])[] = [];
  const nothing = (): void => undefined;
  const observer = {
    sent: nothing,
    firstByte: nothing,
    event: (...event: readonly number[]) => void events.push(event),
  };
  const answer = new StreamedAnswer(observer, shortcuts);
  for (const [atNs, piece] of pieces.entries()) {
    const from = answer.takeFast(atNs, piece, 0, piece.length);
    const failure = from === piece.length ? undefined : answer.data(atNs, piece.slice(from));
    if (failure !== undefined) return JSON.stringify([failure, events, answer.counts(false)]);
  }
  return JSON.stringify([answer.end(), events, answer.doneNs(), answer.counts(true)]);
}

function checkChunk(data: Uint8Array): void {
  const chunk = readChunk(data);
  if (chunk.kind !== "chunk" || chunk.usage === undefined) return;
  for (const tokens of Object.values(chunk.usage)) demand(Number.isSafeInteger(tokens) && tokens >= 0, { tokens });
}

function eventsOf(pieces: readonly Uint8Array[]): readonly Uint8Array[] {
  const events: Uint8Array[] = [];
  const scanner = createSseScanner((data) => events.push(new Uint8Array(data)));
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return events;
}

function split(stream: Uint8Array, sizes: Iterator<number>): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < stream.length; ) {
    const size: number = sizes.next().value ?? 1;
    pieces.push(stream.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

function same(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((event, index) => Buffer.compare(event, b[index] ?? new Uint8Array()) === 0);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
