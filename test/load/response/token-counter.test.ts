import { describe, expect, it } from "vitest";
import { TokenCounter } from "../../../src/load/response/token-counter.js";

/** A chunk: its count so far, undefined where it has no usage, and whether it carries text. */
type Chunk = readonly [completionTokens: number | undefined, hasEvent: boolean];

function count(chunks: readonly Chunk[]) {
  const counter = new TokenCounter();
  const perChunk = chunks.map(([completionTokens, hasEvent]) =>
    counter.take(completionTokens === undefined ? undefined : { promptTokens: 9, completionTokens }, hasEvent),
  );
  return {
    events: perChunk.filter((_, index) => chunks[index]?.[1]),
    complete: counter.outputTokens(true),
    cut: counter.outputTokens(false),
    prompt: counter.promptTokens(),
  };
}

describe("TokenCounter", () => {
  it("gives each event the growth of the count, several tokens at once included", () => {
    const { events, complete, cut, prompt } = count([
      [0, false],
      [1, true],
      [4, true],
      [5, true],
      [5, false],
    ]);
    expect(events).toEqual([1, 3, 1]);
    expect(complete).toEqual({ count: 5, from: "usage" });
    expect(cut).toEqual({ count: 5, from: "events" });
    expect(prompt).toEqual({ count: 9, from: "usage" });
  });

  it("gives the tokens of chunks without text to the next event, as for half a character", () => {
    expect(
      count([
        [1, false],
        [2, false],
        [3, true],
      ]).events,
    ).toEqual([3]);
  });

  it("does not count tokens after the last text as an event's", () => {
    const { events, complete } = count([
      [1, true],
      [3, false],
    ]);
    expect(events).toEqual([1]);
    expect(complete).toEqual({ count: 3, from: "usage" });
  });

  it("takes usage that comes at the end for a total only", () => {
    const { events, complete, cut } = count([
      [undefined, true],
      [undefined, true],
      [8, false],
    ]);
    expect(events).toEqual([0, 0]);
    expect(complete).toEqual({ count: 8, from: "usage" });
    expect(cut).toEqual({ count: 0, from: "none" });
  });

  it("does not take the total for the tokens of the last event, if it comes with that", () => {
    const { events, complete } = count([
      [undefined, true],
      [undefined, true],
      [8, true],
    ]);
    expect(events).toEqual([0, 0, 0]);
    expect(complete).toEqual({ count: 8, from: "usage" });
  });

  it("does not take a count for final that events came after", () => {
    const { events, complete } = count([
      [1, true],
      [2, true],
      [undefined, true],
    ]);
    expect(events).toEqual([1, 1, 0]);
    expect(complete).toEqual({ count: 2, from: "events" });
  });

  it("stops trusting a count that falls", () => {
    expect(
      count([
        [5, true],
        [3, true],
        [9, true],
      ]).events,
    ).toEqual([5, 0, 0]);
  });

  it("says that nobody counted", () => {
    const { complete, prompt } = count([[undefined, true]]);
    expect(complete).toEqual({ count: 0, from: "none" });
    expect(prompt).toEqual({ count: 0, from: "none" });
  });
});
