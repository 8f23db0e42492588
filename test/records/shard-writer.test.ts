import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { MeasurementError } from "../../src/model/errors.js";
import type { RunManifest } from "../../src/model/run-record.js";
import { decodeBinnedEvents } from "../../src/records/binned-events-codec.js";
import { readRun } from "../../src/records/run-reader.js";
import { createRunWriter, type RunWriter } from "../../src/records/run-writer.js";
import { createShardWriter } from "../../src/records/shard-writer.js";
import { codesOf, ENDING, sample, startManifest, tokenEvents } from "./sample-run.js";
import { temporaryFolder } from "./temporary-folder.js";

const shard = (alias: string) => ({ alias, wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 0 });
const BINS = { kind: "binned", window: { startNs: 0, endNs: 10_000 }, binNs: 1000 } as const;

afterEach(() => {
  vi.useRealTimers();
});

/** A run with a writer of shards beside the main process's own; they name themselves in its manifest. */
async function startRun(
  aliases: readonly string[],
): Promise<{ readonly writer: RunWriter; readonly directory: string }> {
  const manifest = startManifest("run-1", { shards: ["client", ...aliases].map(shard) });
  const writer = await createRunWriter({ resultsDir: await temporaryFolder(), manifest });
  return { writer, directory: writer.directory };
}

async function changeManifest(directory: string, change: (manifest: RunManifest) => object): Promise<void> {
  const path = join(directory, "manifest.json");
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, "utf8")))));
}

describe("shards of several processes", () => {
  it("are one record, in the order of the requests", async () => {
    const { writer, directory } = await startRun(["client-1", "client-2"]);
    for (const [worker, alias] of ["client-1", "client-2"].entries()) {
      const own = await createShardWriter({ directory, alias });
      for (const index of [2 + worker, worker]) {
        own.tokenEvents(tokenEvents(index, [index * 1000 + 30, index * 1000 + 40], [1, 1]));
        own.request(sample(index));
      }
      await own.close();
    }
    const { files } = await writer.finish(ENDING);
    expect(Object.keys(files)).toEqual([
      "requests/client-1.jsonl",
      "requests/client-2.jsonl",
      "tokens/client-1.bin",
      "tokens/client-2.bin",
      "findings.jsonl",
    ]);
    const record = await readRun(directory);
    expect(record.requests).toEqual([0, 1, 2, 3].map((index) => sample(index)));
    expect(record.tokenEvents.map(({ request }) => request)).toEqual([0, 1, 2, 3]);
    expect(record.findings).toEqual([]);
  });

  it("say so where two of them have one request", async () => {
    const { writer, directory } = await startRun(["client-1", "client-2"]);
    for (const alias of ["client-1", "client-2"]) {
      const own = await createShardWriter({ directory, alias });
      own.request(sample(7, { endpoint: alias === "client-1" ? 0 : 1 }));
      await own.close();
    }
    await writer.finish(ENDING);
    const record = await readRun(directory);
    expect(record.requests).toEqual([sample(7, { endpoint: 0 })]);
    const data = { file: "run-1/requests/client-2.jsonl", line: 1, request: 7, count: 1 };
    expect(record.findings).toEqual([{ code: "request-duplicate", severity: "error", data }]);
  });

  it("are missed where the manifest lists one that left nothing, or half of it", async () => {
    const { writer, directory } = await startRun(["client-1", "client-2"]);
    await (await createShardWriter({ directory, alias: "client-1" })).close();
    await rm(join(directory, "tokens/client-1.bin"));
    await writer.finish(ENDING);
    const { findings } = await readRun(directory);
    expect(findings.map(({ code, severity, data }) => [code, severity, data["file"]])).toEqual([
      ["file-missing", "error", "run-1/tokens/client-1.bin"],
      ["file-missing", "error", "run-1/requests/client-2.jsonl"],
      ["file-missing", "error", "run-1/tokens/client-2.bin"],
    ]);
  });

  it("are missed where a run is complete and nobody drove its load; not where it failed before", async () => {
    const { writer, directory } = await startRun([]);
    const failed = await startRun([]);
    await writer.finish(ENDING);
    expect(codesOf((await readRun(directory)).findings)).toEqual(["file-missing", "file-missing"]);
    await failed.writer.finish({ ...ENDING, state: "failed" });
    expect((await readRun(failed.directory)).findings).toEqual([]);
  });

  it("that were added after the run's end are not read", async () => {
    const { writer, directory } = await startRun([]);
    await writer.openShard("client");
    await writer.finish(ENDING);
    const late = await createShardWriter({ directory, alias: "client-9" });
    late.request(sample(1));
    await late.close();
    const record = await readRun(directory);
    expect(record.requests).toEqual([]);
    expect(record.findings.map(({ code, data }) => [code, data["file"]])).toEqual([
      ["file-unlisted", "run-1/requests/client-9.jsonl"],
      ["file-unlisted", "run-1/tokens/client-9.bin"],
    ]);
  });

  it("that name a file elsewhere are not opened", async () => {
    const { writer, directory } = await startRun([]);
    await (await writer.openShard("client")).close();
    await writer.finish(ENDING);
    await changeManifest(directory, (manifest) => ({
      ...manifest,
      state: "running",
      shards: [...manifest.shards, shard("../../secret")],
    }));
    expect((await readRun(directory)).findings).toEqual([]);
  });

  it("cannot be added up where one has other bins, or none", async () => {
    const { writer, directory } = await startRun(["client-1", "client-2", "client-3"]);
    const kinds = [BINS, { ...BINS, binNs: 500 }, { kind: "full" }] as const;
    for (const [index, tokens] of kinds.entries()) {
      const own = await createShardWriter({ directory, alias: `client-${index + 1}`, tokens });
      own.tokenEvents(tokenEvents(index, [index * 1000 + 30, index * 1000 + 40]));
      own.request(sample(index));
      await own.close();
    }
    await writer.finish(ENDING);
    const { findings, binnedEvents, tokenEvents: events } = await readRun(directory);
    expect(findings.map(({ code, severity, data }) => [code, severity, data["file"]])).toEqual([
      ["token-bins-differ", "error", "run-1/tokens/client-2.bin"],
      ["token-bins-differ", "error", "run-1/tokens/client-3.bin"],
    ]);
    expect([[...binnedEvents!.events], events]).toEqual([[2], []]);
  });
});

describe("a shard writer", () => {
  it("loads no package, as every worker loads it", async () => {
    const seen = new Set<string>();
    const packages = new Set<string>();
    const visit = async (file: string): Promise<void> => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, name = ""] of (await readFile(file, "utf8")).matchAll(
        /^(?:import|export) (?!type).*?from "(.+?)";/gms,
      )) {
        if (name.startsWith(".")) await visit(join(dirname(file), name.replace(/\.js$/, ".ts")));
        else if (!name.startsWith("node:")) packages.add(name);
      }
    };
    await visit(join(import.meta.dirname, "../../src/records/shard-writer.ts"));
    expect([...packages]).toEqual([]);
    expect(seen.size).toBeGreaterThan(10);
  });

  it("takes secrets and hosts out of what a server said", async () => {
    const directory = await temporaryFolder();
    const own = await createShardWriter({ directory, alias: "client" });
    const detail = "no route to http://planted-host:80 with sk-plantedplantedplanted";
    own.request(sample(0, { status: "failed", failure: { kind: "connect", detail } }));
    await own.close();
    const text = await readFile(join(directory, "requests/client.jsonl"), "utf8");
    expect(text).toContain("no route to http://<host>:80 with <secret>");
  });

  it.each(["", "..", "../a", "a/b", "A", "a.b"])("refuses %j as the name of a shard", async (alias) => {
    await expect(createShardWriter({ directory: await temporaryFolder(), alias })).rejects.toThrow(RangeError);
  });

  it("refuses bins that cannot be", async () => {
    const directory = await temporaryFolder();
    for (const tokens of [
      { ...BINS, binNs: 0 },
      { ...BINS, window: { startNs: 5, endNs: 5 } },
    ]) {
      await expect(createShardWriter({ directory, alias: "client", tokens })).rejects.toThrow(RangeError);
    }
  });

  it("tells of a failure when it happens, and again when it is closed, as often as it is", async () => {
    const directory = await temporaryFolder();
    await writeFile(join(directory, "requests"), "in the way");
    const failures: MeasurementError[] = [];
    const own = await createShardWriter({ directory, alias: "client", onFailure: (error) => failures.push(error) });
    own.request(sample(0));
    await expect(own.close()).rejects.toMatchObject({ finding: { code: "record-write-failed" } });
    await expect(own.close()).rejects.toBe(failures[0]);
    expect(failures.map(({ finding }) => finding.data["file"])).toEqual([
      expect.stringMatching(/\/requests\/client\.jsonl$/),
      expect.stringMatching(/\/tokens\/client\.bin$/),
    ]);
  });

  it("brings the sums of a giant run to its file every few seconds", async () => {
    const directory = await temporaryFolder();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const own = await createShardWriter({ directory, alias: "client", tokens: BINS });
    const eventsWritten = async (): Promise<number> => {
      const { shard: read } = decodeBinnedEvents("", await readFile(join(directory, "tokens/client.bin")));
      return read?.sums.events[0] ?? 0;
    };
    for (const index of [0, 1]) {
      own.tokenEvents(tokenEvents(index, [10, 20]));
      own.request(sample(index));
      vi.advanceTimersByTime(5000);
      vi.advanceTimersByTime(100);
      vi.useRealTimers();
      await vi.waitFor(async () => expect(await eventsWritten()).toBe(2 * (index + 1)), { timeout: 10_000 });
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    }
    // Of a request that has not ended nobody knows the tokens.
    own.tokenEvents(tokenEvents(2, [30]));
    await own.close();
    expect(await eventsWritten()).toBe(4);
  });
});
