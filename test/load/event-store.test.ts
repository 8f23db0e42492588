import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEventStore, ROW_EVENTS } from "../../src/load/event-store.js";

describe("createEventStore", () => {
  it("keeps the events of every row, whichever rows are in use beside it", () => {
    const event = fc.record({
      row: fc.nat(399),
      atNs: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      kind: fc.nat(3),
      tokens: fc.nat(0xffff),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (events) => {
        const store = createEventStore();
        const rows = Array.from({ length: 400 }, () => store.open());
        expect(new Set(rows).size).toBe(400);
        const kept = new Map<number, (typeof events)[number][]>();
        for (const one of events) {
          const own = kept.get(one.row) ?? [];
          if (own.length === ROW_EVENTS) continue;
          store.put(rows[one.row] ?? -1, own.length, one.atNs, one.kind, one.tokens);
          kept.set(one.row, [...own, one]);
        }
        for (const [row, own] of kept) {
          const block = store.read(rows[row] ?? -1, own.length, row);
          expect(block.request).toBe(row);
          expect(Array.from(block.timesNs)).toEqual(own.map(({ atNs }) => atNs));
          expect(Array.from(block.kinds)).toEqual(own.map(({ kind }) => kind));
          expect(Array.from(block.tokens)).toEqual(own.map(({ tokens }) => tokens));
          expect(store.firstNs(rows[row] ?? -1)).toBe(own[0]?.atNs);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("fills a row to its last event without touching the next", () => {
    const store = createEventStore();
    const [first, second] = [store.open(), store.open()];
    store.put(second, 0, 7, 1, 1);
    for (let index = 0; index < ROW_EVENTS; index += 1) store.put(first, index, index, 0, index);
    expect(Array.from(store.read(first, ROW_EVENTS, 0).timesNs)).toEqual(
      Array.from({ length: ROW_EVENTS }, (_, i) => i),
    );
    expect(Array.from(store.read(second, 1, 1).timesNs)).toEqual([7]);
  });

  it("hands blocks over that later events do not change, and gives a row to the next request", () => {
    const store = createEventStore();
    const row = store.open();
    store.put(row, 0, 1, 0, 1);
    const block = store.read(row, 1, 0);
    store.close(row);
    expect(store.open()).toBe(row);
    store.put(row, 0, 2, 0, 1);
    expect(Array.from(block.timesNs)).toEqual([1]);
  });

  it("keeps a count that does not fit as not said, never as another number", () => {
    const store = createEventStore();
    const row = store.open();
    store.put(row, 0, 1, 3, 65_535);
    store.put(row, 1, 2, 3, 65_536);
    expect(store.read(row, 2, 0)).toMatchObject({ tokens: Uint16Array.of(65_535, 0), kinds: Uint8Array.of(3, 3) });
  });
});
