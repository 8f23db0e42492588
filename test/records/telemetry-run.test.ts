import { appendFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { LOCAL_SHARD, type RunManifest } from "../../src/model/run-record.js";
import { sha256Hex } from "../../src/records/hash.js";
import { readRawLogs } from "../../src/records/raw-log-reader.js";
import { readResults } from "../../src/records/results-reader.js";
import { readRun } from "../../src/records/run-reader.js";
import { createRunWriter } from "../../src/records/run-writer.js";
import { codesOf, ENDING, startManifest, traceHeader } from "./sample-run.js";
import {
  handOverTelemetry,
  telemetryCheck,
  telemetryEngine,
  telemetryEntries,
  telemetryRaw,
  telemetryStart,
  telemetryState,
  telemetryTrace,
  writeTelemetryRun,
} from "./telemetry-run.js";
import { temporaryFolder } from "./temporary-folder.js";

const golden = (version: number) => fileURLToPath(new URL(`fixtures/v${version}-telemetry/`, import.meta.url));

const POWER = {
  header: telemetryTrace,
  timesNs: [400_000_000],
  values: [178.8],
  states: [telemetryState],
  missing: 1,
};
const CHECK = {
  header: telemetryCheck,
  timesNs: [400_000_000, 1_400_000_000],
  values: [5000.125, 5178.5],
  states: [undefined, undefined],
  missing: 0,
};
const LOG = { header: telemetryRaw, entries: telemetryEntries };

/** A finished run with telemetry and the path of its folder. */
async function telemetryRun(): Promise<string> {
  const results = await temporaryFolder();
  await writeTelemetryRun(results);
  return join(results, "telemetry-000");
}

/** Changes a file of a run and its hash in the manifest with it. */
async function changeUnnoticed(directory: string, name: string, change: (text: string) => string): Promise<void> {
  const text = change(await readFile(join(directory, name), "utf8"));
  await writeFile(join(directory, name), text);
  const manifest = JSON.parse(await readFile(join(directory, "manifest.json"), "utf8")) as RunManifest;
  const files = { ...manifest.files, [name]: { bytes: Buffer.byteLength(text), sha256: sha256Hex(text) } };
  await writeFile(join(directory, "manifest.json"), JSON.stringify({ ...manifest, files }));
}

const error = (code: string, file: string, data: object = {}) => ({
  code,
  severity: "error",
  data: { file: `telemetry-000/${file}`, ...data },
});

describe("telemetry in a record", () => {
  it("is read as it was written", async () => {
    const directory = await telemetryRun();
    const record = await readRun(directory);
    expect(record).toMatchObject({ power: [POWER], crossChecks: [CHECK], engine: telemetryEngine, findings: [] });
    expect(await readRawLogs(directory)).toEqual({ logs: [LOG], findings: [] });
    expect(Object.keys(record.manifest.files)).toEqual([
      "requests/client.jsonl",
      "tokens/client.bin",
      "findings.jsonl",
      "power/npu-smi-0.jsonl",
      "cross-checks/npu-smi-0-energy.jsonl",
      "raw/npu-smi.jsonl",
      "engine.jsonl",
    ]);
  });

  it("stands in folders that a run without it does not have", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("run-1") });
    await writer.openShard(LOCAL_SHARD);
    await writer.finish(ENDING);
    const names = await readdir(join(results, "run-1"));
    expect(names.sort()).toEqual(["findings.jsonl", "manifest.json", "requests", "tokens"]);
    expect(await readRawLogs(join(results, "run-1"))).toEqual({ logs: [], findings: [] });
    expect(await readRun(join(results, "run-1"))).toMatchObject({ crossChecks: [], engine: [], findings: [] });
  });

  it("is read from a run that never came to its end, up to where it was cut off", async () => {
    const directory = await telemetryRun();
    const manifest = JSON.parse(await readFile(join(directory, "manifest.json"), "utf8")) as RunManifest;
    await writeFile(join(directory, "manifest.json"), JSON.stringify({ ...manifest, state: "running", files: {} }));
    await appendFile(join(directory, "raw/npu-smi.jsonl"), '[5,"hal');
    await appendFile(join(directory, "engine.jsonl"), '{"atNs":9');
    const record = await readRun(directory);
    expect(record).toMatchObject({ power: [POWER], crossChecks: [CHECK], engine: telemetryEngine });
    expect(record.findings).toEqual([
      {
        code: "record-truncated",
        severity: "warning",
        data: { file: "telemetry-000/engine.jsonl", line: 3, bytes: 9 },
      },
    ]);
    const raw = await readRawLogs(directory);
    expect(raw.logs).toEqual([LOG]);
    expect(raw.findings).toMatchObject([{ code: "record-truncated", data: { line: 4, bytes: 7 } }]);
  });

  it("may belong to a run that was killed before its first line", async () => {
    const directory = await telemetryRun();
    const manifest = JSON.parse(await readFile(join(directory, "manifest.json"), "utf8")) as RunManifest;
    await writeFile(join(directory, "manifest.json"), JSON.stringify({ ...manifest, state: "running", files: {} }));
    for (const name of ["raw/npu-smi.jsonl", "engine.jsonl", "cross-checks/npu-smi-0-energy.jsonl"]) {
      await writeFile(join(directory, name), "");
    }
    expect(await readRun(directory)).toMatchObject({ crossChecks: [], engine: [], findings: [] });
    expect(await readRawLogs(directory)).toEqual({ logs: [], findings: [] });
  });
});

describe("damaged telemetry", () => {
  it.each(["cross-checks/npu-smi-0-energy.jsonl", "raw/npu-smi.jsonl", "engine.jsonl"])(
    "shows that %s was changed, and that it is gone",
    async (name) => {
      const directory = await telemetryRun();
      await appendFile(join(directory, name), " ");
      expect((await readRun(directory)).findings).toContainEqual(error("file-changed", name));
      await rm(join(directory, name));
      expect((await readRun(directory)).findings).toEqual([error("file-missing", name)]);
    },
  );

  it.each(["cross-checks/extra.jsonl", "raw/extra.jsonl", "engine.jsonl"])(
    "shows that %s was added after the run's end, and does not read it",
    async (name) => {
      const results = await temporaryFolder();
      const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("telemetry-000") });
      await writer.openShard(LOCAL_SHARD);
      await writer.finish(ENDING);
      const directory = join(results, "telemetry-000");
      await mkdir(join(directory, name, ".."), { recursive: true });
      await writeFile(join(directory, name), `${JSON.stringify(traceHeader("extra"))}\n[0,1]\n`);
      const record = await readRun(directory);
      expect(record).toMatchObject({ crossChecks: [], engine: [], findings: [error("file-unlisted", name)] });
      const raw = await readRawLogs(directory);
      expect(raw.logs).toEqual([]);
      expect(codesOf(raw.findings)).toEqual(name.startsWith("raw/") ? ["file-unlisted"] : []);
    },
  );

  it("loses single lines and names the first", async () => {
    const directory = await telemetryRun();
    await changeUnnoticed(directory, "raw/npu-smi.jsonl", (text) => text.replace("[400000000,", '["soon",'));
    await changeUnnoticed(directory, "engine.jsonl", (text) => text.replace("0.25", '"much"'));
    const raw = await readRawLogs(directory);
    expect(raw.logs).toEqual([{ header: telemetryRaw, entries: telemetryEntries.slice(1) }]);
    const damage = { line: 2, field: "0", problem: "invalid_type number", count: 1 };
    expect(raw.findings).toEqual([error("record-lines-damaged", "raw/npu-smi.jsonl", damage)]);
    const record = await readRun(directory);
    expect(record.engine).toEqual(telemetryEngine.slice(1));
    expect(record.findings).toMatchObject([
      { code: "record-lines-damaged", data: { line: 1, field: "values.kvCacheUse", count: 1 } },
    ]);
  });

  it("loses a log with its header, and knows one by another's name", async () => {
    const directory = await telemetryRun();
    await changeUnnoticed(directory, "raw/npu-smi.jsonl", (text) => text.replace('"npu-smi"', '"nvidia-smi"'));
    expect((await readRawLogs(directory)).findings).toEqual([
      error("trace-id-differs", "raw/npu-smi.jsonl", { trace: "nvidia-smi" }),
    ]);
    await changeUnnoticed(directory, "raw/npu-smi.jsonl", (text) => text.replace('"outputs"', '"pages"'));
    const raw = await readRawLogs(directory);
    expect(raw.logs).toEqual([]);
    expect(raw.findings).toMatchObject([{ code: "record-lines-damaged", data: { line: 1, field: "framing" } }]);
  });

  it("of a newer tokwatt keeps what is known", async () => {
    const directory = await telemetryRun();
    await changeUnnoticed(directory, "engine.jsonl", (text) => text.replaceAll('"values":', '"page":1,"values":'));
    const record = await readRun(directory);
    expect(record.engine).toEqual(telemetryEngine);
    const data = { file: "telemetry-000/engine.jsonl", line: 1, fields: "page", count: 2 };
    expect(record.findings).toEqual([{ code: "record-fields-unknown", severity: "note", data }]);
  });
});

describe("what is handed over as telemetry", () => {
  it("is redacted and keeps its columns", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("run-1") });
    const raw = writer.openRaw({ ...telemetryRaw, origin: ["ssh", "ada@node7", "/opt/tools/bin/npu-smi", "info"] });
    raw.append({ atNs: 1, withinNs: 0, text: 'power{Hostname="node7",pci="0000:9D:00.0"} 90.1 at 10.0.3.4' });
    await writer.finish(ENDING);
    const { logs } = await readRawLogs(join(results, "run-1"));
    expect(logs[0]?.header.origin).toEqual(["ssh", "<user>@<host>", "<path>/npu-smi", "info"]);
    expect(logs[0]?.entries[0]?.text).toBe('power{Hostname="<host>",pci="0000:9D:00.0"} 90.1 at <host>');
  });

  it("shares no name within a folder, and leads out of none", async () => {
    const writer = await createRunWriter({ resultsDir: await temporaryFolder(), manifest: startManifest("run-1") });
    handOverTelemetry(writer);
    expect(() => writer.openRaw(telemetryRaw)).toThrow(/trace-exists/);
    expect(() => writer.openCrossCheck(telemetryCheck)).toThrow(/trace-exists/);
    expect(() => writer.openRaw({ ...telemetryRaw, id: "../../x" })).toThrow(/record-value-refused/);
    expect(() => writer.openCrossCheck({ ...telemetryCheck, id: "a/b" })).toThrow(/record-value-refused/);
    // The same name in another folder is another file.
    writer.openCrossCheck({ ...telemetryCheck, id: telemetryTrace.id });
    expect(Object.keys((await writer.finish(ENDING)).files)).toContain("cross-checks/npu-smi-0.jsonl");
  });

  it("is ignored after the run's end, and a figure that is no number is not the engine's", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("run-1") });
    const raw = writer.openRaw(telemetryRaw);
    writer.engine({ atNs: 1, withinNs: 0, values: { requestsRunning: Number.NaN, requestsWaiting: 2 } });
    await writer.finish(ENDING);
    raw.append({ atNs: 2, withinNs: 0, text: "late" });
    writer.engine({ atNs: 2, withinNs: 0, values: {} });
    expect((await readRun(join(results, "run-1"))).engine).toEqual([
      { atNs: 1, withinNs: 0, values: { requestsWaiting: 2 } },
    ]);
    expect((await readRawLogs(join(results, "run-1"))).logs).toEqual([{ header: telemetryRaw, entries: [] }]);
  });

  it("tells at once when its folder cannot be made", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("run-1") });
    await writeFile(join(results, "run-1", "raw"), "in the way");
    writer.openRaw(telemetryRaw);
    const data = { file: "run-1/raw/npu-smi.jsonl", error: "ENOTDIR" };
    expect(await writer.failed).toEqual({ code: "record-write-failed", severity: "error", data });
    await expect(writer.finish(ENDING)).rejects.toMatchObject({ finding: { code: "record-write-failed" } });
  });
});

describe("a record with telemetry", () => {
  it.each([1, 2])("of version %i is read for ever", async (version) => {
    const { runs, ledgerFindings, unreadable } = await readResults(golden(version));
    expect([ledgerFindings, [...unreadable]]).toEqual([[], []]);
    const record = runs.get("telemetry-000")!;
    expect(record.manifest).toMatchObject({ version, plan: telemetryStart.plan });
    expect(record).toMatchObject({ power: [POWER], crossChecks: [CHECK], engine: telemetryEngine, findings: [] });
    expect(await readRawLogs(join(golden(version), "telemetry-000"))).toEqual({ logs: [LOG], findings: [] });
  });

  it("is what this version writes, byte for byte", async () => {
    const results = await temporaryFolder();
    await writeTelemetryRun(results);
    const names = (await readdir(golden(2), { recursive: true })).filter((name) => /\.\w+$/.test(name));
    expect(names).toHaveLength(9);
    for (const name of names) {
      const [written, kept] = await Promise.all([results, golden(2)].map((at) => readFile(join(at, name), "utf8")));
      expect(written).toBe(kept);
    }
  });
});
