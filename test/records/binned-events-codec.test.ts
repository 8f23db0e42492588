import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gapBucket, gapOfBucket } from "../../src/model/gap-buckets.js";
import { addRequest, type BinGrid, clearSums, createBinSums } from "../../src/records/bin-sums.js";
import {
  BINNED_EVENTS_HEADER,
  type BinnedShard,
  binnedEventsOf,
  decodeBinnedEvents,
  encodeBinGrid,
} from "../../src/records/binned-events-codec.js";
import { encodeBinsBlock } from "../../src/records/bins-block.js";
import { codesOf, sample, tokenEvents } from "./sample-run.js";

const FILE = "run/tokens/client.bin";
const GRID: BinGrid = { window: { startNs: 1000, endNs: 1950 }, binNs: 100 };

/** Requests that end one after the other, each at once in a block of its own. */
const requests = fc.array(
  fc.record({
    gapsNs: fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }),
    startNs: fc.integer({ min: 0, max: 2000 }),
    tokens: fc.integer({ min: 0, max: 20 }),
    from: fc.constantFrom("usage", "none"),
    phase: fc.constantFrom("measure", "cool-down"),
  }),
  { maxLength: 6 },
);
type Drafts = typeof requests extends fc.Arbitrary<infer Value> ? Value : never;

function add(shard: BinnedShard, drafts: Drafts, firstIndex: number): void {
  for (const [offset, { gapsNs, startNs, tokens, from, phase }] of drafts.entries()) {
    const index = firstIndex + offset;
    let atNs = startNs;
    const events = tokenEvents(
      index,
      gapsNs.map((gapNs) => {
        atNs += gapNs;
        return atNs;
      }),
    );
    const changes = { phase, endNs: atNs, outputTokens: { count: from === "none" ? 0 : tokens, from } } as const;
    addRequest(shard.sums, shard.grid, sample(index, changes), gapsNs.length === 0 ? undefined : events);
  }
}

/** The file of the drafts, and where each of its blocks ends. */
function encodeFile(drafts: Drafts): { readonly bytes: Uint8Array; readonly ends: readonly number[] } {
  const parts = [encodeBinGrid(GRID)];
  const sums = createBinSums();
  for (const [index, draft] of drafts.entries()) {
    add({ grid: GRID, sums }, [draft], index);
    parts.push(encodeBinsBlock(sums) ?? new Uint8Array(0));
    clearSums(sums);
  }
  let end = 0;
  const ends = parts.map((part) => {
    end += part.length;
    return end;
  });
  return { bytes: Buffer.concat(parts), ends };
}

function binnedAtOnce(drafts: Drafts) {
  const shard = { grid: GRID, sums: createBinSums() };
  add(shard, drafts, 0);
  return binnedEventsOf(shard);
}

describe("the file of binned events", () => {
  it("gives back the sums, whatever blocks they came in", () => {
    fc.assert(
      fc.property(requests, (drafts) => {
        const { shard, findings } = decodeBinnedEvents(FILE, encodeFile(drafts).bytes);
        expect(findings).toEqual([]);
        const [read, summed] = [binnedEventsOf(shard!), binnedAtOnce(drafts)];
        expect({ ...read, tokens: [] }).toEqual({ ...summed, tokens: [] });
        for (const [bin, tokens] of summed.tokens.entries()) expect(read.tokens[bin]).toBeCloseTo(tokens, 9);
      }),
    );
  });

  it("of several shards gives their sums together", () => {
    fc.assert(
      fc.property(requests, requests, (one, other) => {
        const { shard: first } = decodeBinnedEvents(FILE, encodeFile(one).bytes);
        const { shard: both, findings } = decodeBinnedEvents(FILE, encodeFile(other).bytes, first);
        expect(findings).toEqual([]);
        const summed = binnedAtOnce([...one, ...other]);
        expect({ ...binnedEventsOf(both!), tokens: [] }).toEqual({ ...summed, tokens: [] });
      }),
    );
  });

  it("loses only the last block, and says how many bytes, wherever it is cut off", () => {
    fc.assert(
      fc.property(requests, fc.double({ min: 0, max: 1, noNaN: true }), (drafts, share) => {
        const { bytes, ends } = encodeFile(drafts);
        const length = Math.max(1, Math.round(share * bytes.length));
        const { shard, findings } = decodeBinnedEvents(FILE, bytes.subarray(0, length));
        const whole = ends.findLastIndex((end) => end <= length);
        const lost = whole < 0 ? length : length - (ends[whole] as number);
        const data = { file: FILE, bytes: lost };
        expect(findings).toEqual(lost === 0 ? [] : [{ code: "token-events-truncated", severity: "warning", data }]);
        if (whole < 0) expect(shard).toBeUndefined();
        else expect(binnedEventsOf(shard!).events).toEqual(binnedAtOnce(drafts.slice(0, whole)).events);
      }),
    );
  });

  it("has the bytes that docs/records.md describes", () => {
    expect([...encodeBinGrid(GRID)]).toEqual([...BINNED_EVENTS_HEADER, 0xe8, 0x07, 0xb6, 0x07, 0x64]);
    expect(Buffer.from(BINNED_EVENTS_HEADER).toString("latin1")).toBe("\x89TWBIN\n\x01");
    const sums = createBinSums();
    // Two events in bins 1 and 3, 1.5 tokens each; the gap of 200 ns is no gap between tokens.
    const request = sample(0, { outputTokens: { count: 3, from: "usage" }, finishReason: "length" });
    addRequest(sums, GRID, request, tokenEvents(0, [1100, 1300]));
    const bucket = gapBucket(200);
    expect(bucket).toBe(5301);
    const tokens = [0, 0, 0, 0, 0, 0, 0xf8, 0x3f];
    const rows = [2, ...[1, 1, 0, ...tokens], ...[2, 1, 0, ...tokens], 1, ...[0xb5, 0x29, 1], 0];
    expect([...encodeBinsBlock(sums)!]).toEqual([rows.length + 2, ...rows, 1, 0]);
  });

  it("has no block where nothing ended", () => {
    expect(encodeBinsBlock(createBinSums())).toBeUndefined();
  });
});

describe("damaged binned events", () => {
  const good = encodeFile([
    { gapsNs: [0, 50, 300], startNs: 1000, tokens: 3, from: "usage", phase: "measure" },
  ] as const satisfies Drafts).bytes;
  const header = encodeBinGrid(GRID).length;

  it("are read up to the damage: zeros, as a lost disk leaves them", () => {
    const { shard, findings } = decodeBinnedEvents(FILE, Buffer.concat([good, Buffer.alloc(20)]));
    expect(shard?.sums.requests).toBe(1);
    const data = { file: FILE, offset: good.length, bytes: 20 };
    expect(findings).toEqual([{ code: "token-events-damaged", severity: "error", data }]);
  });

  it.each<[string, readonly number[]]>([
    ["a bin behind the window", [1, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["no events in a bin", [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["more events uncounted than there are", [1, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["tokens that are no number", [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f, 0, 0, 0, 0]],
    ["a bin that stands twice", [2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ["bytes left over", [0, 0, 0, 0, 0, 0]],
    ["more known requests than there are", [0, 0, 0, 0, 1]],
    ["rows that end too early", [0, 0, 0, 1]],
  ])("are found out: %s", (_, block) => {
    const bytes = Buffer.concat([good.subarray(0, header), Uint8Array.of(block.length, ...block)]);
    expect(codesOf(decodeBinnedEvents(FILE, bytes).findings)).toEqual(["token-events-damaged"]);
  });

  it("are found out by their beginning", () => {
    const wrong = Buffer.from(good);
    wrong[7] = 2;
    expect(decodeBinnedEvents(FILE, wrong).findings).toMatchObject([
      { code: "record-version-unknown", data: { found: 2, known: "1" } },
    ]);
    const noBins = Buffer.from(good.subarray(0, header));
    noBins[header - 1] = 0;
    expect(codesOf(decodeBinnedEvents(FILE, noBins).findings)).toEqual(["token-events-damaged"]);
  });
});

describe("buckets of gaps", () => {
  it("stand for their gaps to a twentieth of a per cent", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: Number.MAX_SAFE_INTEGER, noNaN: true }), (gapNs) => {
        expect(Math.abs(gapOfBucket(gapBucket(gapNs)) / gapNs - 1)).toBeLessThan(0.000501);
      }),
    );
    expect(gapOfBucket(gapBucket(0))).toBe(0);
  });
});
