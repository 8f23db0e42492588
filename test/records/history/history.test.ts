import { appendFile, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HistoryEvent } from "../../../src/model/history.js";
import type { NoiseEntry } from "../../../src/model/noise.js";
import { appendEvent, appendHistory, appendNoise } from "../../../src/records/history/append-history.js";
import { readHistory } from "../../../src/records/history/read-history.js";
import { type CompiledRecords, compileRecords } from "../child/compile-records.js";
import { runChild } from "../child/run-child.js";
import { codesOf } from "../sample-run.js";
import { temporaryFolder } from "../temporary-folder.js";
import { fingerprint, historyEntry } from "./history-fixtures.js";

const FILE = "series/system--chat.jsonl";
const EVENT: HistoryEvent = {
  format: "tokwatt.history-event",
  version: 1,
  kind: "acknowledged",
  change: "system/chat/output-tokens-per-second@0123456789ab",
  at: "2026-11-22T00:00:00.000Z",
  reason: "the new scheduler",
};
const NOISE: NoiseEntry = {
  format: "tokwatt.noise",
  version: 1,
  systemId: "system",
  workloadId: "chat",
  fingerprint: fingerprint().hash,
  at: "2026-11-22T00:00:00.000Z",
  executionId: "execution",
  metrics: {
    "ttft.p50": { n: 10, cv: 0.02, cvLow: 0.014, cvHigh: 0.036, aa: { ratio: 1.001, low: 0.98, high: 1.02 } },
  },
};

/** A history of three entries. */
async function filled(): Promise<string> {
  const dir = join(await temporaryFolder(), "new", "history");
  for (const index of [0, 1, 2]) await add(dir, index);
  return dir;
}

function add(dir: string, index: number): Promise<boolean> {
  return appendHistory(dir, { entry: historyEntry(index), fingerprint: fingerprint() });
}

const commitsOf = async (dir: string) => (await readHistory(dir)).entries.map(({ commit }) => commit);

describe("a history", () => {
  it("is empty where there is none", async () => {
    const history = await readHistory(join(await temporaryFolder(), "missing"));
    expect(history).toEqual({ entries: [], fingerprints: new Map(), events: [], noise: [], findings: [] });
  });

  it("gives back what was added, with the facts of its environment", async () => {
    const dir = await filled();
    await appendEvent(dir, EVENT);
    await appendNoise(dir, NOISE, fingerprint());
    expect(await readHistory(dir)).toEqual({
      entries: [0, 1, 2].map((index) => historyEntry(index)),
      fingerprints: new Map([[fingerprint().hash, fingerprint()]]),
      events: [EVENT],
      noise: [NOISE],
      findings: [],
    });
    expect((await readdir(dir)).sort()).toEqual([
      ".gitattributes",
      "events.jsonl",
      "fingerprints",
      "noise.jsonl",
      "series",
    ]);
    expect(await readFile(join(dir, ".gitattributes"), "utf8")).toBe("*.jsonl merge=union\n");
  });

  it("adds nothing twice", async () => {
    const dir = await filled();
    const before = await readFile(join(dir, FILE), "utf8");
    expect(await add(dir, 1)).toBe(false);
    expect(await readFile(join(dir, FILE), "utf8")).toBe(before);
    expect(await add(dir, 3)).toBe(true);
  });

  it("is read oldest first, each line once, as git's union of two branches leaves it", async () => {
    const dir = await filled();
    const lines = (await readFile(join(dir, FILE), "utf8")).trimEnd().split("\n");
    await writeFile(join(dir, FILE), [2, 0, 1, 0, 2].map((index) => `${lines[index]}\n`).join(""));
    expect(await commitsOf(dir)).toEqual(["commit-0", "commit-1", "commit-2"]);
    expect((await readHistory(dir)).findings).toEqual([]);
  });

  it("makes no path of the names that records hold", async () => {
    const dir = await temporaryFolder();
    const entry = historyEntry(0, { systemId: "../../up", workloadId: "c:/d" });
    await appendHistory(dir, { entry, fingerprint: fingerprint() });
    expect(await readdir(join(dir, "series"))).toEqual([".._.._up--c__d.jsonl"]);
    expect((await readHistory(dir)).entries).toEqual([entry]);
  });

  it("refuses what its reader would refuse, and writes nothing then", async () => {
    const dir = await temporaryFolder();
    const broken = historyEntry(0, { commit: "" });
    await expect(appendHistory(dir, { entry: broken, fingerprint: fingerprint() })).rejects.toMatchObject({
      finding: { code: "record-value-refused", data: { field: "commit" } },
    });
    expect(await readdir(dir)).toEqual([]);
  });

  it("says so where it cannot write", async () => {
    const dir = await temporaryFolder();
    await writeFile(join(dir, "series"), "a file in the place of a folder");
    await expect(add(dir, 0)).rejects.toMatchObject({ finding: { code: "record-write-failed" } });
  });
});

describe("a pulled plug", () => {
  it("costs the last line at most, and the next one begins behind it", async () => {
    const dir = await filled();
    const text = await readFile(join(dir, FILE), "utf8");
    await writeFile(join(dir, FILE), text.slice(0, -20));
    const cut = await readHistory(dir);
    expect(cut.entries).toHaveLength(2);
    expect(cut.findings).toMatchObject([{ code: "record-truncated", data: { file: FILE, line: 3 } }]);

    expect(await add(dir, 3)).toBe(true);
    expect(await add(dir, 2)).toBe(true);
    const { findings } = await readHistory(dir);
    expect(await commitsOf(dir)).toEqual(["commit-0", "commit-1", "commit-2", "commit-3"]);
    expect(findings).toMatchObject([{ code: "record-lines-damaged", data: { file: FILE, line: 3, count: 1 } }]);
  });

  it("keeps a line that lacks nothing but its end", async () => {
    const dir = await filled();
    const text = await readFile(join(dir, FILE), "utf8");
    await writeFile(join(dir, FILE), text.trimEnd());
    await add(dir, 3);
    expect(await commitsOf(dir)).toHaveLength(4);
    expect((await readHistory(dir)).findings).toEqual([]);
  });
});

describe("damage", () => {
  it("is named with its file and line, and costs nothing else", async () => {
    const dir = await filled();
    await appendEvent(dir, EVENT);
    await appendFile(join(dir, FILE), '<<<<<<< HEAD\n{"format":"tokwatt.history","version":2}\n');
    await appendFile(join(dir, "events.jsonl"), '{"format":"tokwatt.history-event","version":1,"kind":"liked"}\n');
    const { entries, events, findings } = await readHistory(dir);
    expect([entries.length, events.length]).toEqual([3, 1]);
    expect(findings).toMatchObject([
      { code: "record-lines-damaged", data: { file: FILE, line: 4, count: 2 } },
      { code: "record-lines-damaged", data: { file: "events.jsonl", line: 2, count: 1, field: "kind" } },
    ]);
  });

  it("shows an entry whose values were changed", async () => {
    const dir = await filled();
    const text = await readFile(join(dir, FILE), "utf8");
    await writeFile(join(dir, FILE), text.replace("101,99]", "101,120]"));
    const { findings } = await readHistory(dir);
    expect(await commitsOf(dir)).toEqual(["commit-1", "commit-2"]);
    expect(findings).toEqual([
      { code: "history-entry-changed", severity: "error", data: { file: FILE, line: 1, entry: historyEntry(0).id } },
    ]);
  });

  it("of a fingerprint leaves the entries as they are", async () => {
    const dir = await filled();
    const file = `fingerprints/${fingerprint().hash}.json`;
    const text = await readFile(join(dir, file), "utf8");
    await writeFile(join(dir, file), text.replace('"1"', '"2"'));
    expect((await readHistory(dir)).entries).toHaveLength(3);
    expect(codesOf((await readHistory(dir)).findings)).toEqual(["history-fingerprint-changed"]);
    await writeFile(join(dir, file), text.replace('"1"', "1"));
    expect((await readHistory(dir)).findings).toMatchObject([
      { code: "record-field-invalid", data: { file, line: 4, field: "facts.driver" } },
    ]);
  });

  it("of a fingerprint that is lost is a warning", async () => {
    const dir = await temporaryFolder();
    await mkdir(join(dir, "series"));
    await writeFile(join(dir, FILE), `${JSON.stringify(historyEntry(0))}\n`);
    const { entries, findings } = await readHistory(dir);
    expect(entries).toHaveLength(1);
    expect(findings).toMatchObject([{ code: "history-fingerprint-missing", severity: "warning" }]);
  });

  it("reads the fields that it knows of a newer tokwatt's line, and says that there are others", async () => {
    const dir = await filled();
    const { id: _, ...content } = historyEntry(3);
    const newer = historyEntry(3, { ...content, node: "n7" } as typeof content);
    await appendFile(join(dir, FILE), `${JSON.stringify(newer)}\n`);
    expect(await commitsOf(dir)).toContain("commit-3");
    expect(codesOf((await readHistory(dir)).findings)).toEqual(["record-fields-unknown"]);
  });
});

describe("two processes that append at once", () => {
  let compiled: CompiledRecords;
  beforeAll(async () => {
    compiled = await compileRecords();
  }, 60_000);
  afterAll(() => compiled.remove());

  it("lose nothing and leave no lock", async () => {
    const dir = await temporaryFolder();
    const children = ["a", "b"].map((name) => runChild("append-history.mjs", [compiled.directory, dir, name, "40"]));
    expect(await Promise.all(children.map(({ ended }) => ended))).toMatchObject([{ code: 0 }, { code: 0 }]);
    const { entries, findings } = await readHistory(dir);
    expect(new Set(entries.map(({ commit }) => commit)).size).toBe(80);
    expect(codesOf(findings)).toEqual(["history-fingerprint-changed"]);
    await expect(stat(join(dir, "history.lock"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
