import { describe, expect, it } from "vitest";
import { resolveEvents } from "../../src/metrics/resolve-events.js";
import { makeRequest } from "../fixtures/records.js";

const shape = { index: 0, scheduled: 0, firstToken: 1, lastToken: 4, events: 4, tokens: 10 };

function resolve(...requests: ReturnType<typeof makeRequest>[]) {
  return resolveEvents(
    requests.map((request) => request.sample),
    requests.map((request) => request.events),
  );
}

describe("tokens of an event", () => {
  it("are the usage spread evenly where the server did not count events", () => {
    expect([...(resolve(makeRequest(shape))[0]?.tokens ?? [])]).toEqual([2.5, 2.5, 2.5, 2.5]);
  });

  it("follow the server's counts, scaled to the usage where the two disagree", () => {
    const request = makeRequest(shape);
    request.events.tokens.set([1, 1, 1, 2]);
    expect([...(resolve(request)[0]?.tokens ?? [])]).toEqual([2, 2, 2, 4]);
  });

  it("of a request without usage are its own counts, or the run's mean tokens per event", () => {
    const cut = { status: "cut", outputTokens: { count: 0, from: "none" } } as const;
    const told = makeRequest({ ...shape, index: 1, changes: cut });
    told.events.tokens.set([1, 2, 1, 1]);
    const untold = makeRequest({ ...shape, index: 2, events: 3, changes: cut });
    const resolved = resolve(makeRequest(shape), told, untold);
    expect([...(resolved[1]?.tokens ?? [])]).toEqual([1, 2, 1, 1]);
    expect(resolved[1]?.counted).toBe(true);
    expect([...(resolved[2]?.tokens ?? [])]).toEqual([2.5, 2.5, 2.5]);
    expect(resolved[2]?.counted).toBe(false);
  });

  it("are unknown, never the number of chunks, where nobody counted in the whole run", () => {
    const none = { outputTokens: { count: 0, from: "none" } } as const;
    expect(resolve(makeRequest({ ...shape, changes: none }))[0]?.tokens[0]).toBeNaN();
  });

  it("pass over empty chunks, which hold none", () => {
    const request = makeRequest(shape);
    request.events.kinds.set([3, 0, 0, 3]);
    request.events.tokens.set([7, 0, 0, 7]);
    const [resolved] = resolve(request);
    expect([...(resolved?.tokens ?? [])]).toEqual([5, 5]);
    expect([...(resolved?.timesNs ?? [])]).toEqual([2e9, 3e9]);
    const nothing = makeRequest(shape);
    nothing.events.kinds.fill(3);
    expect([...(resolve(nothing)[0]?.timesNs ?? [])]).toEqual([nothing.sample.endNs]);
  });

  it("fall on the end of a request that was answered in one piece", () => {
    const request = makeRequest({ ...shape, events: 0 });
    const resolved = resolve(request)[0];
    expect([...(resolved?.tokens ?? [])]).toEqual([10]);
    expect([...(resolved?.timesNs ?? [])]).toEqual([request.sample.endNs]);
  });
});
