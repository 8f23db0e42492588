import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CUT_OFF, MALFORMED, MAX_VARINT_BYTES, readVarint, writeVarint } from "../../src/records/varint.js";

function written(value: number): Uint8Array {
  const bytes = new Uint8Array(MAX_VARINT_BYTES);
  return bytes.slice(0, writeVarint(bytes, 0, value));
}

describe("varint", () => {
  it("is LEB128", () => {
    expect([...written(0)]).toEqual([0]);
    expect([...written(127)]).toEqual([127]);
    expect([...written(128)]).toEqual([0x80, 1]);
    expect([...written(624485)]).toEqual([0xe5, 0x8e, 0x26]);
  });

  it("reads what it wrote and stops behind it", () => {
    const numbers = fc.oneof(fc.maxSafeNat(), fc.nat(), fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 35, 2 ** 53 - 1));
    fc.assert(
      fc.property(numbers, (value) => {
        const bytes = written(value);
        const cursor = { offset: 0 };
        expect(readVarint(bytes, cursor)).toBe(value);
        expect(cursor.offset).toBe(bytes.length);
        expect(readVarint(bytes.subarray(0, -1), { offset: 0 })).toBe(CUT_OFF);
      }),
    );
  });

  it("refuses numbers that no double holds exactly", () => {
    expect(readVarint(Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 127), { offset: 0 })).toBe(MALFORMED);
    expect(readVarint(new Uint8Array(20).fill(255), { offset: 0 })).toBe(MALFORMED);
  });
});
