import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLogLines, LONGEST_LINE_BYTES, type LogLinesOptions } from "../../../src/jobs/logs/log-lines.js";

function linesOf(pieces: readonly Uint8Array[], options?: LogLinesOptions) {
  const seen: string[] = [];
  const lines = createLogLines((text) => seen.push(text), options);
  for (const piece of pieces) lines.push(piece);
  lines.end();
  return { seen, droppedBytes: lines.droppedBytes };
}

const bytes = (text: string): Buffer => Buffer.from(text);

describe("createLogLines", () => {
  it("ends a line at each kind of end, and leaves out empty ones", () => {
    expect(linesOf([bytes("a\nb\r\n\r\n\nc\rd")]).seen).toEqual(["a", "b", "c", "d"]);
  });

  it("hands over each state of a progress bar", () => {
    expect(linesOf([bytes("\r 1/3\r 2/3\r 3/3\ndone\n")]).seen).toEqual([" 1/3", " 2/3", " 3/3", "done"]);
  });

  it("takes out colours, moves of the cursor and titles", () => {
    const text = "\u001b[31mstep:\u001b[38;2;180;60;0m 4\u001b[0m\u001b[K\u001b[2A\u001b]0;title\u0007 end\n";
    expect(linesOf([bytes(text)]).seen).toEqual(["step: 4 end"]);
  });

  it("puts together a character that was cut, and replaces what is none", () => {
    const text = bytes("损失 é\n");
    for (let at = 0; at <= text.length; at += 1) {
      expect(linesOf([text.subarray(0, at), text.subarray(at)]).seen).toEqual(["损失 é"]);
    }
    expect(linesOf([Uint8Array.of(0x61, 0xe6, 0x0a, 0xff, 0x0a)]).seen).toEqual(["a\ufffd", "\ufffd"]);
  });

  it("keeps nothing of the bytes that it was given", () => {
    const seen: string[] = [];
    const lines = createLogLines((text) => seen.push(text));
    const piece = bytes("loss");
    lines.push(piece);
    piece.fill(0);
    lines.push(bytes(": 1\n"));
    expect(seen).toEqual(["loss: 1"]);
  });

  it("drops and counts what is beyond the longest line, and goes on behind it", () => {
    const long = bytes(`begin${"x".repeat(LONGEST_LINE_BYTES)}\nnext\n`);
    for (const pieces of [[long], [long.subarray(0, 1000), long.subarray(1000)]]) {
      const { seen, droppedBytes } = linesOf(pieces);
      expect(seen.map((line) => line.length)).toEqual([LONGEST_LINE_BYTES, 4]);
      expect(droppedBytes).toBe(5);
    }
  });

  it("does not look for a needle in what it dropped", () => {
    const options = { needles: ["needle"], longestLineBytes: 2000 };
    const text = bytes(`${"x".repeat(3000)}needle\nneedle\n`);
    expect(linesOf([text.subarray(0, 10), text.subarray(10)], options).seen).toEqual(["needle"]);
  });

  it("hands over the same lines however the bytes are cut", () => {
    const piece = fc.constantFrom("a", "needle", "\n", "\r", "\r\n", "\u001b[1m", "é", "pin", "need", "le");
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.array(fc.nat(200), { maxLength: 6 }),
        fc.constantFrom<readonly string[]>([], ["needle"], ["needle", "pin"]),
        (parts, cuts, needles) => {
          const text = bytes(parts.join(""));
          const edges = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
          const pieces = edges.slice(1).map((edge, index) => text.subarray(edges[index], edge));
          const expected = text
            .toString()
            .split(/[\r\n]/)
            .filter((line) => needles.length === 0 || needles.some((needle) => line.includes(needle)))
            .map((line) => line.replaceAll("\u001b[1m", ""))
            .filter((line) => line !== "");
          expect(linesOf(pieces, { needles }).seen).toEqual(expected);
        },
      ),
    );
  });
});
