import { expect, it } from "vitest";
import { findingsOf, type LoadCounts } from "../../src/load/load-counts.js";
import { note, warning } from "../../src/model/finding.js";

function counts(changes: Partial<LoadCounts>): LoadCounts {
  return { ended: 10, succeeded: 5, failures: [], usage: [], requests: [], ...changes };
}

it("adds up failures of one kind over workers and keeps the first one's words", () => {
  const findings = findingsOf([
    counts({ failures: [{ kind: "http-status", requests: 2, detail: "503 busy" }] }),
    counts({
      failures: [
        { kind: "connect", requests: 1, detail: "connect ECONNREFUSED" },
        { kind: "http-status", requests: 3, detail: "500 other" },
      ],
    }),
    counts({}),
  ]);
  expect(findings.map(({ data }) => data)).toEqual([
    { kind: "http-status", requests: 5, of: 30, detail: "503 busy" },
    { kind: "connect", requests: 1, of: 30, detail: "connect ECONNREFUSED" },
  ]);
});

it("adds up the numbers of a check, also those of workers that found nothing", () => {
  const absent = (requests: number, of: number) => [warning("usage-absent", { requests, of })];
  expect(findingsOf([counts({ usage: absent(3, 10) }), counts({ usage: absent(0, 40) })])).toEqual(absent(3, 50));
});

it("leaves out checks that found nothing anywhere", () => {
  const usage = [warning("usage-absent", { requests: 0, of: 10 })];
  expect(findingsOf([counts({ usage }), counts({ usage })])).toEqual([]);
});

it("says once what is the same on every worker", () => {
  const requests = [note("trace-ended", { rows: 3 })];
  expect(findingsOf([counts({ requests }), counts({ requests })])).toEqual(requests);
});

it("has nothing to say of no worker at all", () => {
  expect(findingsOf([])).toEqual([]);
});
