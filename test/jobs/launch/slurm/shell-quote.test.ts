import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shellQuote } from "../../../../src/jobs/launch/slurm/shell-quote.js";

const words = fc.array(
  fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^['"$`\\ \n!*?~#;&|<>(){}[\]=%-]{0,8}$/)),
);

test("a shell reads just the words that were quoted", () => {
  fc.assert(
    fc.property(words, (texts) => {
      const wanted = texts.filter((text) => !text.includes("\0"));
      const script = `for word in ${wanted.map(shellQuote).join(" ")}; do printf '%s\\0' "$word"; done`;
      const read = execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" });
      expect(read).toBe(wanted.map((text) => `${text}\0`).join(""));
    }),
    { numRuns: 30 },
  );
});

test("a NUL cannot be in an argument", () => {
  expect(() => shellQuote("a\0b")).toThrow(RangeError);
});
