import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LARGEST_HEAD_BYTES } from "../../../../src/load/transport/http1/head-bytes.js";
import { ResponseFraming } from "../../../../src/load/transport/http1/response-framing.js";
import type { ResponseHead } from "../../../../src/load/transport/http1/response-head.js";

interface Framed {
  readonly statuses: readonly number[];
  readonly body: string;
  readonly state: "reading" | "complete" | "failed";
  readonly refused: string | undefined;
  readonly taken: number;
}

/** Reads a response in pieces that end at `ends`, each from a buffer that the next one overwrites. */
function frame(bytes: Uint8Array, ends: readonly number[] = []): Framed {
  const heads: ResponseHead[] = [];
  const body: Buffer[] = [];
  const framing = new ResponseFraming((_, head) => heads.push(head));
  framing.expect({ data: (_, piece, start, end) => body.push(Buffer.from(piece.slice(start, end))) });
  const buffer = new Uint8Array(bytes.length + 3);
  let taken = 0;
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    if (!framing.isReading()) break;
    buffer.fill(0x58);
    buffer.set(bytes.subarray(from, end), 3);
    taken += framing.take(0, buffer, 3, 3 + end - from) - 3;
    from = end;
  }
  return {
    statuses: heads.map(({ status }) => status),
    body: Buffer.concat(body).toString("latin1"),
    state: framing.isReading() ? "reading" : framing.refused() === undefined ? "complete" : "failed",
    refused: framing.refused(),
    taken,
  };
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");
const ok = "HTTP/1.1 200 OK\r\n";
const chunked = `${ok}transfer-encoding: chunked\r\n\r\n`;

describe("a response", () => {
  it.each([
    ["by its length", `${ok}content-length: 5\r\n\r\nhello`, "hello"],
    ["of no length", `${ok}content-length: 0\r\n\r\n`, ""],
    ["in chunks", `${chunked}5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n`, "hello world"],
    [
      "in chunks, sizes in capitals, with zeros and extensions",
      `${chunked}00A;a="b"\r\n0123456789\r\n0;last\r\n\r\n`,
      "0123456789",
    ],
    ["in chunks with bare line feeds", `${chunked}2\nab\n0\n\n`, "ab"],
    ["with trailers", `${chunked}1\r\na\r\n0\r\nx-checksum: 1\r\nx-more: 2\r\n\r\n`, "a"],
    [
      "after informational ones",
      `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${ok}content-length: 1\r\n\r\na`,
      "a",
    ],
    ["without a body", "HTTP/1.1 204 No Content\r\n\r\n", ""],
    ["after an empty line", `\r\n${ok}content-length: 1\r\n\r\na`, "a"],
    ["with a body that looks like a response", `${ok}content-length: ${ok.length}\r\n\r\n${ok}`, ok],
  ])("%s is read alike wherever it is split", (_, text, body) => {
    const whole = latin1(text);
    const expected = { body, state: "complete", taken: whole.length };
    expect(frame(whole)).toMatchObject(expected);
    expect(frame(whole, Array.from(whole.keys()))).toMatchObject(expected);
    for (let first = 1; first < whole.length; first += 1) expect(frame(whole, [first])).toMatchObject(expected);
    // What follows it is not its own.
    expect(frame(latin1(`${text}HTTP/1.1 408 Request Timeout\r\n\r\n`))).toMatchObject(expected);
  });

  it("of any chunks is their bytes, split anywhere", () => {
    const piece = fc.uint8Array({ minLength: 1, maxLength: 400 });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(fc.nat(3000), { maxLength: 12 }), (pieces, cuts) => {
        const framed = pieces.map((bytes) => [latin1(`${bytes.length.toString(16)}\r\n`), bytes, latin1("\r\n")]);
        const whole = Buffer.concat([latin1(chunked), ...framed.flat(), latin1("0\r\n\r\n")]);
        const ends = cuts.filter((cut) => cut < whole.length).sort((a, b) => a - b);
        expect(frame(whole, ends)).toMatchObject({
          body: Buffer.concat(pieces).toString("latin1"),
          state: "complete",
          taken: whole.length,
        });
      }),
    );
  });

  it("without length or chunks lasts until the other side closes", () => {
    expect(frame(latin1("HTTP/1.0 200 OK\r\n\r\nhello"))).toMatchObject({ body: "hello", state: "reading" });
  });

  it.each([
    ["a banner", "SSH-2.0-OpenSSH_9.6\r\n", "not HTTP/1.1: SSH-2.0-OpenSSH_9.6"],
    ["a byte that cannot begin one", "\x16\x03\x01", "not HTTP/1.1"],
    ["HTTP/2", "HTTP/2 200\r\n\r\n", "not HTTP/1.1"],
    ["a status that is none", "HTTP/1.1 20 OK\r\n\r\n", "not HTTP/1.1: HTTP/1.1 20 OK"],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\n\r\n", "101"],
    ["a line that is no header", `${ok}no colon\r\n\r\n`, "malformed header: no colon"],
    ["two lengths", `${ok}content-length: 1\r\ncontent-length: 2\r\n\r\n`, "malformed content-length: 1, 2"],
    ["a length that is none", `${ok}content-length: -1\r\n\r\n`, "malformed content-length: -1"],
    ["gzip", `${ok}content-encoding: gzip\r\ncontent-length: 1\r\n\r\n`, "content-encoding: gzip"],
    ["gzip as a transfer coding", `${ok}transfer-encoding: gzip, chunked\r\n\r\n`, "transfer-encoding: gzip, chunked"],
    ["a chunk without a size", `${chunked}\r\n`, "chunk without a size"],
    ["a chunk of a size that is none", `${chunked}xyz\r\n`, "chunk size with byte 0x78"],
    ["a chunk of an impossible size", `${chunked}fffffffffffffffff\r\n`, "impossible size"],
    ["a chunk longer than its size", `${chunked}1\r\nab\r\n`, "chunk longer than its size"],
    ["a size without its line feed", `${chunked}1\rab`, "without its line feed"],
    ["an endless head", `${ok}x: ${"y".repeat(LARGEST_HEAD_BYTES)}`, `> ${LARGEST_HEAD_BYTES} B`],
    ["endless trailers", `${chunked}0\r\n${"x: y\r\n".repeat(4000)}`, "trailers >"],
    ["an endless extension", `${chunked}1;${"x".repeat(20_000)}`, "chunk extension >"],
  ])("%s is refused in words, wherever it is split", (_, text, words) => {
    const whole = latin1(text);
    const result = frame(whole);
    expect(result.state).toBe("failed");
    expect(result.refused).toContain(words);
    const inPieces = frame(
      whole,
      Array.from({ length: Math.min(200, whole.length) }, (__, at) => at),
    );
    expect(inPieces.state).toBe("failed");
  });

  it("says what to do about compression", () => {
    const { refused } = frame(latin1(`${ok}content-encoding: br\r\n\r\n`));
    expect(refused).toMatch(/br.*accept-encoding was identity.*switch compression off/);
  });

  it("takes the content coding that was asked for", () => {
    expect(frame(latin1(`${ok}content-encoding: identity\r\ncontent-length: 1\r\n\r\na`)).body).toBe("a");
  });

  it("of any bytes throws nothing and reads nothing past its end", () => {
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(ok, chunked, "\r\n", "0\r\n\r\n", "5\r\nhello\r\n", "content-length: 3\r\n").map(latin1),
    );
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 8 }), (parts) => {
        const bytes = Buffer.concat(parts);
        const { taken, statuses } = frame(bytes);
        expect(taken).toBeLessThanOrEqual(bytes.length);
        expect(statuses.length).toBeLessThanOrEqual(1);
        expect(frame(bytes, Array.from(bytes.keys())).statuses).toEqual(statuses);
      }),
    );
  });
});
