import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RunManifest } from "../../src/model/run-record.js";
import { readResults } from "../../src/records/results-reader.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { createFakeSlurm } from "./fake-slurm.js";
import { fixture, said, startTokwatt, tokwatt } from "./tokwatt-command.js";

const SECRET = "tokwatt-test-secret-4711";

/** What the job's command is filled with. */
function job(stepMilliseconds: number, ending = "exit-0"): Readonly<Record<string, string>> {
  return {
    TOKWATT_TEST_NODE: process.execPath,
    TOKWATT_TEST_STEP_MS: String(stepMilliseconds),
    TOKWATT_TEST_ENDING: ending,
    TOKWATT_TEST_SECRET: SECRET,
  };
}

const run = (suite: string, results: string, ...more: readonly string[]): readonly string[] => {
  return ["run", fixture(`training/${suite}.yaml`), "--results", results, ...more];
};

async function manifestsOf(results: string): Promise<readonly RunManifest[]> {
  const { runs } = await readResults(results);
  return [...runs.values()].map(({ manifest }) => manifest);
}

/** Whether any process runs with this word in its command line. */
async function runs(word: string): Promise<boolean> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (line.split("\0").includes(word)) return true;
  }
  return false;
}

describe("tokwatt run of a training", () => {
  test("launches it, follows its log and shows what it did", async () => {
    const results = await temporaryFolder();
    const { exitCode, out, err } = await tokwatt(run("local", results), job(50));
    expect(err).not.toContain("error");
    expect(exitCode).toBe(0);
    expect(out).toContain("local-training");
    const [manifest] = await manifestsOf(results);
    expect(manifest).toMatchObject({ state: "complete", training: { launcher: "local", nodes: ["node-1"] } });
    expect(JSON.stringify(manifest)).not.toContain(SECRET);
    expect(JSON.stringify(manifest)).not.toContain(process.execPath);
    expect((await tokwatt(["compare", results])).exitCode).toBe(0);
  });

  test("ends with 3 where the job fails, and says why", async () => {
    const results = await temporaryFolder();
    const { exitCode, err } = await tokwatt(run("local", results), job(5, "exit-3"));
    expect(exitCode).toBe(3);
    expect(err).toContain("The job failed after step 42 (exit 3)");
  });

  test("leaves no process where it is interrupted", async () => {
    const results = await temporaryFolder();
    const child = startTokwatt(run("local", results, "--verbose"), job(20, "hang"));
    await said(child, "stderr", '"step":42');
    expect(await runs("hang")).toBe(true);
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
    expect(await runs("hang")).toBe(false);
    expect(await manifestsOf(results)).toMatchObject([{ state: "interrupted" }]);
  });

  test("finds the job again where it was killed, and measures what was left of it", async () => {
    const folder = await temporaryFolder();
    const results = join(folder, "results");
    const slurm = await createFakeSlurm(folder);
    const environment = { ...job(250), ...slurm.environment };
    const child = startTokwatt(run("slurm", results, "--verbose"), environment);
    await said(child, "stderr", '"step":4,');
    child.kill("SIGKILL");
    await child;
    const [killed] = await manifestsOf(results);
    expect(killed).toMatchObject({ state: "running", training: { ticket: "slurm 1" } });

    const { exitCode, err } = await tokwatt(run("slurm", results, "--resume"), environment);
    expect(err).not.toContain("error");
    expect(exitCode).toBe(0);
    const { runs: records } = await readResults(results);
    const found = [...records.values()].find(({ manifest }) => manifest.state === "complete");
    expect(found?.manifest).toMatchObject({ training: { isReattached: true, launcher: "slurm", nodes: ["node-1"] } });
    expect(found?.steps.at(-1)?.step).toBe(42);
    // One job was handed in, and not another one.
    expect(await readdir(slurm.state)).toEqual(["1"]);
    const { startNs = 0 } = found?.manifest.windows?.measure ?? {};
    const first = found?.steps.find(({ atNs }) => atNs === startNs);
    expect(first?.step).toBeGreaterThan(4);
    expect(JSON.stringify(found)).not.toContain("gpu-42");
    expect(found?.findings.map(({ code }) => code)).toContain("job-reattached");
  });

  test("launches another job where the one of the killed run has ended meanwhile", async () => {
    const folder = await temporaryFolder();
    const results = join(folder, "results");
    const slurm = await createFakeSlurm(folder);
    const environment = { ...job(20), ...slurm.environment };
    const child = startTokwatt(run("slurm", results, "--verbose"), environment);
    await said(child, "stderr", '"step":1,');
    child.kill("SIGKILL");
    await child;
    await expect.poll(() => readdir(join(slurm.state, "1")), { timeout: 60_000 }).toContain("exit");
    const { exitCode } = await tokwatt(run("slurm", results, "--resume"), environment);
    expect(exitCode).toBe(0);
    expect((await readdir(slurm.state)).sort()).toEqual(["1", "2"]);
    const { runs: records } = await readResults(results);
    const found = [...records.values()].find(({ manifest }) => manifest.state === "complete");
    expect(found?.findings.map(({ code }) => code)).toContain("job-ended-meanwhile");
    expect(found?.manifest.training).not.toHaveProperty("isReattached");
  });
});
