import { describe, expect, it } from "vitest";
import { createEventStore, ROW_EVENTS } from "../../src/load/event-store.js";
import { Flight } from "../../src/load/flight.js";
import { EVENT_KINDS, type EventKind } from "../../src/model/token-events.js";

const request = { index: 3, messages: [{ role: "user", content: "a" }], outputTokens: 5 } as const;
const outcome = {
  endNs: 100,
  promptTokens: { count: 1, from: "usage" },
  outputTokens: { count: 2, from: "usage" },
} as const;

function fly(full: (flight: Flight) => void = () => undefined): Flight {
  return new Flight(createEventStore(), request, { scheduledNs: 1, startedNs: 2, phase: "measure" }, full);
}

function sampleOf(events: readonly (readonly [atNs: number, kind: EventKind, tokens: number])[]) {
  const flight = fly();
  for (const [atNs, kind, tokens] of events) flight.event(atNs, EVENT_KINDS.indexOf(kind), tokens);
  flight.takeEvents();
  return flight.sample(outcome, 1e9);
}

describe("Flight", () => {
  it("tells reasoning from the answer, and does not count chunks without text", () => {
    const sample = sampleOf([
      [10, "empty", 0],
      [20, "reasoning", 2],
      [30, "empty", 0],
      [40, "reasoning", 1],
      [50, "tool-call", 1],
      [60, "content", 3],
      [70, "empty", 0],
    ]);
    expect(sample).toMatchObject({
      firstTokenNs: 20,
      firstReasoningNs: 20,
      firstAnswerNs: 50,
      lastTokenNs: 60,
      contentEvents: 4,
    });
  });

  it.each([
    ["content", { firstTokenNs: 20, firstAnswerNs: 20, firstReasoningNs: undefined }],
    ["reasoning", { firstTokenNs: 20, firstAnswerNs: undefined, firstReasoningNs: 20 }],
    ["empty", { firstTokenNs: undefined, lastTokenNs: undefined, contentEvents: 0 }],
  ] as const)("has only what came, with %s alone", (kind, expected) => {
    expect(sampleOf([[20, kind, 1]])).toMatchObject(expected);
  });

  it("hands its events over when its row is full, and counts all of them", () => {
    const blocks: number[] = [];
    const flight = fly((full) => blocks.push(full.takeEvents()?.timesNs.length ?? 0));
    for (let event = 0; event < 2 * ROW_EVENTS + 5; event += 1) flight.event(event, 0, 2);
    expect(blocks).toEqual([ROW_EVENTS, ROW_EVENTS]);
    expect(flight.takeEvents()?.timesNs).toHaveLength(5);
    expect(flight.takeEvents()).toBeUndefined();
    expect(flight.eventTokens).toBe(2 * (2 * ROW_EVENTS + 5));
    expect(flight.sample(outcome, 1e9)).toMatchObject({ contentEvents: 2 * ROW_EVENTS + 5, firstTokenNs: 0 });
  });

  it("leaves alone the row of the request that came after it", () => {
    const store = createEventStore();
    const plan = { scheduledNs: 0, startedNs: 0, phase: "measure" } as const;
    const first = new Flight(store, request, plan, () => undefined);
    first.close();
    const second = new Flight(store, request, plan, () => undefined);
    first.event(1, 0, 1);
    expect(second.takeEvents()).toBeUndefined();
  });

  it("says by whom it was ended, the first one only, and where it went", () => {
    const flight = fly();
    const stops: string[] = [];
    flight.stop.addEventListener("abort", () => stops.push("stopped"));
    flight.endEarly("time-out");
    flight.endEarly("cut");
    expect(stops).toEqual(["stopped"]);
    expect(flight.sample({ ...outcome, endpoint: 2 }, 2.5e9)).toMatchObject({
      status: "failed",
      failure: { kind: "time-out", detail: "2.5 s" },
      endpoint: 2,
    });
  });
});
