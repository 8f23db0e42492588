import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, hashOf, sha256Hex } from "../../src/records/hash.js";

describe("canonicalJson", () => {
  it("sorts keys at every depth and drops undefined ones", () => {
    expect(canonicalJson({ b: [{ d: 1, c: "ü" }], a: null, gone: undefined })).toBe('{"a":null,"b":[{"c":"ü","d":1}]}');
  });

  it("sorts keys by UTF-16 code units, as RFC 8785 says", () => {
    const keys = ["\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6"];
    const sorted = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\ud83d\ude00", "\ufb33"];
    expect(Object.keys(JSON.parse(canonicalJson(Object.fromEntries(keys.map((key) => [key, "x"])))))).toEqual(
      // JSON.parse lists integer-like keys first.
      ["1", ...sorted.filter((key) => key !== "1")],
    );
  });

  it("means the same value and does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    new Date(0),
    new Map([["a", 1]]),
    new Uint8Array(1),
    () => 1,
    undefined,
  ])("refuses %s, which JSON would turn into something else", (value) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
  });
});

describe("hashOf", () => {
  it("is the SHA-256 of the canonical JSON", () => {
    expect(hashOf({ b: "中", a: 1 })).toBe(sha256Hex('{"a":1,"b":"中"}'));
    expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256Hex(Uint8Array.of(0x61, 0x62, 0x63))).toBe(sha256Hex("abc"));
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
