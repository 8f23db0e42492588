import { expect, test } from "vitest";
import { checkDescriptors } from "../../../../src/run/doctor/machine/descriptors.js";
import { checkEventLoop } from "../../../../src/run/doctor/machine/event-loop.js";
import { checkPorts } from "../../../../src/run/doctor/machine/ports.js";
import { checkProcessors } from "../../../../src/run/doctor/machine/processors.js";

/** As Linux 6 prints it. */
const limits = (soft: string): string =>
  `Limit                     Soft Limit           Hard Limit           Units     
Max processes             63438                63438                processes 
Max open files            ${soft.padEnd(20)} 1048576              files     
`;

test("a descriptor that is open already cannot carry a request", () => {
  expect(checkDescriptors(limits("20000"), 36)).toMatchObject({
    status: "ok",
    finding: { code: "doctor-descriptors", data: { limit: 20_000, requests: 19_900 } },
  });
  expect(checkDescriptors(limits("1024"), 30)).toMatchObject({
    status: "warning",
    finding: { code: "doctor-descriptors-few", data: { requests: 930 } },
  });
  expect(checkDescriptors(limits("10"), 30).finding.data["requests"]).toBe(0);
  expect(checkDescriptors(limits("unlimited"), 30)).toMatchObject({ status: "ok" });
});

test("what cannot be read is said to be unknown", () => {
  for (const text of [undefined, "", "Max open files  many"]) {
    expect(checkDescriptors(text, 0)).toMatchObject({
      status: "note",
      finding: { code: "doctor-descriptors-unknown" },
    });
  }
  for (const text of [undefined, "", "32768", "a b"]) {
    expect(checkPorts(text)).toMatchObject({ status: "note", finding: { code: "doctor-ports-unknown" } });
  }
});

test("ports are counted with both ends", () => {
  expect(checkPorts("32768\t60999\n")).toMatchObject({ status: "ok", finding: { data: { ports: 28_232 } } });
  expect(checkPorts("60000 60099\n")).toMatchObject({ status: "warning", finding: { data: { ports: 100 } } });
});

test("a busy machine, and one with a single processor, are no place to measure from", () => {
  expect(checkProcessors(8, 1.5)).toMatchObject({ status: "ok" });
  expect(checkProcessors(8, 4.5)).toMatchObject({ status: "warning", finding: { code: "doctor-processors-busy" } });
  expect(checkProcessors(1, 0)).toMatchObject({ status: "warning", finding: { code: "doctor-processors-few" } });
});

test("a late event loop is told by the limit of plans, and only after enough looks", () => {
  const delays = { meanMs: 1, p50Ms: 1, maxMs: 99 };
  expect(checkEventLoop({ ...delays, count: 2000, p99Ms: 3 })).toMatchObject([{ status: "ok" }]);
  expect(checkEventLoop({ ...delays, count: 2000, p99Ms: 26 })).toMatchObject([
    { status: "warning", finding: { code: "doctor-event-loop-late", data: { limitMs: 25 } } },
  ]);
  expect(checkEventLoop({ ...delays, count: 10, p99Ms: 99 })).toEqual([]);
});
