import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { followLines } from "../../src/processes/follow-lines.js";

/** What is handed over for each piece of bytes, and what is left. */
async function follow(pieces: readonly (string | Buffer)[]) {
  const stream = new PassThrough();
  const handed: (readonly string[])[] = [];
  const lines = followLines(stream, (texts) => handed.push(texts));
  for (const piece of pieces) {
    stream.write(piece);
    // A stream hands its pieces over one by one when they are written in different turns.
    await new Promise(setImmediate);
  }
  return { handed, rest: lines.rest() };
}

describe("followLines", () => {
  it("hands over the lines that a piece completes, together", async () => {
    expect(await follow(["a\nb\nc", "d\n", "e"])).toEqual({ handed: [["a", "b"], ["cd"]], rest: "e" });
  });

  it("ends lines at CRLF, also where a piece ends between the two, and at a lone CR", async () => {
    expect(await follow(["a\r\nb\r", "\nc\r\n", "10 %\r20 %\r", "d\n"])).toEqual({
      handed: [["a", "b"], ["c"], ["10 %", "20 %"], ["d"]],
      rest: "",
    });
  });

  it("keeps empty lines, which end blocks in some outputs", async () => {
    expect((await follow(["a\n\n\r\nb\n"])).handed).toEqual([["a", "", "", "b"]]);
  });

  it("puts characters together whose bytes come apart", async () => {
    const bytes = Buffer.from("昇腾\n");
    expect((await follow([bytes.subarray(0, 1), bytes.subarray(1, 4), bytes.subarray(4)])).handed).toEqual([["昇腾"]]);
  });

  it("does not keep a line that never ends, and marks what it left out", async () => {
    const { handed, rest } = await follow([..."x".repeat(30)].map((letter) => letter.repeat(10_000)));
    expect(handed).toEqual([]);
    expect(rest).toHaveLength(200);
    const ended = await follow(["y".repeat(100_000), "y".repeat(100_000), "\n1 2\n"]);
    expect(ended.handed).toEqual([[`${"y".repeat(200)} <+199800 characters>`, "1 2"]]);
  });
});
