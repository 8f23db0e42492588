import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { writeGiantRun } from "../../../../benchmarks/claims/analysis/write-giant-run.js";
import { inTemporaryFolder } from "../../../../benchmarks/harness/write-run.js";
import { readJudgement } from "../../../../src/cli/read-judgement.js";
import { FinishReasons } from "../../../../src/records/requests/finish-reasons.js";
import { createFields } from "../../../../src/records/requests/request-fields.js";
import { RequestLineParser } from "../../../../src/records/requests/request-line-parser.js";

const REQUESTS = 12_000;

it.each(["binned", "full"] as const)("a giant run with %s events is summarised as it was drawn", async (events) => {
  await inTemporaryFolder(async (folder) => {
    const truth = await writeGiantRun(folder, REQUESTS, 3, events);
    const { summaries, comparisons } = await readJudgement(folder, {});
    const [summary] = summaries;
    const valueOfMetric = (id: string) => {
      const value = summary?.rows.find(({ metricId }) => metricId === id)?.values.runs[0]?.value;
      return value?.kind === "value" ? value : undefined;
    };
    expect([summaries.length, comparisons.length, summary?.runs[0]?.validity]).toEqual([1, 0, "valid"]);
    expect(valueOfMetric("ttft.mean")?.value).toBeCloseTo(truth.meanTtftSeconds, 12);
    expect(valueOfMetric("ttft.p99")?.count).toBe(truth.measured - truth.failed);
    expect(valueOfMetric("error-rate")?.value).toBe(truth.failed / truth.measured);
    expect(valueOfMetric("output-tokens-per-second")?.value).toBeGreaterThan(0);
    expect(valueOfMetric("itl.p50")?.value).toBeGreaterThan(0);
  });
});

it("a giant run's lines are those that are read byte by byte, but for failures", async () => {
  await inTemporaryFolder(async (folder) => {
    const { requestFiles } = await writeGiantRun(folder, REQUESTS, 3, "binned");
    const reasons = new FinishReasons();
    reasons.codeOf("length");
    const parser = new RequestLineParser(createFields(), reasons);
    for (const file of requestFiles) {
      const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
      const unusual = lines.filter((line) => parser.parse(Buffer.from(`${line}\n`), 0) === -1);
      expect(unusual.every((line) => line.includes('"failure"'))).toBe(true);
      expect(unusual.length).toBeLessThan(lines.length / 50);
    }
  });
});
