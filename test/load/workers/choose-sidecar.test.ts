import { describe, expect, it } from "vitest";
import { BIN_NS, BINNED_ABOVE_EVENTS, chooseSidecar } from "../../../src/load/workers/choose-sidecar.js";
import type { Arrival } from "../../../src/model/workload.js";
import { inferenceWorkload } from "../inference-workload.js";

const window = { startNs: 100, endNs: 200 };

/** An open loop that is expected to have so many events over its six seconds. */
const withEvents = (events: number): Arrival => ({ kind: "constant", requestsPerSecond: events / 6 / 10 });

describe("chooseSidecar", () => {
  it("keeps every event up to the published number, and sums beyond it", () => {
    expect(chooseSidecar(inferenceWorkload({ arrival: withEvents(BINNED_ABOVE_EVENTS) }), window)).toEqual({
      kind: "full",
    });
    expect(chooseSidecar(inferenceWorkload({ arrival: withEvents(BINNED_ABOVE_EVENTS * 1.01) }), window)).toEqual({
      kind: "binned",
      window,
      binNs: BIN_NS,
    });
  });

  it("keeps every event of a batch, whose window nobody knows before", () => {
    const arrival: Arrival = { kind: "offline", requests: BINNED_ABOVE_EVENTS };
    expect(chooseSidecar(inferenceWorkload({ arrival }), window)).toEqual({ kind: "full" });
  });
});
