import { appendFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLedger } from "../../src/records/ledger.js";
import { readRun } from "../../src/records/run-reader.js";
import { type CompiledRecords, compileRecords } from "./child/compile-records.js";
import { runChild } from "./child/run-child.js";
import { startManifest } from "./sample-run.js";
import { temporaryFolder } from "./temporary-folder.js";

let compiled: CompiledRecords;
beforeAll(async () => {
  compiled = await compileRecords();
}, 60_000);
afterAll(() => compiled.remove());

describe("a process that is killed while it writes a run", () => {
  it("leaves all but the last moment, and nothing that cannot be read", async () => {
    const results = await temporaryFolder();
    const child = runChild("write-run.mjs", [compiled.directory, results, JSON.stringify(startManifest("killed"))]);
    await child.line("settled");
    child.process.kill("SIGKILL");
    expect((await child.ended).signal).toBe("SIGKILL");

    const record = await readRun(join(results, "killed"));
    expect(record.manifest.state).toBe("running");
    expect(record.requests.length).toBeGreaterThanOrEqual(1000);
    expect(record.requests.map((request) => request.index)).toEqual(record.requests.map((_, index) => index));
    expect(record.tokenEvents.slice(0, 1000).map((events) => events.request)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index),
    );
    expect(record.power[0]!.values.length).toBeGreaterThanOrEqual(1000);
    expect(record.findings[0]).toEqual({ code: "noted", severity: "note", data: {} });
    const cutOff = ["record-truncated", "token-events-truncated"];
    expect(record.findings.slice(1).filter((finding) => !cutOff.includes(finding.code))).toEqual([]);
  });
});

describe("a disk that takes no more", () => {
  it("is reported at once and when the run ends, and leaves what was written before", async () => {
    const results = await temporaryFolder();
    const args = [compiled.directory, results, JSON.stringify(startManifest("full"))];
    const child = runChild("fill-disk.mjs", args, "ulimit -f 64");
    await child.ended;
    const finding = {
      code: "record-write-failed",
      severity: "error",
      data: { file: "full/requests/client.jsonl", error: "EFBIG" },
    };
    expect(child.lines.map((line) => line.split(" ")[0])).toEqual(["told", "thrown"]);
    for (const line of child.lines) expect(JSON.parse(line.slice(line.indexOf(" ")))).toEqual(finding);

    const record = await readRun(join(results, "full"));
    expect(record.manifest).toMatchObject({ state: "failed", failure: finding, endedAt: "2026-11-22T00:00:10.000Z" });
    const { size } = await stat(join(results, "full", "requests/client.jsonl"));
    expect(size).toBe(64 * 1024);
    expect(record.requests.length).toBeGreaterThan(300);
    expect(record.findings.map(({ code }) => code)).toEqual(["record-truncated"]);
  });
});

describe("processes that append to one ledger", () => {
  it("take turns and leave one unbroken chain", async () => {
    const results = await temporaryFolder();
    const names = ["a", "b", "c"];
    const children = names.map((name) => runChild("append-ledger.mjs", [compiled.directory, results, name, "20"]));
    for (const child of children) expect(await child.ended).toEqual({ code: 0, signal: null });
    const { entries, findings } = await readLedger(results);
    expect(findings).toEqual([]);
    expect(entries).toHaveLength(60);
    for (const name of names) {
      const own = entries.filter((entry) => entry.executionId === name).map((entry) => entry.runId);
      expect(own).toEqual(Array.from({ length: 20 }, (_, index) => `${name}-${index}`));
    }
    expect(await readdir(results)).toEqual(["ledger.jsonl"]);
  });

  it("go on behind a line that one of them could not end", async () => {
    const results = await temporaryFolder();
    const append = () => runChild("append-ledger.mjs", [compiled.directory, results, "a", "1"]).ended;
    await append();
    await appendFile(join(results, "ledger.jsonl"), '{"format":"tokwatt.ledger","vers');
    await append();
    const { entries, findings } = await readLedger(results);
    expect(entries.map((entry) => entry.sequence)).toEqual([0, 1]);
    const data = { file: "ledger.jsonl", line: 2, bytes: 32 };
    expect(findings).toEqual([{ code: "ledger-line-unfinished", severity: "warning", data }]);
  });
});
