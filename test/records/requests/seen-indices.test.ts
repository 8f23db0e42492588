import fc from "fast-check";
import { expect, it } from "vitest";
import { SeenIndices } from "../../../src/records/requests/seen-indices.js";

it("knows what was there, however far apart", () => {
  const index = fc.oneof(fc.nat(100), fc.nat(10_000_000), fc.maxSafeNat());
  fc.assert(
    fc.property(fc.array(index, { maxLength: 400 }), (indices) => {
      const [seen, known] = [new SeenIndices(), new Set<number>()];
      for (const one of indices) {
        expect(seen.add(one)).toBe(!known.has(one));
        known.add(one);
      }
    }),
  );
});

it("knows what lay far from all others when those come near it", () => {
  const seen = new SeenIndices();
  for (let index = 0; index < 200; index += 1) seen.add(index * 1e9);
  for (let index = 0; index < 3_000_000; index += 1) seen.add(1 + index);
  const far = 150 * 1e9;
  expect(seen.add(far)).toBe(false);
  expect([seen.add(far + 1), seen.add(far), seen.add(far + 1)]).toEqual([true, false, false]);
});
