import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/model/finding.js";
import type { RequestSample } from "../../../src/model/request-sample.js";
import { readJsonLines } from "../../../src/records/json-lines.js";
import { FinishReasons } from "../../../src/records/requests/finish-reasons.js";
import { createFields } from "../../../src/records/requests/request-fields.js";
import { RequestLineParser } from "../../../src/records/requests/request-line-parser.js";
import { createRequestLines } from "../../../src/records/requests/request-lines.js";
import { RequestTable } from "../../../src/records/requests/request-table.js";
import { SeenIndices } from "../../../src/records/requests/seen-indices.js";
import { requestSchema } from "../../../src/records/schema/request-schema.js";
import { validate } from "../../../src/records/validate.js";
import { sample } from "../sample-run.js";
import { arbitraryRequest, asWritten } from "./arbitrary-request.js";

interface Reading {
  readonly requests: readonly RequestSample[];
  readonly findings: readonly Finding[];
  readonly repeated: readonly (readonly [index: number, line: number])[];
}

/** As the product reads: byte by byte what is as it writes, into columns. */
function readFast(bytes: Buffer): Reading {
  const table = new RequestTable(() => 0);
  const seen = new SeenIndices();
  const repeated: [number, number][] = [];
  const lines = createRequestLines("file", table, (index, line) => {
    const isNew = seen.add(index);
    if (!isNew) repeated.push([index, line]);
    return isNew;
  });
  const end = bytes.lastIndexOf(0x0a) + 1;
  lines.take(bytes, 0, end);
  if (end < bytes.length) lines.takeRest(bytes.subarray(end));
  return { requests: table.inOrder(), findings: lines.findings(), repeated };
}

/** By JSON and the schema alone, an object a request. */
function readPlainly(bytes: Buffer): Reading {
  const byIndex = new Map<number, RequestSample>();
  const repeated: [number, number][] = [];
  const findings = readJsonLines(
    "file",
    bytes,
    (line) => validate(requestSchema, line),
    (request, line) => {
      if (byIndex.has(request.index)) repeated.push([request.index, line]);
      else byIndex.set(request.index, request);
    },
  );
  const requests = [...byIndex.values()].sort((a, b) => a.index - b.index);
  return { requests, findings, repeated };
}

const fileOf = (samples: readonly object[]): Buffer =>
  Buffer.from(samples.map((one) => `${JSON.stringify(one)}\n`).join(""));

/** -0, which no writer writes, is 0 in a column of whole numbers. */
const comparable = (reading: Reading): unknown => JSON.parse(JSON.stringify(reading));

function expectSame(bytes: Buffer): void {
  expect(comparable(readFast(bytes))).toEqual(comparable(readPlainly(bytes)));
}

const isTaken = (line: string): boolean => {
  const reasons = new FinishReasons();
  reasons.codeOf("stop");
  return new RequestLineParser(createFields(), reasons).parse(Buffer.from(line), 0) === Buffer.byteLength(line);
};

describe("lines of requests", () => {
  it("are read as the schema reads them, whatever request they hold", () => {
    fc.assert(
      fc.property(fc.array(arbitraryRequest, { maxLength: 40 }), (samples) => expectSame(fileOf(samples))),
      {
        numRuns: 300,
      },
    );
  });

  it("are read as the schema reads them, whatever bytes of a file are others", () => {
    const edit = fc.record({
      place: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      removed: fc.nat(3),
      added: fc.oneof(
        fc.constantFrom("", "0", "-", ".", "e9", ",", '"', "}", "{", " ", "\n", "\r", "\\", "1e400", "null", '"x":1,'),
        fc.string({ maxLength: 3 }),
      ),
    });
    const plain = fc.nat(30).map((index) => asWritten(sample(index, { firstAnswerNs: index * 1000 + 30 })));
    const samples = fc.array(fc.oneof({ weight: 3, arbitrary: plain }, arbitraryRequest), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(samples, fc.array(edit, { minLength: 1, maxLength: 4 }), (requests, edits) => {
        let bytes = fileOf(requests);
        for (const { place, removed, added } of edits) {
          const at = Math.floor(place * bytes.length);
          bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(at + removed)]);
        }
        expectSame(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it("are read as the schema reads them, with any one byte of a line replaced", () => {
    const line = fileOf([asWritten(sample(7, { endpoint: 3, firstAnswerNs: 1_234_567_890_123 }))]);
    expect(isTaken(line.toString())).toBe(true);
    for (let at = 0; at < line.length; at += 1) {
      // The last ones are beside the digits, or differ from one in the bits above.
      for (const byte of [...Buffer.from('0-."x}\n /:;?'), 0x1a, 0xb5, 0xff]) {
        const bytes = Buffer.from(line);
        bytes[at] = byte;
        expectSame(Buffer.concat([line, bytes, line]));
      }
    }
  });

  it("are many, out of order and with gaps, and come in the order of their index", () => {
    const samples = Array.from({ length: 5000 }, (_, row) => sample((row * 7919) % 6007, { endpoint: row % 3 }));
    expectSame(fileOf(samples));
    expectSame(
      fileOf(samples.map((one, row) => ({ ...one, index: one.index * 1e9, ...(row > 4000 ? REASONED : {}) }))),
    );
  });
});

const REASONED = { firstReasoningNs: 5, firstAnswerNs: 9, requestedOutputTokens: 2 ** 40 };

describe("the parser of one line", () => {
  const line = `${JSON.stringify(sample(12, { endpoint: 1 }))}\n`;

  it("takes what the writer writes", () => {
    expect(isTaken(line)).toBe(true);
    const full = sample(12, { firstReasoningNs: 0, firstAnswerNs: 999_999_999_999_999, scheduledNs: 1e9 });
    expect(isTaken(`${JSON.stringify(asWritten(full))}\n`)).toBe(true);
    expect(isTaken(`${JSON.stringify({ ...sample(0), sentNs: undefined, finishReason: undefined })}\n`)).toBe(true);
  });

  it.each([
    ["another order of keys", JSON.stringify(Object.assign({ phase: "measure" }, sample(12)))],
    ["white space", line.trim().replace(":", ": ")],
    ["a number below 0", JSON.stringify(sample(12, { scheduledNs: -1 }))],
    ["a number of more than 15 digits", JSON.stringify(sample(12, { endNs: 1_234_567_890_123_456 }))],
    ["a fraction", JSON.stringify(sample(12, { endNs: 1.5 }))],
    ["a leading zero", line.trim().replace(":12", ":012")],
    ["a failure", JSON.stringify(asWritten(sample(12, { failure: { kind: "connect", detail: "" } })))],
    ["a reason that was not seen before", JSON.stringify(sample(12, { finishReason: "length" }))],
    ["an unknown field", JSON.stringify({ ...sample(12), more: 1 })],
    ["a field twice", line.trim().replace('"phase"', '"index":12,"phase"')],
  ])("leaves %s to the schema", (_, text) => {
    expect(isTaken(`${text}\n`)).toBe(false);
  });
});
