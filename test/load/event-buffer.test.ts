import { describe, expect, it } from "vitest";
import { createEventBuffer } from "../../src/load/event-buffer.js";

describe("createEventBuffer", () => {
  it("keeps every event in order, across blocks and beyond its first capacity", () => {
    const buffer = createEventBuffer(7);
    const blocks = [];
    for (let index = 0; index < 1000; index += 1) {
      buffer.push(index * 1e6 + 0.5, index % 3, index);
      if (index === 10 || index === 500) blocks.push(buffer.take());
    }
    blocks.push(buffer.take());
    const events = blocks.flatMap((block) => {
      if (block === undefined) throw new Error("an empty block");
      expect(block.request).toBe(7);
      return Array.from(block.timesNs, (atNs, index) => [atNs, block.kinds[index], block.tokens[index]]);
    });
    expect(events).toEqual(Array.from({ length: 1000 }, (_, index) => [index * 1e6 + 0.5, index % 3, index]));
  });

  it("hands blocks over that later events do not change", () => {
    const buffer = createEventBuffer(0);
    buffer.push(1, 0, 1);
    const block = buffer.take();
    buffer.push(2, 0, 1);
    expect(Array.from(block?.timesNs ?? [])).toEqual([1]);
  });

  it("knows its oldest event and when it is empty", () => {
    const buffer = createEventBuffer(0);
    expect(buffer.oldestNs()).toBeUndefined();
    expect(buffer.take()).toBeUndefined();
    buffer.push(5, 0, 1);
    buffer.push(6, 0, 1);
    expect(buffer.oldestNs()).toBe(5);
    buffer.take();
    expect(buffer.oldestNs()).toBeUndefined();
  });

  it("keeps a count that does not fit as not said, never as another number", () => {
    const buffer = createEventBuffer(0);
    buffer.push(1, 0, 65_535);
    buffer.push(2, 0, 65_536);
    expect(Array.from(buffer.take()?.tokens ?? [])).toEqual([65_535, 0]);
  });
});
