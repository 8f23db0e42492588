import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { RequestSample } from "../../src/model/request-sample.js";
import { readResults } from "../../src/records/results-reader.js";
import { mergeTokenEvents } from "../../src/records/token-events-codec.js";
import {
  endOfFullRun,
  fullBlocks,
  fullDeviceState,
  fullHeader,
  fullPlan,
  fullRequests,
  fullStart,
} from "./full-run.js";

const golden = fileURLToPath(new URL("fixtures/v1/", import.meta.url));

const byIndex = (requests: readonly RequestSample[]) => requests.toSorted((a, b) => a.index - b.index);

const noted = { code: "power-readings-missing", severity: "warning", data: { trace: "package-0", missing: 1 } };

describe("results of version 1", () => {
  it("keep a run that ended", async () => {
    const { runs, ledger, ledgerFindings, unreadable } = await readResults(golden);
    expect(ledgerFindings).toEqual([]);
    expect(unreadable.size).toBe(0);
    expect(ledger.map((entry) => entry.runId)).toEqual(["golden-000", "golden-001"]);
    expect(ledger[0]).toMatchObject({ sequence: 0, planHash: fullPlan.hash, trialId: "ascend-like--interactive--1" });
    expect(ledger[1]).toMatchObject({ sequence: 1, previousHash: ledger[0]!.hash });

    const record = runs.get("golden-000")!;
    const { files, ...manifest } = record.manifest;
    expect(manifest).toEqual({ ...(({ files: _, ...start }) => start)(fullStart), ...endOfFullRun });
    expect(Object.fromEntries(Object.entries(files).map(([name, { bytes }]) => [name, bytes]))).toEqual({
      "requests.jsonl": 872,
      "tokens.bin": 37,
      "findings.jsonl": 96,
      "power/package-0.jsonl": 411,
    });
    expect(record.requests).toEqual(byIndex(fullRequests));
    expect(record.tokenEvents).toEqual(mergeTokenEvents(fullBlocks));
    expect(record.power).toEqual([
      {
        header: fullHeader,
        timesNs: [0, 100_000_000],
        values: [1000, 1000.25],
        states: [undefined, fullDeviceState],
        missing: 1,
      },
    ]);
    expect(record.findings).toEqual([noted]);
  });

  it("keep a run that was killed, up to where it was cut off", async () => {
    const { runs } = await readResults(golden);
    const record = runs.get("golden-001")!;
    expect(record.manifest).toEqual({
      ...fullStart,
      runId: "golden-001",
      trial: fullPlan.trials[1],
      startedAt: "2026-11-22T00:01:00.000Z",
    });
    expect(record.requests).toEqual(byIndex(fullRequests.slice(0, 2)));
    expect(record.tokenEvents).toEqual(mergeTokenEvents(fullBlocks.slice(0, 2)));
    expect(record.power).toEqual([
      { header: fullHeader, timesNs: [0], values: [1000], states: [undefined], missing: 1 },
    ]);
    const cut = (code: string, data: object) => ({ code, severity: "warning", data });
    expect(record.findings).toEqual([
      noted,
      cut("record-truncated", { file: "golden-001/requests.jsonl", line: 3, bytes: 117 }),
      cut("token-events-truncated", { file: "golden-001/tokens.bin", bytes: 6 }),
      cut("record-truncated", { file: "golden-001/power/package-0.jsonl", line: 4, bytes: 97 }),
    ]);
  });
});
