import { expect, it } from "vitest";
import { createFailureTally } from "../../src/load/failure-tally.js";
import type { RequestFailure, RequestSample } from "../../src/model/request-sample.js";

function sampleWith(failure: RequestFailure | undefined): RequestSample {
  return {
    index: 0,
    phase: "measure",
    scheduledNs: 0,
    endNs: 1,
    status: failure === undefined ? "ok" : "failed",
    failure,
    promptTokens: { count: 0, from: "none" },
    outputTokens: { count: 0, from: "none" },
    requestedOutputTokens: 1,
    contentEvents: 0,
  };
}

it("counts failures by kind and keeps the first one's words", () => {
  const tally = createFailureTally();
  tally.add(sampleWith(undefined));
  tally.add(sampleWith({ kind: "http-status", httpStatus: 503, detail: "busy" }));
  tally.add(sampleWith({ kind: "connect", detail: "connect ECONNREFUSED" }));
  tally.add(sampleWith({ kind: "http-status", httpStatus: 500, detail: "other" }));
  expect(tally.counts()).toEqual([
    { kind: "http-status", requests: 2, detail: "503 busy" },
    { kind: "connect", requests: 1, detail: "connect ECONNREFUSED" },
  ]);
});

it("finds nothing where nothing failed", () => {
  const tally = createFailureTally();
  tally.add(sampleWith(undefined));
  expect(tally.counts()).toEqual([]);
});
