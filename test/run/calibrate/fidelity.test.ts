import { describe, expect, it } from "vitest";
import type { ClientStream } from "../../../src/run/calibrate/client-stream.js";
import { judgeFidelity } from "../../../src/run/calibrate/fidelity.js";
import type { StreamTruth } from "../../../src/simulation/paced-server/stream-log.js";

const MS = 1e6;

function truth(changes: Partial<StreamTruth> = {}): StreamTruth {
  return {
    id: "a",
    shape: "plain",
    receivedNs: 10 * MS,
    sentNs: [110 * MS, 160 * MS, 200 * MS],
    kinds: [0, 0, 3],
    tokens: [1, 1, 0],
    isComplete: true,
    ...changes,
  };
}

const SEEN: ClientStream = { id: "a", sentNs: 8 * MS, stampsNs: [113 * MS, 161 * MS, 204 * MS], isWhole: true };

describe("the fidelity of a client", () => {
  it("tells the way to the server from the way back", () => {
    const { streams, events, lag, ttftError, requestPath, firstLag, gaps, trueGaps } = judgeFidelity([SEEN], [truth()]);
    expect([streams, events]).toEqual([1, 3]);
    expect(lag).toMatchObject({ count: 3, p50Ms: 3, maxMs: 4 });
    expect([ttftError.p50Ms, requestPath.p50Ms, firstLag.p50Ms]).toEqual([5, 2, 3]);
    expect([gaps.maxMs, trueGaps.maxMs]).toEqual([48, 50]);
  });

  it("takes a stream that was cut as far as it was seen", () => {
    const cut = { ...SEEN, isWhole: false };
    expect(judgeFidelity([{ ...cut, stampsNs: [113 * MS] }], [truth()]).events).toBe(1);
    expect(judgeFidelity([{ ...cut, id: "never read", stampsNs: [] }], [truth()]).events).toBe(0);
  });

  it("refuses events that only one of the two knows", () => {
    expect(() => judgeFidelity([{ ...SEEN, id: "b" }], [truth()])).toThrow("never had b");
    expect(() => judgeFidelity([{ ...SEEN, stampsNs: [113 * MS] }], [truth()])).toThrow("3 events were sent and 1");
    const twice = { ...SEEN, stampsNs: [1, 2, 3, 4] };
    expect(() => judgeFidelity([twice], [truth()])).toThrow("3 events were sent and 4");
  });
});
