import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hashOf } from "../../src/records/hash.js";
import { appendLedger, LEDGER_FILE, readLedger } from "../../src/records/ledger.js";
import { codesOf } from "./sample-run.js";
import { temporaryFolder } from "./temporary-folder.js";

function entry(runId: string) {
  return { runId, executionId: "e", planHash: "p", trialId: `t-${runId}`, startedAt: "2026-11-22T00:00:00.000Z" };
}

/** A ledger of the runs `r0` to `r4`, changed line by line. */
async function changedLedger(change: (lines: readonly string[]) => readonly string[]) {
  const results = await temporaryFolder();
  for (const run of ["r0", "r1", "r2", "r3", "r4"]) await appendLedger(results, entry(run));
  const path = join(results, LEDGER_FILE);
  const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
  await writeFile(path, change(lines).join("\n"));
  return { results, ...(await readLedger(results)) };
}

const ended = (lines: readonly string[]): readonly string[] => [...lines, ""];

describe("the ledger", () => {
  it("is empty before the first run", async () => {
    expect(await readLedger(join(await temporaryFolder(), "missing"))).toEqual({ entries: [], findings: [] });
  });

  it("chains its lines by hash", async () => {
    const results = join(await temporaryFolder(), "new", "results");
    const first = await appendLedger(results, entry("a"));
    const second = await appendLedger(results, entry("b"));
    expect(first).toMatchObject({ format: "tokwatt.ledger", version: 1, sequence: 0, previousHash: "0".repeat(64) });
    expect(second).toMatchObject({ sequence: 1, previousHash: first.hash, trialId: "t-b" });
    const { hash, ...content } = second;
    expect(hash).toBe(hashOf(content));
    expect(await readLedger(results)).toMatchObject({ entries: [first, second], findings: [] });
  });

  it("shows a line that was changed", async () => {
    const { entries, findings } = await changedLedger((lines) =>
      ended(lines.map((line) => line.replace("t-r2", "t-better"))),
    );
    const data = { file: "ledger.jsonl", line: 3, run: "r2" };
    expect(findings).toEqual([{ code: "ledger-line-changed", severity: "error", data }]);
    expect(entries).toHaveLength(5);
  });

  it("shows a line that was changed together with its hash", async () => {
    const { findings } = await changedLedger((lines) => {
      const { hash: _, ...content } = { ...JSON.parse(lines[2]!), trialId: "t-better" };
      return ended(lines.with(2, JSON.stringify({ ...content, hash: hashOf(content) })));
    });
    const data = { file: "ledger.jsonl", line: 4, expected: 3, found: 3 };
    expect(findings).toEqual([{ code: "ledger-chain-broken", severity: "error", data }]);
  });

  it("shows where a line was removed", async () => {
    const { findings, entries } = await changedLedger((lines) => ended(lines.toSpliced(1, 1)));
    const data = { file: "ledger.jsonl", line: 2, expected: 1, found: 2 };
    expect(findings).toEqual([{ code: "ledger-chain-broken", severity: "error", data }]);
    expect(entries.map((one) => one.runId)).toEqual(["r0", "r2", "r3", "r4"]);
  });

  it("shows that the first line was removed", async () => {
    const { findings } = await changedLedger((lines) => ended(lines.slice(1)));
    expect(findings).toMatchObject([{ code: "ledger-chain-broken", data: { line: 1, expected: 0, found: 1 } }]);
  });

  it("shows lines that changed places or were doubled", async () => {
    const swapped = await changedLedger(([a, b, c, d, e]) => ended([a!, c!, b!, d!, e!]));
    expect(swapped.findings.map(({ data }) => data["line"])).toEqual([2, 3, 4]);
    const doubled = await changedLedger((lines) => ended([...lines, lines[4]!]));
    expect(doubled.findings).toMatchObject([{ code: "ledger-chain-broken", data: { line: 6 } }]);
  });

  it("shows a line that was destroyed", async () => {
    const { findings, entries } = await changedLedger((lines) => ended(lines.with(2, "?".repeat(40))));
    expect(findings).toMatchObject([{ code: "ledger-line-unreadable", severity: "error", data: { line: 3 } }]);
    expect(entries).toHaveLength(4);
  });

  it("tells a last line that was cut off from one that was destroyed", async () => {
    const cut = await changedLedger((lines) => lines.with(4, lines[4]!.slice(0, 50)));
    const data = { file: "ledger.jsonl", line: 5, bytes: 50 };
    expect(cut.findings).toEqual([{ code: "ledger-line-unfinished", severity: "warning", data }]);
    const destroyed = await changedLedger((lines) => ended(lines.with(4, lines[4]!.slice(0, 50))));
    expect(destroyed.findings).toMatchObject([
      { code: "ledger-line-unreadable", severity: "error", data: { line: 5 } },
    ]);
  });

  it("is continued where the last line lacks its line break, or a part of it", async () => {
    for (const cut of [0, 60]) {
      const { results } = await changedLedger((lines) => lines.with(4, lines[4]!.slice(0, lines[4]!.length - cut)));
      const added = await appendLedger(results, entry("r5"));
      expect(added.sequence).toBe(cut === 0 ? 5 : 4);
      const { entries, findings } = await readLedger(results);
      expect(entries.at(-1)).toEqual(added);
      expect(codesOf(findings)).toEqual(cut === 0 ? [] : ["ledger-line-unfinished"]);
    }
  });

  it("is not continued where a newer tokwatt wrote to it", async () => {
    const { results, findings } = await changedLedger((lines) =>
      ended([...lines, '{"format":"tokwatt.ledger","version":2}']),
    );
    const data = { file: "ledger.jsonl", line: 6, found: "2", known: "1" };
    expect(findings).toEqual([{ code: "record-version-unknown", severity: "error", data }]);
    const before = await readFile(join(results, LEDGER_FILE));
    await expect(appendLedger(results, entry("r5"))).rejects.toMatchObject({
      finding: { code: "record-version-unknown" },
    });
    expect(await readFile(join(results, LEDGER_FILE))).toEqual(before);
  });

  it("keeps what a newer tokwatt added under the same version in the hash, and says that it did not read it", async () => {
    const { findings, entries } = await changedLedger((lines) => {
      const { hash: _, ...content } = { ...JSON.parse(lines[4]!), host: 1 };
      return ended(lines.with(4, JSON.stringify({ ...content, hash: hashOf(content) })));
    });
    expect(findings).toMatchObject([
      { code: "record-fields-unknown", severity: "note", data: { line: 5, fields: "host" } },
    ]);
    expect(entries.at(-1)).not.toHaveProperty("host");
  });

  it("says so when it cannot be written or read", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "file"), "");
    await expect(appendLedger(join(folder, "file"), entry("a"))).rejects.toMatchObject({
      finding: { code: "record-write-failed", data: { file: "ledger.jsonl" } },
    });
  });
});
