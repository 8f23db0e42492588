import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseScanner } from "../../../src/load/sse/sse-scanner.js";

/** Scans a stream in the given pieces; each piece is overwritten after it was pushed, as a reused buffer would be. */
function scan(pieces: readonly Uint8Array[]): string[] {
  const events: string[] = [];
  const scanner = createSseScanner((data) => events.push(Buffer.from(data).toString("utf8")));
  for (const piece of pieces) {
    const reused = Buffer.from(piece);
    expect(scanner.push(reused)).toBe(true);
    reused.fill("X");
  }
  expect(scanner.end()).toBe(true);
  return events;
}

function scanText(text: string): string[] {
  return scan([Buffer.from(text)]);
}

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

/** The standard's rules, written the slow way on the whole text. */
function expectedEvents(text: string): string[] {
  const events: string[] = [];
  let data: string[] = [];
  for (const line of [...text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/), "", ""]) {
    if (line === "") {
      if (data.length > 0) events.push(data.join("\n"));
      data = [];
    }
    const field = /^data(?::(?: )?(.*))?$/su.exec(line);
    if (field !== null) data.push(field[1] ?? "");
  }
  return events;
}

describe("createSseScanner", () => {
  it("finds the data of events", () => {
    expect(scanText('data: {"a":1}\n\ndata: [DONE]\n\n')).toEqual(['{"a":1}', "[DONE]"]);
  });

  it.each(["\n", "\r\n", "\r"])("knows %j as the end of a line", (end) => {
    expect(scanText(["data: one", "", "data: two", "data: lines", "", ""].join(end))).toEqual(["one", "two\nlines"]);
  });

  it("takes off one space after the colon and no more", () => {
    expect(scanText("data:none\n\ndata: one\n\ndata:  two\n\n")).toEqual(["none", "one", " two"]);
  });

  it("passes over comments, other fields and fields that only begin like data", () => {
    expect(scanText(": ping\n\nevent: x\nid: 1\nretry: 9\ndatabase: no\ndata: yes\n: ping\n\n")).toEqual(["yes"]);
  });

  it("knows empty data from no data", () => {
    expect(scanText("data\n\n\n\nevent: x\n\ndata:\n\n")).toEqual(["", ""]);
  });

  it("passes over a byte order mark at the beginning", () => {
    expect(scanText("\uFEFFdata: a\n\n")).toEqual(["a"]);
  });

  it("counts what the end of the stream left without its blank line", () => {
    expect(scanText("data: a\n\ndata: [DONE]\n")).toEqual(["a", "[DONE]"]);
    expect(scanText("data: a\n\ndata: [DONE]")).toEqual(["a", "[DONE]"]);
  });

  it("dispatches an event with the byte that completes it", () => {
    const events: string[] = [];
    const scanner = createSseScanner((data) => events.push(Buffer.from(data).toString()));
    scanner.push(Buffer.from("data: a\r\n\r"));
    expect(events).toEqual(["a"]);
    scanner.push(Buffer.from("\ndata: b\n\n"));
    expect(events).toEqual(["a", "b"]);
  });

  it("gives the same events for every split of the bytes, and those of the standard", () => {
    const line = fc.oneof(
      fc.constantFrom("data: x", "data:", "data", ": comment", "event: y", "", "", "data: [DONE]"),
      fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => `data: ${text}`),
    );
    const lines = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r")), { maxLength: 20 });
    fc.assert(
      fc.property(lines, fc.boolean(), fc.array(fc.nat(), { maxLength: 30 }), (parts, hasMark, cuts) => {
        const text = (hasMark ? "\uFEFF" : "") + parts.map(([content, end]) => content + end).join("");
        const bytes = Buffer.from(text);
        const expected = expectedEvents(bytes.toString());
        expect(scan([bytes])).toEqual(expected);
        expect(scan(split(bytes, cuts))).toEqual(expected);
        expect(scan(split(bytes, Array.from(bytes.keys())))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  describe("refuses an event beyond the limit", () => {
    const limit = 20;
    it.each([
      ["in one piece", ["data: 0123456789012345\n\n"]],
      ["in several", ["data: 01234", "56789012", "345"]],
      ["in several lines", ["data: 012345\ndata: 012345\n\n"]],
    ])("%s", (_, pieces) => {
      const scanner = createSseScanner(() => undefined, limit);
      expect(pieces.map((piece) => scanner.push(Buffer.from(piece))).at(-1)).toBe(false);
    });

    it("and not several that are each within it", () => {
      const scanner = createSseScanner(() => undefined, limit);
      expect(scanner.push(Buffer.from("data: 0123\n\n".repeat(20)))).toBe(true);
      expect(scanner.end()).toBe(true);
    });
  });
});
