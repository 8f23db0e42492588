import { describe, expect, it } from "vitest";
import type { EndedRequest } from "../../src/load/request-runner.js";
import { createUsageCheck } from "../../src/load/usage-check.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { OutputPolicy } from "../../src/model/workload.js";

function ended(changes: Partial<RequestSample>, extra: Partial<EndedRequest> = {}): EndedRequest {
  const sample: RequestSample = {
    index: 0,
    phase: "measure",
    scheduledNs: 0,
    endNs: 1,
    status: "ok",
    promptTokens: { count: 5, from: "usage" },
    outputTokens: { count: 10, from: "usage" },
    requestedOutputTokens: 10,
    contentEvents: 10,
    ...changes,
  };
  return { sample, messages: [], eventTokens: 0, unstreamed: false, ...extra };
}

function findingsOf(requests: readonly EndedRequest[], outputPolicy: OutputPolicy = "exact") {
  const check = createUsageCheck({ outputPolicy });
  for (const request of requests) check.add(request);
  return check
    .counts()
    .filter(({ data }) => data["requests"] !== 0)
    .map(({ code, data }) => [code, data]);
}

describe("createUsageCheck", () => {
  it("finds nothing where all counts agree", () => {
    expect(findingsOf([ended({}), ended({}, { eventTokens: 10 })])).toEqual([]);
  });

  it("allows tokens after the last text: an end token and half a character", () => {
    expect(findingsOf([ended({}, { eventTokens: 6 })])).toEqual([]);
    expect(findingsOf([ended({}, { eventTokens: 5 })])).toMatchObject([["usage-mismatch", { requests: 1 }]]);
  });

  it("finds events that hold more tokens than usage says", () => {
    expect(findingsOf([ended({}), ended({}, { eventTokens: 11 })])).toEqual([
      ["usage-mismatch", { requests: 1, of: 2, eventTokens: 11, usageTokens: 10 }],
    ]);
  });

  it("finds more events with text than tokens", () => {
    expect(findingsOf([ended({ contentEvents: 11 })])).toEqual([
      ["usage-below-events", { requests: 1, of: 1, events: 11, usageTokens: 10 }],
    ]);
  });

  it("allows fewer events than tokens: several tokens come in one", () => {
    expect(findingsOf([ended({ contentEvents: 3 })])).toEqual([]);
  });

  it("finds usage that is missing", () => {
    const requests = [
      ended({ outputTokens: { count: 0, from: "none" } }),
      ended({ outputTokens: { count: 10, from: "events" } }),
    ];
    expect(findingsOf(requests)).toEqual([["usage-absent", { requests: 2, of: 2 }]]);
  });

  it("finds outputs of another length only where an exact one was asked for", () => {
    const short = ended({ outputTokens: { count: 4, from: "usage" }, contentEvents: 4 });
    expect(findingsOf([short])).toEqual([
      ["output-length-missed", { requests: 1, of: 1, requestedTokens: 10, outputTokens: 4 }],
    ]);
    expect(findingsOf([short], "limit")).toEqual([]);
  });

  it("finds answers that were not streamed", () => {
    expect(findingsOf([ended({ contentEvents: 1 }, { unstreamed: true, eventTokens: 10 })])).toEqual([
      ["response-not-streamed", { requests: 1, of: 1 }],
    ]);
  });

  it("leaves out requests that did not end well: their counts are unfinished", () => {
    const cut = ended({ status: "cut", outputTokens: { count: 0, from: "none" } });
    expect(findingsOf([cut, ended({ status: "failed" }, { eventTokens: 99 })])).toEqual([]);
  });
});
