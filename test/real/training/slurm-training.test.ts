import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readJudgement } from "../../../src/cli/read-judgement.js";
import type { RunRecord } from "../../../src/model/run-record.js";
import { readResults } from "../../../src/records/results-reader.js";
import { type Outcome, tokwatt } from "../../e2e/tokwatt-command.js";
import { type PreparedCluster, prepareCluster, type StartedCluster } from "./prepare-cluster.js";
import { startTrainingRun, type TrainingRun } from "./training-run.js";

/*
 * PyTorch on a real Slurm, driven by the real command. What fills its time limit takes the longest: it is begun first, behind
 * the others on the processors, and looked at last.
 */
let prepared: PreparedCluster;
let cluster: StartedCluster;
let folder = "";
let limited: DrivenRun;

beforeAll(async () => {
  prepared = await prepareCluster();
  if (!prepared.available) return;
  cluster = prepared;
  folder = await mkdtemp(join(tmpdir(), "tokwatt-training-"));
  limited = await start("time-limit");
  // It may be slow from now on, and has said something.
  await limited.reported(1);
});

afterAll(async () => {
  if (prepared.available) await cluster.slurm.close();
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!prepared.available) skip(prepared.reason);
});

interface DrivenRun extends TrainingRun {
  readonly resultsDir: string;
}

const suitePath = (name: string): string => fileURLToPath(new URL(`./suites/${name}.yaml`, import.meta.url));

async function start(suite: string): Promise<DrivenRun> {
  const resultsDir = await mkdtemp(join(folder, `${suite}-`));
  return { resultsDir, ...startTrainingRun(suitePath(suite), resultsDir, cluster.environment) };
}

async function recordsOf(resultsDir: string): Promise<readonly RunRecord[]> {
  const { runs, ledgerFindings } = await readResults(resultsDir);
  expect(ledgerFindings).toEqual([]);
  return [...runs.values()];
}

/** The one record of a job that did not end well. */
async function failedRecord({ ended, resultsDir }: DrivenRun): Promise<RunRecord> {
  const { exitCode, err } = await ended;
  expect(exitCode, err).toBe(3);
  const [record, ...others] = await recordsOf(resultsDir);
  if (record === undefined) throw new Error("there is no record");
  expect(others).toEqual([]);
  expect(record.manifest.state).toBe("failed");
  // What there was until then is kept, and no name of a node is.
  expect(record.steps.length).toBeGreaterThan(0);
  expect(JSON.stringify(record.manifest)).not.toMatch(/(?<![\w-])n[1-4](?![\w-])/);
  return record;
}

const jobNumbers = async (partition: string): Promise<readonly string[]> =>
  (await cluster.slurm.command("squeue", "--noheader", `--partition=${partition}`, "--states=all", "--format=%A"))
    .split("\n")
    .filter((line) => line !== "");

describe("the shipped suite training-smoke", () => {
  let outcome: Outcome;
  let resultsDir = "";
  let records: readonly RunRecord[] = [];

  beforeAll(async () => {
    if (!prepared.available) return;
    resultsDir = await mkdtemp(join(folder, "smoke-"));
    outcome = await startTrainingRun("benchmarks/suites/training-smoke.yaml", resultsDir, cluster.environment).ended;
    records = await recordsOf(resultsDir);
  });

  test("completes: every run of both systems trained all of its steps on two nodes", () => {
    expect(outcome.exitCode, outcome.err).toBe(0);
    expect(records.map(({ manifest }) => manifest.trial.systemId).sort()).toEqual([
      ...Array.from({ length: 3 }, () => "slurm-ascend"),
      ...Array.from({ length: 3 }, () => "slurm-gpu"),
    ]);
    for (const { manifest, steps, findings } of records) {
      expect(manifest).toMatchObject({
        state: "complete",
        adapter: { provenance: "measured" },
        training: {
          launcher: "slurm",
          logs: "tokwatt",
          stamps: "read",
          nodes: ["node-1", "node-2"],
          nodeCount: 2,
          units: 2,
        },
      });
      expect(manifest.training?.history.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["started", "ended"]));
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(steps.map(({ step }) => step)).toEqual(Array.from({ length: 45 }, (_, at) => at + 1));
      for (const sample of steps) expect(sample).toMatchObject({ steps: 1, tokens: 512, tokensFrom: "log" });
    }
  });

  test("the arms of a block learn the same, to the last digit: seed and data are the same", () => {
    const lossesBySystem = (systemId: string) =>
      records
        .filter(({ manifest }) => manifest.trial.systemId === systemId)
        .sort((one, other) => one.manifest.trial.repeat - other.manifest.trial.repeat)
        .map(({ steps }) => steps.map(({ loss }) => loss));
    const ascend = lossesBySystem("slurm-ascend");
    expect(ascend).toEqual(lossesBySystem("slurm-gpu"));
    expect(new Set(ascend.map((losses) => losses.at(-1))).size).toBe(3);
    for (const losses of ascend) expect(Number(losses.at(-1))).toBeLessThan(0.9 * Number(losses[0]));
  });

  test("the report compares their tokens per second, as a demonstration on processors", async () => {
    const { comparisons } = await readJudgement(resultsDir, {});
    expect(comparisons).toHaveLength(1);
    const row = comparisons[0]?.rows.find(({ metricId }) => metricId === "training-tokens-per-second");
    expect(row).toMatchObject({ primary: true, ratio: { kind: "ratio" } });
    expect(["better", "worse", "equivalent", "inconclusive"]).toContain(row?.verdict);
    const report = await tokwatt(["report", resultsDir]);
    expect(report.exitCode, report.err).toBe(0);
    expect(report.out).toContain("CPU stand-in");
  });
});

describe("a job on two nodes", () => {
  test("whose node fails, ends as a node failure", async () => {
    const run = await start("long");
    await run.reported(20);
    process.kill(await cluster.slurm.pidOf("slurmd-n4"), "SIGKILL");
    const { manifest } = await failedRecord(run);
    await cluster.slurm.repair();
    expect(manifest.failure).toMatchObject({ code: "job-node-failure", severity: "error" });
    expect(manifest.training).toMatchObject({ nodes: ["node-1", "node-2"] });
  });

  test("that somebody else cancels, ends as cancelled", async () => {
    const run = await start("long");
    await run.reported(20);
    const [number = ""] = await runningJobs("gpu");
    await cluster.slurm.command("scancel", number);
    const { manifest } = await failedRecord(run);
    expect(manifest.failure).toMatchObject({ code: "job-cancelled", severity: "error" });
    expect(manifest.training?.history.map(({ kind }) => kind).at(-1)).toBe("ended");
  });

  test("outlives a tokwatt that is killed, and is gone on with by --resume", async () => {
    const before = await jobNumbers("gpu");
    const killed = await start("resumed");
    await killed.reported(20);
    killed.kill();
    await killed.ended;
    const resumed = startTrainingRun(suitePath("resumed"), killed.resultsDir, cluster.environment, "--resume");
    const { exitCode, err } = await resumed.ended;
    expect(exitCode, err).toBe(0);
    const records = await recordsOf(killed.resultsDir);
    const complete = records.filter(({ manifest }) => manifest.state === "complete");
    expect(complete).toHaveLength(1);
    const [record] = complete;
    expect(record?.manifest.training).toMatchObject({ isReattached: true });
    expect(record?.findings.map(({ code }) => code)).toContain("job-reattached");
    expect(record?.steps.map(({ step }) => step)).toEqual(Array.from({ length: 410 }, (_, at) => at + 1));
    // Only what was read as it was written counts.
    const [first] = record?.steps ?? [];
    expect(record?.manifest.windows?.measure.startNs).toBeGreaterThan(first?.atNs ?? Number.NaN);
    // One job for both.
    expect((await jobNumbers("gpu")).filter((number) => !before.includes(number))).toHaveLength(1);
  });
});

test("a job that fills its time limit, ends as that", async () => {
  const { manifest } = await failedRecord(limited);
  expect(manifest.failure).toMatchObject({ code: "job-time-out", severity: "error" });
});

async function runningJobs(partition: string): Promise<readonly string[]> {
  const text = await cluster.slurm.command(
    "squeue",
    "--noheader",
    `--partition=${partition}`,
    "--states=RUNNING",
    "--format=%A",
  );
  return text.split("\n").filter((line) => line !== "");
}
