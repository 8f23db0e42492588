import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { composeTrace } from "../../benchmarks/traces/compose-trace.js";
import { readTrace } from "../../src/load/arrivals/traces/read-trace.js";
import { TRACE_FORMATS } from "../../src/model/workload.js";

describe.each(TRACE_FORMATS)("the composed trace in the form of %s", (format) => {
  const path = `benchmarks/workloads/traces/composed-${format}.${format === "mooncake" ? "jsonl" : "csv"}`;

  it("is what its seed says (node build/benchmarks/traces/write-traces.js)", async () => {
    expect(await readFile(path, "utf8")).toBe(composeTrace(format));
  });

  it("is understood, and about a minute and 200 requests long", async () => {
    const { rows, problems } = await readTrace({ format, path, file: path, untilNs: Number.POSITIVE_INFINITY });
    expect(problems).toEqual([]);
    expect(rows.length).toBeGreaterThan(150);
    expect(rows.length).toBeLessThan(260);
    expect(rows.at(-1)?.atNs).toBeGreaterThan(60e9);
  });
});
