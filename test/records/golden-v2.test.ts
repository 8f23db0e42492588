import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { RunRecord } from "../../src/model/run-record.js";
import { readResults } from "../../src/records/results-reader.js";
import { mergeTokenEvents } from "../../src/records/token-events-codec.js";
import { fullDeviceState, fullHeader } from "./full-run.js";
import { BINS, blocksV2, endV2, planV2, requestsV2, startV2 } from "./full-run-v2.js";
import { temporaryFolder } from "./temporary-folder.js";
import { binnedStartV2, writeFullRunsV2 } from "./write-full-run-v2.js";

const golden = fileURLToPath(new URL("fixtures/v2/", import.meta.url));
const byIndex = requestsV2.toSorted((a, b) => a.index - b.index);
const noted = { code: "power-readings-missing", severity: "warning", data: { trace: "package-0", missing: 1 } };

async function goldenRun(runId: string): Promise<RunRecord> {
  const { runs, unreadable } = await readResults(golden);
  expect([...unreadable]).toEqual([]);
  return runs.get(runId)!;
}

describe("results of version 2", () => {
  it("stand in one ledger", async () => {
    const { ledger, ledgerFindings } = await readResults(golden);
    expect(ledgerFindings).toEqual([]);
    expect(ledger.map((entry) => entry.runId)).toEqual(["golden2-000", "golden2-001", "golden2-002"]);
    expect(ledger[0]).toMatchObject({ planHash: planV2.hash });
  });

  it("keep a run of two shards as one", async () => {
    const record = await goldenRun("golden2-000");
    const { files, ...manifest } = record.manifest;
    expect(manifest).toEqual({ ...(({ files: _, ...start }) => start)(startV2), ...endV2 });
    expect(Object.keys(files)).toEqual([
      "requests/client-1.jsonl",
      "requests/client-2.jsonl",
      "tokens/client-1.bin",
      "tokens/client-2.bin",
      "findings.jsonl",
      "power/package-0.jsonl",
    ]);
    expect(record.requests).toEqual(byIndex);
    expect(record.tokenEvents).toEqual(mergeTokenEvents(blocksV2));
    expect(record.binnedEvents).toBeUndefined();
    expect(record.power).toMatchObject([{ header: fullHeader, states: [undefined, fullDeviceState], missing: 1 }]);
    expect(record.findings).toEqual([noted]);
  });

  it("keep a run whose events were summed up, shard by shard", async () => {
    const { manifest, requests, tokenEvents, binnedEvents, findings } = await goldenRun("golden2-001");
    expect(manifest).toMatchObject({ trial: binnedStartV2.trial, state: "failed", version: 2 });
    expect([requests, tokenEvents, findings]).toEqual([byIndex, [], [noted]]);
    if (BINS.kind !== "binned" || binnedEvents === undefined) throw new Error("there are no bins");
    const { tokens, events, uncountedEvents, gaps, tokenGaps, ...rest } = binnedEvents;
    expect(rest).toEqual({ ...BINS.window, binNs: BINS.binNs, requests: 2, requestsWithKnownTokens: 2 });
    // Bins of 10 ms from 500 ms on: three events of request 1, four of request 3 (five tokens), two of request 4.
    const filled = [...events.keys()].filter((bin) => events[bin] !== 0);
    expect(filled).toEqual([12, 13, 14, 52, 53, 54, 55, 160, 165]);
    expect(filled.map((bin) => tokens[bin])).toEqual([1, 1, 1, 1.25, 1.25, 1.25, 1.25, 0, 0]);
    expect(filled.map((bin) => uncountedEvents[bin])).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1]);
    // The one that nobody counted has a gap between chunks and none between tokens.
    expect([[...gaps.counts], [...tokenGaps.counts]]).toEqual([[5, 1], [5]]);
    expect(Math.abs(gaps.valuesNs[0]! / 10e6 - 1)).toBeLessThan(0.001);
    expect(Math.abs(gaps.valuesNs[1]! / 50e6 - 1)).toBeLessThan(0.001);
  });

  it("keep a run that was killed, up to where each shard was cut off", async () => {
    const record = await goldenRun("golden2-002");
    expect(record.manifest).toMatchObject({ state: "running", shards: [{ alias: "client" }], files: {} });
    expect(record.requests).toEqual(byIndex.filter(({ index }) => index === 1));
    expect(record.tokenEvents).toEqual(mergeTokenEvents(blocksV2.filter(({ request }) => request === 1)));
    const cut = (code: string, data: object) => ({ code, severity: "warning", data });
    expect(record.findings).toEqual([
      noted,
      cut("record-truncated", { file: "golden2-002/requests/client-1.jsonl", line: 2, bytes: expect.any(Number) }),
      cut("token-events-truncated", { file: "golden2-002/tokens/client-1.bin", bytes: expect.any(Number) }),
    ]);
  });

  it("are what this version writes, byte for byte", async () => {
    const results = await temporaryFolder();
    await writeFullRunsV2(results);
    const names = (await readdir(results, { recursive: true })).filter((name) => /\.(?:jsonl?|bin)$/.test(name));
    expect(names).toHaveLength(15);
    for (const name of names.filter((one) => one !== "ledger.jsonl")) {
      const written = await readFile(join(results, name));
      const kept = await readFile(join(golden, name));
      expect(written.equals(kept), name).toBe(true);
    }
    const kept = await readFile(join(golden, "ledger.jsonl"), "utf8");
    expect(kept.startsWith(await readFile(join(results, "ledger.jsonl"), "utf8"))).toBe(true);
  });
});
