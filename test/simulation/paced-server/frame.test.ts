import fc from "fast-check";
import { expect, it } from "vitest";
import { BLANK_STAMP, chunkFrame, STAMP_MARKER, stamp } from "../../../src/simulation/paced-server/frame.js";

it("a frame is one chunk whose stamp is the instant in microseconds, whatever it is", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (atNs) => {
      const text = `data: {${STAMP_MARKER}${BLANK_STAMP}"}\n\n`;
      const frame = chunkFrame(text, { kind: 0, tokens: 1 });
      stamp(frame, atNs);
      const stamped = text.replace(BLANK_STAMP, String(Math.floor(atNs / 1e3)).padStart(BLANK_STAMP.length, "0"));
      expect(frame.bytes.toString()).toBe(`${text.length.toString(16)}\r\n${stamped}\r\n`);
    }),
  );
});

it("a frame without a stamp stays as it is", () => {
  const frame = chunkFrame(": comment\n\n");
  stamp(frame, 5);
  expect(frame.bytes.toString()).toBe("b\r\n: comment\n\n\r\n");
});
