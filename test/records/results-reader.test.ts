import { appendFile, cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendLedger } from "../../src/records/ledger.js";
import { readResults } from "../../src/records/results-reader.js";
import { codesOf, ledgerEntry, startManifest, writeRun } from "./sample-run.js";
import { temporaryFolder } from "./temporary-folder.js";

/** Results of three runs, as `tokwatt run` writes them. */
async function threeRuns(): Promise<string> {
  const results = await temporaryFolder();
  for (const runId of ["b", "a", "c"]) {
    const manifest = startManifest(runId);
    await appendLedger(results, ledgerEntry(manifest));
    await writeRun(results, manifest);
  }
  return results;
}

describe("readResults", () => {
  it("finds nothing in a folder that does not exist", async () => {
    expect(await readResults(join(await temporaryFolder(), "missing"))).toEqual({
      ledger: [],
      ledgerFindings: [],
      runs: new Map(),
      unreadable: new Map(),
    });
  });

  it("reads all runs in the order in which they started", async () => {
    const { ledger, ledgerFindings, runs, unreadable } = await readResults(await threeRuns());
    expect(ledger.map((entry) => entry.runId)).toEqual(["b", "a", "c"]);
    expect([...runs.keys()]).toEqual(["b", "a", "c"]);
    expect(runs.get("a")!.requests).toHaveLength(2);
    expect(ledgerFindings).toEqual([]);
    expect(unreadable.size).toBe(0);
  });

  it("passes over what is no run", async () => {
    const results = await threeRuns();
    await cp(join(results, "a"), join(results, "reference", "a"), { recursive: true });
    await writeFile(join(results, "notes.txt"), "");
    const { runs, unreadable } = await readResults(results);
    expect([...runs.keys()]).toEqual(["b", "a", "c"]);
    expect(unreadable.size).toBe(0);
  });

  it("leaves a run that was deleted, or never got a folder, to the ledger", async () => {
    const results = await threeRuns();
    await rm(join(results, "a"), { recursive: true });
    const { ledger, runs, unreadable } = await readResults(results);
    expect(ledger.map((entry) => entry.runId)).toEqual(["b", "a", "c"]);
    expect([...runs.keys()]).toEqual(["b", "c"]);
    expect(unreadable.size).toBe(0);
  });

  it("names the runs that cannot be read, and reads the others", async () => {
    const results = await threeRuns();
    await writeFile(join(results, "a", "manifest.json"), "{");
    await rm(join(results, "c", "manifest.json"));
    const { runs, unreadable } = await readResults(results);
    expect([...runs.keys()]).toEqual(["b"]);
    expect([...unreadable].map(([runId, { code }]) => [runId, code])).toEqual([
      ["a", "record-not-json"],
      ["c", "file-missing"],
    ]);
  });

  it("names a run of the ledger whose folder is empty", async () => {
    const results = await threeRuns();
    await rm(join(results, "a"), { recursive: true });
    await mkdir(join(results, "a"));
    expect((await readResults(results)).unreadable.get("a")).toMatchObject({ code: "file-missing" });
  });

  it("does not take a run under another name", async () => {
    const results = await threeRuns();
    await rename(join(results, "a"), join(results, "a-copy"));
    const { runs, unreadable } = await readResults(results);
    expect([...runs.keys()]).toEqual(["b", "c"]);
    expect(unreadable.get("a-copy")).toEqual({
      code: "run-id-differs",
      severity: "error",
      data: { directory: "a-copy", run: "a" },
    });
  });

  it("shows runs whose line was cut from the ledger's end", async () => {
    const results = await threeRuns();
    const lines = (await readFile(join(results, "ledger.jsonl"), "utf8")).trimEnd().split("\n");
    await writeFile(join(results, "ledger.jsonl"), `${lines.slice(0, 2).join("\n")}\n`);
    const { ledgerFindings, runs } = await readResults(results);
    expect(ledgerFindings).toEqual([{ code: "run-not-in-ledger", severity: "error", data: { run: "c" } }]);
    expect(runs.has("c")).toBe(true);
  });

  it("shows records that say something else than the ledger", async () => {
    const results = await threeRuns();
    const path = join(results, "a", "manifest.json");
    await writeFile(
      path,
      (await readFile(path, "utf8")).replace('"executionId": "execution"', '"executionId": "other"'),
    );
    const { ledgerFindings } = await readResults(results);
    const data = { run: "a", field: "executionId" };
    expect(ledgerFindings).toEqual([{ code: "run-differs-from-ledger", severity: "error", data }]);
  });

  it("passes on the damage of the ledger", async () => {
    const results = await threeRuns();
    await appendFile(join(results, "ledger.jsonl"), "{}\n");
    expect(codesOf((await readResults(results)).ledgerFindings)).toEqual(["ledger-line-unreadable"]);
  });
});
