import { readdir, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { MeasurementError } from "../../src/model/errors.js";
import type { Finding } from "../../src/model/finding.js";
import { LOCAL_SHARD, type RunManifest } from "../../src/model/run-record.js";
import { sha256Hex } from "../../src/records/hash.js";
import { createRunWriter } from "../../src/records/run-writer.js";
import { makeSystem } from "../fixtures/records.js";
import { ENDING, hashedPlan, sample, startManifest, tokenEvents, traceHeader, writeRun } from "./sample-run.js";
import { temporaryFolder } from "./temporary-folder.js";

async function findingOf(promise: Promise<unknown>): Promise<Finding> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MeasurementError);
  return (error as MeasurementError).finding;
}

const readText = (...parts: string[]): Promise<string> => readFile(join(...parts), "utf8");

describe("a run writer", () => {
  it("writes a manifest that says `running` before anything is measured", async () => {
    const results = join(await temporaryFolder(), "deep", "results");
    const manifest = startManifest("run-1");
    const writer = await createRunWriter({ resultsDir: results, manifest });
    expect(writer.directory).toBe(join(results, "run-1"));
    expect(JSON.parse(await readText(results, "run-1", "manifest.json"))).toEqual(manifest);
    await writer.finish(ENDING);
  });

  it("writes one line a request, a header and a line a reading, one line a finding", async () => {
    const results = await temporaryFolder();
    await writeRun(results, startManifest("run-1"));
    const lines = async (file: string) => (await readText(results, "run-1", file)).split("\n");
    expect((await lines("requests/client.jsonl")).map((line) => line && JSON.parse(line))).toEqual([
      sample(1),
      sample(0),
      "",
    ]);
    expect(await lines("power/package-0.jsonl")).toEqual([
      JSON.stringify(traceHeader("package-0")),
      "[0,100.5]",
      "[50,null]",
      '[100,101,{"temperatureCelsius":40}]',
      "",
    ]);
    expect(await lines("findings.jsonl")).toEqual(['{"code":"noted","severity":"note","data":{"count":1}}', ""]);
  });

  it("ends with the size and hash of every other file", async () => {
    const results = await temporaryFolder();
    const manifest = await writeRun(results, startManifest("run-1"));
    expect(Object.keys(manifest.files)).toEqual([
      "requests/client.jsonl",
      "tokens/client.bin",
      "findings.jsonl",
      "power/package-0.jsonl",
    ]);
    for (const [name, hash] of Object.entries(manifest.files)) {
      const bytes = await readFile(join(results, "run-1", name));
      expect(hash).toEqual({ bytes: bytes.length, sha256: sha256Hex(bytes) });
    }
    expect(JSON.parse(await readText(results, "run-1", "manifest.json"))).toEqual(manifest);
    expect(manifest).toMatchObject(ENDING);
    expect((await readdir(join(results, "run-1"))).sort()).toEqual(
      ["findings.jsonl", "manifest.json", "power", "requests", "tokens"].sort(),
    );
  });

  it("ends also when nothing was handed over", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("run-1") });
    const failure = { code: "no-endpoint", severity: "error", data: {} } as const;
    const manifest = await writer.finish({ state: "failed", failure });
    expect(manifest).toMatchObject({ state: "failed", failure });
    expect(Object.entries(manifest.files).map(([name, file]) => [name, file.bytes])).toEqual([["findings.jsonl", 0]]);
  });

  it("never writes over a run", async () => {
    const results = await temporaryFolder();
    await writeRun(results, startManifest("run-1"));
    const before = await readText(results, "run-1", "manifest.json");
    const finding = await findingOf(createRunWriter({ resultsDir: results, manifest: startManifest("run-1") }));
    expect(finding).toEqual({ code: "run-exists", severity: "error", data: { run: "run-1" } });
    expect(await readText(results, "run-1", "manifest.json")).toBe(before);
  });

  it("says so when the results folder cannot be made", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "file"), "");
    const manifest = startManifest("run-1");
    const inFile = await findingOf(createRunWriter({ resultsDir: join(folder, "file", "results"), manifest }));
    expect(inFile).toMatchObject({ code: "record-write-failed", data: { file: "run-1", error: "ENOTDIR" } });
    const atFile = await findingOf(createRunWriter({ resultsDir: join(folder, "file"), manifest }));
    expect(atFile).toMatchObject({ code: "record-write-failed", data: { file: "run-1", error: "EEXIST" } });
  });

  it.each(["../outside", "", ".", "a/b", "a\\b"])("refuses %j as the name of a run", async (runId) => {
    const results = await temporaryFolder();
    await expect(createRunWriter({ resultsDir: results, manifest: startManifest(runId) })).rejects.toThrow(RangeError);
    expect(await readdir(results)).toEqual([]);
  });

  it("refuses what a reader would refuse, before it creates anything", async () => {
    const results = await temporaryFolder();
    const manifest = { ...startManifest("run-1"), startedAt: "yesterday" };
    const finding = await findingOf(createRunWriter({ resultsDir: results, manifest }));
    expect(finding).toMatchObject({
      code: "record-value-refused",
      data: { file: "run-1/manifest.json", field: "startedAt" },
    });
    expect(await readdir(results)).toEqual([]);
  });

  it("records a run as failed where the format refuses how it ended", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("run-1") });
    const shard = await writer.openShard(LOCAL_SHARD);
    shard.request(sample(0));
    const description = { nested: { driver: 1 } } as unknown as RunManifest["description"];
    const finding = await findingOf(writer.finish({ ...ENDING, description }));
    expect(finding).toMatchObject({ code: "record-value-refused", data: { field: "description.nested" } });
    const manifest = JSON.parse(await readText(results, "run-1", "manifest.json"));
    expect(manifest).toMatchObject({ state: "failed", failure: finding, description: {} });
    expect(manifest.files["requests/client.jsonl"].bytes).toBeGreaterThan(0);
  });

  it("refuses traces that share a name, or would stand outside the run", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("run-1") });
    writer.openTrace(traceHeader("a"));
    expect(() => writer.openTrace(traceHeader("a"))).toThrow(MeasurementError);
    expect(() => writer.openTrace(traceHeader("../../a"))).toThrow(MeasurementError);
    expect(() => writer.openTrace(traceHeader("b", { resolution: Number.NaN }))).toThrow(MeasurementError);
    expect(Object.keys((await writer.finish(ENDING)).files)).toContain("power/a.jsonl");
  });

  it("refuses findings and readings that no reader could read", async () => {
    const writer = await createRunWriter({ resultsDir: await temporaryFolder(), manifest: startManifest("run-1") });
    const finding = { code: "x", severity: "note", data: { list: [1] } } as unknown as Finding;
    expect(() => writer.finding(finding)).toThrow(MeasurementError);
    const trace = writer.openTrace(traceHeader("a"));
    expect(() => trace.append(0, Number.NaN)).toThrow(RangeError);
    await writer.finish(ENDING);
  });

  it("ignores a reading that comes after the end, and nothing else", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: startManifest("run-1") });
    const trace = writer.openTrace(traceHeader("a"));
    const shard = await writer.openShard(LOCAL_SHARD);
    const manifest = await writer.finish(ENDING);
    trace.append(1, 5);
    const bytes = await readFile(join(results, "run-1", "power/a.jsonl"));
    expect(manifest.files["power/a.jsonl"]!.sha256).toBe(sha256Hex(bytes));
    expect(() => shard.request(sample(1))).toThrow("closed");
    expect(() => shard.tokenEvents(tokenEvents(1, [1]))).toThrow("closed");
    await expect(writer.finish(ENDING)).rejects.toThrow("finished");
  });

  it("takes secrets, hosts and paths out of all that it writes", async () => {
    const results = await temporaryFolder();
    const secret = "sk-plantedplantedplanted";
    const leak = `http://planted-host:80/ /planted/path/of/mine ${secret} ${os.homedir()}/planted`;
    const system = makeSystem("a", {
      options: { baseUrl: "http://planted-host:80", apiKey: "planted-key" },
      sources: ["https://docs.example.com/sheet.pdf"],
    });
    const manifest = startManifest("run-1", { plan: hashedPlan({ systems: [system, makeSystem("b")] }) });
    const writer = await createRunWriter({ resultsDir: results, manifest });
    const shard = await writer.openShard(LOCAL_SHARD);
    shard.request(sample(0, { status: "failed", failure: { kind: "connect", detail: leak } }));
    writer.finding({ code: "noted", severity: "note", data: { text: leak, password: "planted" } });
    const accuracy = {
      relative: 0.1,
      absoluteWatts: 0,
      source: `https://docs.example.com/a ${secret}`,
      assumed: false,
    };
    writer.openTrace(traceHeader("a", { device: leak, accuracy }));
    await writer.finish({
      ...ENDING,
      state: "failed",
      description: { note: leak },
      failure: { code: "died", severity: "error", data: { stderr: leak } },
    });
    const files = ["manifest.json", "requests/client.jsonl", "findings.jsonl", "power/a.jsonl"];
    const text = (await Promise.all(files.map((file) => readText(results, "run-1", file)))).join("");
    expect(text).not.toMatch(/planted-host|planted\/path|sk-planted|planted-key|"planted"/);
    expect(text).not.toContain(`${os.homedir()}/planted`);
    expect(text.match(/https:\/\/docs\.example\.com/g)).toHaveLength(2);
  });
});
