import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RequestTokenEvents, TokenEvents } from "../../src/model/token-events.js";
import { blockRoom, writeBlock } from "../../src/records/token-block.js";
import { decodeTokenEvents, mergeTokenEvents, TOKEN_EVENTS_HEADER } from "../../src/records/token-events-codec.js";
import { codesOf, tokenEvents } from "./sample-run.js";

const FILE = "run/tokens.bin";

function encodeTokenEvents(events: RequestTokenEvents): Uint8Array {
  const bytes = new Uint8Array(blockRoom(events.timesNs.length));
  return bytes.subarray(0, writeBlock(bytes, 0, events));
}

function encodeFile(blocks: readonly RequestTokenEvents[]): Uint8Array {
  return Buffer.concat([TOKEN_EVENTS_HEADER, ...blocks.map(encodeTokenEvents)]);
}

const event = fc.record({
  gapNs: fc.oneof(fc.nat(), fc.integer({ min: 0, max: 2 ** 45 })),
  tokens: fc.integer({ min: 0, max: 0xffff }),
  kind: fc.constantFrom(0, 1, 2, 3),
});

function blockOf(request: number, startNs: number, events: readonly { gapNs: number; tokens: number; kind: number }[]) {
  let atNs = startNs;
  return {
    request,
    timesNs: Float64Array.from(events, ({ gapNs }) => {
      atNs += gapNs;
      return atNs;
    }),
    tokens: Uint16Array.from(events, ({ tokens }) => tokens),
    kinds: Uint8Array.from(events, ({ kind }) => kind),
  };
}

/** Blocks of some requests, in any order between requests and in the order of time within each. */
const blocks = fc
  .array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.nat()), fc.array(event, { minLength: 1, maxLength: 6 })))
  .map((drafts) => {
    const lastNs = new Map<number, number>();
    return drafts.map(([request, events]) => {
      const block = blockOf(request, lastNs.get(request) ?? 0, events);
      lastNs.set(request, block.timesNs.at(-1) ?? 0);
      return block;
    });
  });

/** The plain way to join blocks, to hold the quick one against. */
function joinedSlowly(parts: readonly RequestTokenEvents[]): TokenEvents {
  const requests = [...new Set(parts.map((part) => part.request))].sort((a, b) => a - b);
  return requests.map((request) => {
    const own = parts.filter((part) => part.request === request);
    return {
      request,
      timesNs: Float64Array.from(own.flatMap((part) => [...part.timesNs])),
      tokens: Uint16Array.from(own.flatMap((part) => [...part.tokens])),
      kinds: Uint8Array.from(own.flatMap((part) => [...part.kinds])),
    };
  });
}

describe("the token events file", () => {
  it("gives back what was written, blocks of one request joined", () => {
    fc.assert(
      fc.property(blocks, (parts) => {
        const { events, findings } = decodeTokenEvents(FILE, encodeFile(parts));
        expect(findings).toEqual([]);
        expect(events).toEqual(joinedSlowly(parts));
        expect(mergeTokenEvents(parts)).toEqual(joinedSlowly(parts));
      }),
    );
  });

  it("loses only the last block, and says how many bytes, wherever it is cut off", () => {
    fc.assert(
      fc.property(blocks, fc.double({ min: 0, max: 1, noNaN: true }), (parts, share) => {
        const whole = encodeFile(parts);
        const length = Math.round(share * whole.length);
        const { events, findings } = decodeTokenEvents(FILE, whole.subarray(0, length));
        const ends = parts.map((_, index) => encodeFile(parts.slice(0, index + 1)).length);
        const kept = ends.filter((end) => end <= length).length;
        expect(events).toEqual(joinedSlowly(parts.slice(0, kept)));
        const keptBytes = kept === 0 ? TOKEN_EVENTS_HEADER.length : ends[kept - 1]!;
        const lost = length < TOKEN_EVENTS_HEADER.length ? length : length - keptBytes;
        const expected = { code: "token-events-truncated", severity: "warning", data: { file: FILE, bytes: lost } };
        expect(findings).toEqual(lost === 0 ? [] : [expected]);
      }),
    );
  });

  it("has the bytes that docs/records.md describes", () => {
    const block = { ...tokenEvents(300, [1000, 1000, 1129, 1130], [0, 7, 65_535]), kinds: Uint8Array.of(0, 1, 2, 3) };
    expect([...encodeTokenEvents(block)]).toEqual([
      ...[0xac, 0x02, 0x04],
      ...[0xe8, 0x07, 0x00],
      ...[0x00, 0x1d],
      ...[0x81, 0x01, 0xfe, 0xff, 0x0f],
      ...[0x01, 0x03],
    ]);
    expect(Buffer.from(TOKEN_EVENTS_HEADER).toString("latin1")).toBe("\x89TWTOK\n\x02");
  });

  it("writes nothing for no events", () => {
    expect(encodeTokenEvents(tokenEvents(1, []))).toHaveLength(0);
  });

  it.each([
    ["a fraction of a nanosecond", tokenEvents(0, [0.5])],
    ["time that runs backwards", tokenEvents(0, [5, 4])],
    ["a time before the run", tokenEvents(0, [-1])],
    ["no index", tokenEvents(-1, [1])],
    ["arrays of different lengths", { ...tokenEvents(0, [1]), tokens: new Uint16Array(2) }],
    ["a kind that nobody knows", { ...tokenEvents(0, [1]), kinds: Uint8Array.of(4) }],
  ])("refuses to write %s", (_, events) => {
    expect(() => encodeTokenEvents(events)).toThrow(RangeError);
  });
});

describe("a damaged token events file", () => {
  const good = encodeFile([tokenEvents(0, [10, 20]), tokenEvents(1, [30])]);

  it("is read up to the damage: zeros, as a lost disk leaves them", () => {
    const { events, findings } = decodeTokenEvents(FILE, Buffer.concat([good, Buffer.alloc(100)]));
    expect(events).toHaveLength(2);
    const data = { file: FILE, offset: good.length, bytes: 100 };
    expect(findings).toEqual([{ code: "token-events-damaged", severity: "error", data }]);
  });

  it("is read up to the damage: a kind that its version has not", () => {
    const withEmpty = Buffer.concat([good, Uint8Array.of(2, 1, 5, 3)]);
    expect(decodeTokenEvents(FILE, withEmpty).events.map(({ kinds }) => kinds.at(-1))).toEqual([1, 0, 3]);
    withEmpty[7] = 1;
    const { events, findings } = decodeTokenEvents(FILE, withEmpty);
    expect(events).toHaveLength(2);
    expect(codesOf(findings)).toEqual(["token-events-damaged"]);
  });

  it("of version 1 is read as it always was", () => {
    const old = Buffer.from(good);
    old[7] = 1;
    expect(decodeTokenEvents(FILE, old)).toEqual(decodeTokenEvents(FILE, good));
  });

  it("names the version of a newer tokwatt", () => {
    const newer = Buffer.from(good);
    newer[7] = 3;
    const data = { file: FILE, line: 1, found: 3, known: "1, 2" };
    expect(decodeTokenEvents(FILE, newer)).toEqual({
      events: [],
      findings: [{ code: "record-version-unknown", severity: "error", data }],
    });
  });

  it("is found out where a program changed its line ends", () => {
    const converted = Buffer.concat([good.subarray(0, 6), Buffer.from("\r\n"), good.subarray(7)]);
    expect(codesOf(decodeTokenEvents(FILE, converted).findings)).toEqual(["token-events-damaged"]);
  });

  it("is reported where a later block of a request begins before an earlier one ends", () => {
    const parts = [tokenEvents(4, [100, 200]), tokenEvents(4, [150])];
    const { events, findings } = decodeTokenEvents(FILE, encodeFile(parts));
    expect([...events[0]!.timesNs]).toEqual([100, 200, 150]);
    const data = { file: FILE, request: 4, count: 1 };
    expect(findings).toEqual([{ code: "token-events-disordered", severity: "error", data }]);
  });
});

describe("a large token events file", () => {
  it("is read without an object an event", () => {
    const requests = 2000;
    const eventsEach = 500;
    const times = Array.from({ length: eventsEach }, (_, index) => 60e9 + index * 12_345_678);
    const file = encodeFile(Array.from({ length: requests }, (_, request) => tokenEvents(request, times)));
    const { events, findings } = decodeTokenEvents(FILE, file);
    expect(findings).toEqual([]);
    expect(events).toHaveLength(requests);
    expect(events.at(-1)!.timesNs.at(-1)).toBe(times.at(-1));
    // Six bytes for the first time, five for every further event: far below the eleven of an uncompressed one.
    expect(file.length).toBeLessThan(requests * eventsEach * 5.1);
  });
});
