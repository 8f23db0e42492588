import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { StepSample } from "../../src/model/step-sample.js";
import { readResults } from "../../src/records/results-reader.js";
import { readRun } from "../../src/records/run-reader.js";
import { createRunWriter } from "../../src/records/run-writer.js";
import { TRAINING_FACTS } from "../run/training/training-fixtures.js";
import { codesOf, ENDING } from "./sample-run.js";
import { temporaryFolder } from "./temporary-folder.js";
import { steps, trainingStart, workloads, writeTraining } from "./training-run.js";

const GOLDEN = fileURLToPath(new URL("fixtures/v2-training/", import.meta.url));

describe("the record of a training run", () => {
  it("comes back as it was written, with nodes that have no requests", async () => {
    const directory = await writeTraining(await temporaryFolder());
    const record = await readRun(directory);
    expect(record.findings).toEqual([]);
    expect(record.steps).toEqual(steps);
    const { ticket: _, ...facts } = TRAINING_FACTS;
    expect(record.manifest.training).toEqual(facts);
    expect(record.manifest.plan.workloads).toEqual(workloads);
    expect(Object.keys(record.manifest.files)).toContain("steps.jsonl");
    expect(record.power).toHaveLength(1);
    expect([record.requests, record.tokenEvents]).toEqual([[], []]);
  });

  it("tells neither hosts nor secrets nor places of how the system trains", async () => {
    const directory = await writeTraining(await temporaryFolder());
    const [system] = (await readRun(directory)).manifest.plan.systems;
    expect(system?.serving).toBeUndefined();
    expect(system?.training).toMatchObject({
      launcher: { use: "slurm", options: { partition: "gpu", sbatchArguments: ["-w", "<host>", "--exclude=<host>"] } },
      peak: { source: "https://vendor.example/datasheet" },
    });
    const [job] = system?.training?.jobs ?? [];
    expect(job).toMatchObject({
      workload: "tiny",
      command: ["<path>/python", "train.py", "--nodes", "2"],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference says where it is, not what
      environment: { HF_TOKEN: "<secret>", DATA: "${DATA}", NUM_NODES: "2" },
      directory: "<path>/tiny",
    });
    const text = await readFile(join(directory, "manifest.json"), "utf8");
    expect(text).not.toMatch(/node7|node3|hub-4711|\/srv/);
  });

  it("misses its steps where it is complete", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: trainingStart("run-1") });
    await writer.finish(ENDING);
    expect(codesOf((await readRun(writer.directory)).findings)).toEqual(["file-missing"]);
    const failed = await createRunWriter({ resultsDir: results, manifest: trainingStart("run-2") });
    await failed.finish({ ...ENDING, state: "failed" });
    expect(codesOf((await readRun(failed.directory)).findings)).toEqual([]);
  });

  it("shows what was changed, added or cut off in its steps", async () => {
    const directory = await writeTraining(await temporaryFolder());
    const file = join(directory, "steps.jsonl");
    const whole = await readFile(file, "utf8");
    const lines = whole.split("\n");

    await writeFile(file, [lines[0], "{}", lines[2], ""].join("\n"));
    const damaged = await readRun(directory);
    expect(codesOf(damaged.findings)).toEqual(["file-changed", "record-lines-damaged"]);
    expect(damaged.steps.map(({ step }) => step)).toEqual([1, 4]);

    await writeFile(file, [lines[1], lines[0], lines[2], ""].join("\n"));
    const disordered = await readRun(directory);
    expect(disordered.findings).toMatchObject([
      { code: "file-changed" },
      { code: "steps-disordered", severity: "error", data: { file: "run-1/steps.jsonl", line: 2, step: 1, count: 1 } },
    ]);
    expect(disordered.steps.map(({ step }) => step)).toEqual([3, 4]);

    await writeFile(file, whole.slice(0, -5));
    const cut = await readRun(directory);
    expect(codesOf(cut.findings)).toEqual(["file-changed", "record-truncated"]);
    expect(cut.steps).toEqual(steps.slice(0, 2));

    await rm(file);
    expect(codesOf((await readRun(directory)).findings)).toEqual(["file-missing"]);
  });

  it("is one of a run also where only its steps are left", async () => {
    const results = await temporaryFolder();
    const directory = await writeTraining(results);
    await rm(join(directory, "manifest.json"));
    expect([...(await readResults(results)).unreadable.keys()]).toEqual(["run-1"]);
  });
});

describe("a training run that goes on", () => {
  it("can be found with its ticket, and with the steps so far", async () => {
    const results = await temporaryFolder();
    const writer = await createRunWriter({ resultsDir: results, manifest: trainingStart("run-1") });
    await Promise.all([
      writer.note({ ...TRAINING_FACTS, nodes: [], history: [] }),
      writer.note({ ...TRAINING_FACTS, framework: "host node7.cluster.local says" }),
    ]);
    writer.step(steps[0] as StepSample);
    await appendFile(join(writer.directory, "findings.jsonl"), "");
    await expect.poll(async () => (await readRun(writer.directory)).steps).toHaveLength(1);
    const { manifest, findings } = await readRun(writer.directory);
    expect(manifest).toMatchObject({
      state: "running",
      training: { ...TRAINING_FACTS, framework: "host <host> says" },
    });
    expect(findings).toEqual([]);
    await writer.finish(ENDING);
    const ended = (await readRun(writer.directory)).manifest;
    expect([ended.state, ended.training]).toEqual(["complete", undefined]);
  });

  it("refuses facts that no reader would take, and keeps those before", async () => {
    const writer = await createRunWriter({ resultsDir: await temporaryFolder(), manifest: trainingStart("run-1") });
    await writer.note(TRAINING_FACTS);
    const refused = writer.note({ ...TRAINING_FACTS, nodeCount: Number.NaN });
    await expect(refused).rejects.toMatchObject({ finding: { code: "record-value-refused" } });
    expect((await readRun(writer.directory)).manifest.training).toEqual(TRAINING_FACTS);
    await writer.finish(ENDING);
  });
});

describe("a golden record of a training", () => {
  it("keeps its values", async () => {
    const { runs, ledgerFindings, unreadable } = await readResults(GOLDEN);
    expect([ledgerFindings, [...unreadable]]).toEqual([[], []]);
    const record = runs.get("training-000");
    expect(record).toMatchObject({ steps, findings: [], power: [{ header: { shard: "node-1" } }] });
    const { ticket: _, ...facts } = TRAINING_FACTS;
    expect(record?.manifest.training).toEqual(facts);
    expect(record?.manifest.plan.workloads).toEqual(workloads);
  });

  it("is what this version writes, byte for byte", async () => {
    const results = await temporaryFolder();
    await writeTraining(results, "training-000");
    const names = (await readdir(results, { recursive: true })).filter((name) => name.includes("."));
    expect(names.sort()).toEqual(
      (await readdir(GOLDEN, { recursive: true })).filter((name) => name.includes(".")).sort(),
    );
    for (const name of names) {
      const written = await readFile(join(results, name));
      expect(written.equals(await readFile(join(GOLDEN, name))), name).toBe(true);
    }
  });
});
