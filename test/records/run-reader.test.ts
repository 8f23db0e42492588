import { appendFile, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RunManifest, RunRecord } from "../../src/model/run-record.js";
import { sha256Hex } from "../../src/records/hash.js";
import { readRun } from "../../src/records/run-reader.js";
import { codesOf, sample, startManifest, tokenEvents, traceHeader, writeRun } from "./sample-run.js";
import { temporaryFolder } from "./temporary-folder.js";

const REQUESTS = "requests/client.jsonl";
const TOKENS = "tokens/client.bin";

/** An ordinary finished run and the path of its folder. */
async function ordinaryRun(): Promise<string> {
  const results = await temporaryFolder();
  await writeRun(results, startManifest("run-1"));
  return join(results, "run-1");
}

async function changeText(directory: string, name: string, change: (text: string) => string): Promise<void> {
  const path = join(directory, name);
  await writeFile(path, change(await readFile(path, "utf8")));
}

/** Changes a file of a run and its hash in the manifest with it. */
async function changeUnnoticed(directory: string, name: string, change: (text: string) => string): Promise<void> {
  await changeText(directory, name, change);
  const bytes = await readFile(join(directory, name));
  await changeManifest(directory, (manifest) => ({
    ...manifest,
    files: { ...manifest.files, [name]: { bytes: bytes.length, sha256: sha256Hex(bytes) } },
  }));
}

async function changeManifest(directory: string, change: (manifest: RunManifest) => object): Promise<void> {
  await changeText(directory, "manifest.json", (text) => JSON.stringify(change(JSON.parse(text)), undefined, 2));
}

/** What was found beside what the run itself noted. */
const damageOf = (record: RunRecord) => record.findings.slice(1);

describe("a finished run", () => {
  it("is read as it was written", async () => {
    const results = await temporaryFolder();
    const manifest = await writeRun(results, startManifest("run-1"));
    const states = [undefined, { temperatureCelsius: 40 }];
    expect(await readRun(join(results, "run-1"))).toEqual({
      manifest,
      requests: [sample(0), sample(1)],
      tokenEvents: [{ ...tokenEvents(0, [30, 40]), kinds: Uint8Array.of(0, 0) }, tokenEvents(1, [1030, 1040], [1, 1])],
      power: [{ header: traceHeader("package-0"), timesNs: [0, 100], values: [100.5, 101], states, missing: 1 }],
      ...{ steps: [], crossChecks: [], engine: [] },
      findings: [{ code: "noted", severity: "note", data: { count: 1 } }],
    });
  });

  it.each([REQUESTS, TOKENS, "findings.jsonl", "power/package-0.jsonl"])("shows that %s was changed", async (name) => {
    const directory = await ordinaryRun();
    await appendFile(join(directory, name), " ");
    const { findings } = await readRun(directory);
    expect(findings).toContainEqual({ code: "file-changed", severity: "error", data: { file: `run-1/${name}` } });
  });

  it("shows that a byte was changed where the length is the same", async () => {
    const directory = await ordinaryRun();
    await changeText(directory, "power/package-0.jsonl", (text) => text.replace("100.5", "900.5"));
    const record = await readRun(directory);
    expect(damageOf(record)).toMatchObject([{ code: "file-changed", data: { file: "run-1/power/package-0.jsonl" } }]);
    expect(record.power[0]!.values[0]).toBe(900.5);
  });

  it("shows that a file was removed, or taken out of the manifest as well", async () => {
    const directory = await ordinaryRun();
    await rm(join(directory, "power/package-0.jsonl"));
    await rm(join(directory, TOKENS));
    await changeManifest(directory, ({ files: { [REQUESTS]: _, ...files }, ...manifest }) => ({
      ...manifest,
      files,
    }));
    const record = await readRun(directory);
    expect(damageOf(record).map(({ code, data }) => [code, data["file"]])).toEqual([
      ["file-missing", `run-1/${TOKENS}`],
      ["file-missing", "run-1/power/package-0.jsonl"],
      ["file-missing", `run-1/${REQUESTS}`],
    ]);
    expect(record).toMatchObject({ requests: [], tokenEvents: [], power: [] });
  });

  it("does not take a power trace that was added", async () => {
    const directory = await ordinaryRun();
    await writeFile(join(directory, "power/extra.jsonl"), `${JSON.stringify(traceHeader("extra"))}\n[0,1]\n`);
    const record = await readRun(directory);
    expect(damageOf(record)).toMatchObject([
      { code: "file-unlisted", severity: "error", data: { file: "run-1/power/extra.jsonl" } },
    ]);
    expect(record.power).toHaveLength(1);
  });

  it("opens no file that a manifest names outside of the run", async () => {
    const directory = await ordinaryRun();
    await changeManifest(directory, (manifest) => ({
      ...manifest,
      files: { ...manifest.files, "power/../../../secret.jsonl": { bytes: 1, sha256: "0".repeat(64) } },
    }));
    expect(damageOf(await readRun(directory))).toMatchObject([{ code: "file-unknown", severity: "note" }]);
  });

  it("shows that its plan was changed after the fact", async () => {
    const directory = await ordinaryRun();
    const { plan } = (await readRun(directory)).manifest;
    const limits = { ...plan.limits, errorRate: 1 };
    await changeManifest(directory, (manifest) => ({ ...manifest, plan: { ...plan, limits } }));
    expect(damageOf(await readRun(directory))).toEqual([
      { code: "plan-changed", severity: "error", data: { file: "run-1/manifest.json", hash: plan.hash } },
    ]);
  });

  it("is read from any folder", async () => {
    const directory = await ordinaryRun();
    const moved = `${directory}-moved`;
    await rename(directory, moved);
    await rm(join(moved, TOKENS));
    expect(damageOf(await readRun(moved))).toMatchObject([{ data: { file: "run-1-moved/tokens/client.bin" } }]);
  });
});

describe("damaged lines", () => {
  it("are left out and counted, with the first line and what is wrong with it", async () => {
    const directory = await ordinaryRun();
    await changeUnnoticed(directory, REQUESTS, (text) => {
      const [first, second] = text.split("\n");
      const wrong = second!.replace('"count":5', '"count":"five"');
      return `${first}\n${wrong}\nno json\n{}\n`;
    });
    const record = await readRun(directory);
    expect(record.requests).toEqual([sample(1)]);
    const data = {
      file: `run-1/${REQUESTS}`,
      line: 2,
      field: "promptTokens.count",
      problem: "invalid_type number",
      count: 3,
    };
    expect(damageOf(record)).toEqual([{ code: "record-lines-damaged", severity: "error", data }]);
  });

  it("are those of a request that stood there before", async () => {
    const directory = await ordinaryRun();
    await changeUnnoticed(directory, REQUESTS, (text) => text + text.replaceAll('"ok"', '"cut"'));
    const record = await readRun(directory);
    expect(record.requests).toEqual([sample(0), sample(1)]);
    const data = { file: `run-1/${REQUESTS}`, line: 3, request: 1, count: 2 };
    expect(damageOf(record)).toEqual([{ code: "request-duplicate", severity: "error", data }]);
  });

  it("cost a trace only where they are its header", async () => {
    const directory = await ordinaryRun();
    await changeUnnoticed(directory, "power/package-0.jsonl", (text) => text.replace("[50,null]", "[50]"));
    const record = await readRun(directory);
    expect(record.power[0]).toMatchObject({ values: [100.5, 101], missing: 0 });
    expect(damageOf(record)).toMatchObject([{ code: "record-lines-damaged", data: { line: 3, count: 1 } }]);
    await changeUnnoticed(directory, "power/package-0.jsonl", (text) =>
      text.replace('"boundary":"package"', '"boundary":"palace"'),
    );
    expect((await readRun(directory)).power).toEqual([]);
  });

  it("are found in a trace that has the name of another one", async () => {
    const directory = await ordinaryRun();
    await changeUnnoticed(directory, "power/package-0.jsonl", (text) => text.replace("package-0", "package-1"));
    expect(damageOf(await readRun(directory))).toMatchObject([
      { code: "trace-id-differs", data: { trace: "package-1" } },
    ]);
  });

  it("are not those to which a newer tokwatt added a field", async () => {
    const directory = await ordinaryRun();
    await changeUnnoticed(directory, REQUESTS, (text) => text.replaceAll('"from":', '"trusted":true,"from":'));
    const record = await readRun(directory);
    expect(record.requests).toEqual([sample(0), sample(1)]);
    const fields = "promptTokens.trusted, outputTokens.trusted";
    const data = { file: `run-1/${REQUESTS}`, line: 1, fields, count: 2 };
    expect(damageOf(record)).toEqual([{ code: "record-fields-unknown", severity: "note", data }]);
  });
});

describe("a run that never came to its end", () => {
  async function unfinishedRun(): Promise<string> {
    const directory = await ordinaryRun();
    await changeManifest(directory, (manifest) => ({ ...manifest, state: "running", files: {} }));
    return directory;
  }

  it("is read with all its files", async () => {
    const record = await readRun(await unfinishedRun());
    expect(record.manifest.state).toBe("running");
    expect(record.requests).toHaveLength(2);
    expect(record.power).toHaveLength(1);
    expect(damageOf(record)).toEqual([]);
  });

  it("loses the lines that were cut off, with their bytes", async () => {
    const directory = await unfinishedRun();
    await changeText(directory, REQUESTS, (text) => text.slice(0, -20));
    await appendFile(join(directory, "power/package-0.jsonl"), "[150,1");
    await appendFile(join(directory, TOKENS), Uint8Array.of(7, 2, 100, 0, 200));
    const record = await readRun(directory);
    expect(record.requests).toEqual([sample(1)]);
    const lineBytes = JSON.stringify(sample(0)).length + 1 - 20;
    expect(damageOf(record)).toEqual([
      {
        code: "record-truncated",
        severity: "warning",
        data: { file: `run-1/${REQUESTS}`, line: 2, bytes: lineBytes },
      },
      { code: "token-events-truncated", severity: "warning", data: { file: `run-1/${TOKENS}`, bytes: 5 } },
      {
        code: "record-truncated",
        severity: "warning",
        data: { file: "run-1/power/package-0.jsonl", line: 5, bytes: 6 },
      },
    ]);
  });

  it("keeps a line that lacks nothing but its line break", async () => {
    const directory = await unfinishedRun();
    await changeText(directory, REQUESTS, (text) => text.trimEnd());
    const record = await readRun(directory);
    expect(record.requests).toHaveLength(2);
    expect(damageOf(record)).toEqual([]);
  });

  it("may have been killed before it wrote anything", async () => {
    const directory = await unfinishedRun();
    for (const name of [REQUESTS, TOKENS, "findings.jsonl"]) await writeFile(join(directory, name), "");
    await rm(join(directory, "power"), { recursive: true });
    expect(await readRun(directory)).toMatchObject({ requests: [], tokenEvents: [], power: [], findings: [] });
    await rm(join(directory, TOKENS));
    expect(codesOf((await readRun(directory)).findings)).toEqual(["file-missing"]);
  });
});

describe("a manifest that cannot be read", () => {
  async function refusal(change: (text: string) => string) {
    const directory = await ordinaryRun();
    await changeText(directory, "manifest.json", change);
    const reason: unknown = await readRun(directory).catch((error: unknown) => error);
    expect(reason).toMatchObject({ name: "MeasurementError", finding: { severity: "error" } });
    return (reason as { readonly finding: { readonly code: string; readonly data: object } }).finding;
  }

  it("is missing", async () => {
    const directory = await ordinaryRun();
    await rm(join(directory, "manifest.json"));
    await expect(readRun(directory)).rejects.toMatchObject({
      finding: { code: "file-missing", data: { file: "run-1/manifest.json" } },
    });
  });

  it("was cut off", async () => {
    const found = await refusal((text) => text.slice(0, 200));
    const lines = (await readFile(join(await ordinaryRun(), "manifest.json"), "utf8")).slice(0, 200).split("\n").length;
    expect(found).toMatchObject({ code: "record-not-json", data: { file: "run-1/manifest.json", line: lines } });
  });

  it("is of a newer version", async () => {
    const found = await refusal((text) => text.replace('"version": 2', '"version": 7'));
    const data = { file: "run-1/manifest.json", line: 3, found: "7", known: "1, 2" };
    expect(found).toMatchObject({ code: "record-version-unknown", data });
  });

  it("is no manifest", async () => {
    expect(await refusal(() => "[1, 2]")).toMatchObject({
      code: "record-format-unknown",
      data: { line: 1, found: "-", expected: "tokwatt.run" },
    });
    expect(await refusal((text) => text.replace("tokwatt.run", "other.run"))).toMatchObject({
      code: "record-format-unknown",
      data: { line: 2, found: '"other.run"' },
    });
  });

  it("has a field that is wrong or missing", async () => {
    const wrong = await refusal((text) => text.replace('"state": "complete"', '"state": "done"'));
    expect(wrong).toMatchObject({ code: "record-field-invalid", data: { field: "state", problem: "invalid_value" } });
    const missing = await refusal((text) => text.replace(/\n {4}"repeat": 1,/, ""));
    expect(missing).toMatchObject({
      code: "record-field-invalid",
      data: { field: "trial.repeat", problem: "invalid_type number" },
    });
  });

  it("says the line of a field that is wrong", async () => {
    const directory = await ordinaryRun();
    const text = await readFile(join(directory, "manifest.json"), "utf8");
    const line = text.split("\n").findIndex((one) => one.includes('"cpuCount"')) + 1;
    expect(await refusal((old) => old.replace('"cpuCount": 2', '"cpuCount": "two"'))).toMatchObject({ data: { line } });
  });
});
