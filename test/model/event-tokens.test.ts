import { describe, expect, it } from "vitest";
import { contentEventsOf, eachTokenGap, knownTokens } from "../../src/model/event-tokens.js";
import type { TokenCount } from "../../src/model/request-sample.js";

const events = (tokens: readonly number[], kinds: readonly number[] = []) => ({
  request: 0,
  timesNs: Float64Array.from(tokens, (_, index) => index * 10),
  tokens: Uint16Array.from(tokens),
  kinds: Uint8Array.from(tokens, (_, index) => kinds[index] ?? 0),
});

describe("content events", () => {
  it("are all but the empty ones", () => {
    const { timesNs, tokens, kinds } = contentEventsOf(events([0, 1, 2, 0], [3, 0, 1, 3]));
    expect([[...timesNs], [...tokens], [...kinds]]).toEqual([
      [10, 20],
      [1, 2],
      [0, 1],
    ]);
  });

  it("are the same where none is empty", () => {
    const all = events([1, 1]);
    expect(contentEventsOf(all)).toBe(all);
  });
});

describe("tokens of events are known", () => {
  const usage = (count: number): TokenCount => ({ count, from: "usage" });
  const none: TokenCount = { count: 0, from: "none" };

  it.each<[string, readonly number[], TokenCount, string | undefined, readonly number[] | undefined]>([
    ["one each, where the usage says as many as there are events", [0, 0, 0], usage(3), "length", [1, 1, 1]],
    ["one each, and one without text at the end of the model's own", [0, 0, 0], usage(4), "stop", [1, 1, 1]],
    ["not where one is missing at the end of a length", [0, 0, 0], usage(4), "length", undefined],
    ["not where two are missing", [0, 0, 0], usage(5), "stop", undefined],
    ["not where there are more events than tokens", [0, 0, 0], usage(2), "stop", undefined],
    ["not where nobody counted", [0, 0, 0], none, "stop", undefined],
    ["not of no events", [], usage(0), "length", undefined],
    ["as the server counted each of them", [2, 1, 3], usage(6), "length", [2, 1, 3]],
    ["also of a request that has no usage, as it was cut", [2, 1, 3], none, undefined, [2, 1, 3]],
    ["also where tokens without text followed", [2, 1, 3], usage(9), "length", [2, 1, 3]],
    ["not where the usage is below the counts", [2, 1, 3], usage(5), "length", undefined],
    ["none in one of them, where the sum is the usage", [2, 0, 3], usage(5), "length", [2, 0, 3]],
    ["not where the server ceased to count", [2, 1, 0], usage(6), "length", undefined],
    ["not where it ceased and the request was cut", [2, 1, 0], none, undefined, undefined],
  ])("%s", (_, tokens, outputTokens, finishReason, expected) => {
    const known = knownTokens({ outputTokens, finishReason }, events(tokens));
    expect(known && [...known]).toEqual(expected);
  });
});

describe("gaps between tokens", () => {
  it("are the gap before an event shared by its tokens; one without any is passed over", () => {
    const gaps: number[][] = [];
    eachTokenGap(Float64Array.of(100, 130, 150, 160), [2, 3, 0, 1], (...gap) => gaps.push(gap));
    expect(gaps).toEqual([
      [10, 3, 130],
      [30, 1, 160],
    ]);
  });
});
