import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createWholeLines } from "../../../src/jobs/launch/whole-lines.js";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

describe("createWholeLines", () => {
  test("holds half a line back until its end has come", () => {
    const lines = createWholeLines({ isReturnAnEnd: true });
    expect(text(lines.take(Buffer.from("one\ntw")))).toBe("one\n");
    expect(text(lines.take(Buffer.from("o 50%\rtwo 100")))).toBe("two 50%\r");
    expect(text(lines.rest())).toBe("two 100");
    expect(text(lines.rest())).toBe("");
  });

  test("a return is no end where it is not asked for", () => {
    const lines = createWholeLines({ isReturnAnEnd: false });
    expect(text(lines.take(Buffer.from("10%\r20%\r")))).toBe("");
    expect(text(lines.take(Buffer.from("30%\n")))).toBe("10%\r20%\r30%\n");
  });

  test("does not hold a line without end for ever", () => {
    const lines = createWholeLines({ isReturnAnEnd: true });
    expect(lines.take(Buffer.alloc(100_000, "x"))).toHaveLength(100_000);
  });

  test("loses and adds no byte, and ends each piece with a line's end, however the stream is cut", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[ab\r\n]{0,6}$/)), (pieces) => {
        const lines = createWholeLines({ isReturnAnEnd: true });
        const taken = pieces.map((piece) => text(lines.take(Buffer.from(piece))));
        for (const piece of taken) expect(piece).toMatch(/(?:^|[\r\n])$/);
        expect(taken.join("") + text(lines.rest())).toBe(pieces.join(""));
      }),
    );
  });
});
