import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { judgeValidity } from "../../src/compare/validity.js";
import { METRICS } from "../../src/metrics/all.js";
import { computeMetric } from "../../src/metrics/compute-metric.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { redact } from "../../src/records/redact.js";
import { readResults } from "../../src/records/results-reader.js";

/** A run on a real engine, kept as it was recorded; its page says how. */
const folder = fileURLToPath(new URL("../../results/reference/", import.meta.url));

async function referenceRun(): Promise<RunRecord> {
  const { ledger, ledgerFindings, runs, unreadable } = await readResults(folder);
  expect(ledgerFindings).toEqual([]);
  expect(unreadable.size).toBe(0);
  expect([...runs.keys()]).toEqual(ledger.map(({ runId }) => runId));
  const [record] = runs.values();
  if (record === undefined) throw new Error("there is no reference record");
  return record;
}

describe("the reference record", () => {
  it("is read without a finding, and its client was not hindered", async () => {
    const record = await referenceRun();
    expect(record.findings).toEqual([]);
    expect(record.manifest).toMatchObject({
      state: "complete",
      adapter: { name: "gpu", provenance: "measured" },
      description: { serverVersion: "0.32.0" },
    });
    expect(judgeValidity(record)).toEqual({ validity: "valid", findings: [] });
  });

  it("holds the tokens that the server counted meanwhile, which are not its events", async () => {
    const { requests, tokenEvents } = await referenceRun();
    const server = JSON.parse(await readFile(`${folder}server-metrics.json`, "utf8"));
    expect(server).toMatchObject({ promptTokens: 8017, generationTokens: 3262, finishedRequests: { length: 102 } });
    expect(requests).toHaveLength(102);
    expect(sum(requests.map(({ promptTokens }) => promptTokens.count))).toBe(8017);
    expect(sum(requests.map(({ outputTokens }) => outputTokens.count))).toBe(3262);
    expect(sum(tokenEvents.map(({ timesNs }) => timesNs.length))).toBe(2286);
  });

  // The values were computed from the files by a program in another language that shares nothing with this one.
  it.each([
    ["output-tokens-per-second", 518.5048387096774, 1828],
    ["requests-per-second", 16.2, 81],
    ["ttft-from-send.mean", 0.014929587950617279, 81],
    ["ttft-from-send.p50", 0.014441595, 81],
    ["tpot.mean", 0.003420333616664966, 81],
    ["icl.p50", 0.0038490335, 1748],
    ["icl.p99", 0.01769174324999999, 1748],
    ["end-to-end.p90", 0.172842068, 81],
  ])("gives %s = %d again", async (metricId, value, count) => {
    const metric = METRICS.find(({ id }) => id === metricId);
    const view = buildRunView(await referenceRun(), undefined);
    if (metric === undefined || view.kind === "absent") throw new Error(`${metricId} cannot be computed`);
    expect(computeMetric(metric, view)).toMatchObject({
      value: expect.closeTo(value, 9),
      count,
      provenance: "measured",
    });
  });

  it("has no gaps between tokens, as the server sent several in one event and did not say how many", async () => {
    const view = buildRunView(await referenceRun(), undefined);
    const metric = METRICS.find(({ id }) => id === "itl.p50");
    if (metric === undefined || view.kind === "absent") throw new Error("it cannot be computed");
    expect(computeMetric(metric, view)).toMatchObject({
      kind: "absent",
      reason: { code: "tokens-per-chunk-unknown", severity: "note", data: { requests: 81 } },
    });
  });

  it("has no energy, as nobody metered it", async () => {
    const view = buildRunView(await referenceRun(), undefined);
    expect(view).toMatchObject({ energy: { kind: "absent", reason: { code: "power-not-metered" } } });
  });

  it("holds nothing that a record must not carry", async () => {
    const { manifest, requests } = await referenceRun();
    expect(redact(manifest)).toEqual(manifest);
    expect(redact(requests)).toEqual(requests);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
