import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countRequests, eachRequest, selectRequests } from "../../src/model/request-list.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import { inColumns } from "../fixtures/in-columns.js";
import { arbitraryRequest, asWritten } from "../records/requests/arbitrary-request.js";
import { sample } from "../records/sample-run.js";

const samples = [
  sample(0, { phase: "warm-up" }),
  sample(1, { status: "failed", failure: { kind: "connect", detail: "no" } }),
  sample(2, { finishReason: undefined, endpoint: 0 }),
  sample(3, { firstReasoningNs: 3020, firstAnswerNs: 3030 }),
].map(asWritten);
const list = inColumns(samples);

/** Fields of what a cursor shows, taken while it shows it. */
const shown = (request: RequestSample): RequestSample => {
  const { promptTokens, outputTokens, index, phase, status, failure, finishReason, endpoint } = request;
  const { scheduledNs, sentNs, firstByteNs, firstTokenNs, lastTokenNs, firstReasoningNs, firstAnswerNs, endNs } =
    request;
  return {
    ...{ index, phase, status, failure, finishReason, endpoint },
    ...{ scheduledNs, sentNs, firstByteNs, firstTokenNs, lastTokenNs, firstReasoningNs, firstAnswerNs, endNs },
    promptTokens: { count: promptTokens.count, from: promptTokens.from },
    outputTokens: { count: outputTokens.count, from: outputTokens.from },
    requestedOutputTokens: request.requestedOutputTokens,
    contentEvents: request.contentEvents,
  };
};

describe("requests in columns", () => {
  it("are an array of requests", () => {
    expect(Array.isArray(list)).toBe(true);
    expect(list).toEqual(samples);
    expect([...list]).toEqual(samples);
    expect(JSON.stringify(list)).toBe(JSON.stringify(samples));
    expect([list.length, list[2], list.at(-1), list[4], list.at(9)]).toEqual([
      4,
      samples[2],
      samples[3],
      undefined,
      undefined,
    ]);
    expect(Object.keys(list)).toEqual(["0", "1", "2", "3"]);
    expect([0 in list, 4 in list]).toEqual([true, false]);
    expect([list].flat()).toEqual(samples);
    expect(list.filter(({ index }) => index > 1)).toEqual(samples.slice(2));
    expect(list.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
    expect(list.toSorted((a, b) => b.index - a.index)).toEqual(samples.toReversed());
  });

  it("have only the fields that they have", () => {
    expect(list.map((one) => Object.keys(one))).toEqual(samples.map((one) => Object.keys(one)));
  });

  it("cannot be changed", () => {
    const changeable = list as RequestSample[];
    expect(() => changeable.push(sample(4))).toThrow(TypeError);
    expect(() => {
      changeable[0] = sample(4);
    }).toThrow(TypeError);
    expect(() => changeable.pop()).toThrow(TypeError);
    expect(list).toEqual(samples);
  });

  it.each([
    ["columns", list],
    ["an array", samples],
  ])("are counted, visited and selected alike: those in %s", (_, requests) => {
    const isLate = ({ index }: RequestSample): boolean => index >= 2;
    const selected = selectRequests(requests, isLate);
    expect(countRequests(requests, isLate)).toBe(2);
    expect(selected).toEqual(samples.slice(2));
    expect(selectRequests(selected, ({ index }) => index === 3)).toEqual(samples.slice(3));
    expect(selectRequests(requests, () => true)).toEqual(samples);
    expect(selectRequests(requests, () => false)).toEqual([]);
    const visited: RequestSample[] = [];
    eachRequest(requests, (request) => visited.push(shown(request)));
    expect(visited).toEqual(samples);
  });

  it("are those that were put in, whatever they are", () => {
    const distinct = fc.uniqueArray(arbitraryRequest, { selector: ({ index }) => index, maxLength: 30 });
    fc.assert(
      fc.property(distinct, (requests) => {
        const ordered = requests.toSorted((a, b) => a.index - b.index);
        const columns = inColumns(requests);
        // -0, which no writer writes, is 0 in a column of whole numbers.
        expect(JSON.parse(JSON.stringify(columns))).toEqual(JSON.parse(JSON.stringify(ordered)));
        const visited: RequestSample[] = [];
        eachRequest(columns, (request) => visited.push(shown(request)));
        expect(JSON.parse(JSON.stringify(visited))).toEqual(JSON.parse(JSON.stringify(ordered)));
      }),
    );
  });
});
