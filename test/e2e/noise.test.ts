import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../records/temporary-folder.js";
import { writeGateSuite } from "./gate-suite.js";
import { said, startTokwatt, tokwatt } from "./tokwatt-command.js";

const SUITE = "benchmarks/suites/adaptive-demo.yaml";

describe("tokwatt aa, then tokwatt plan --detect", () => {
  test("measure the noise of two systems and say how many runs a difference needs", async () => {
    const [results, history] = [await temporaryFolder(), await temporaryFolder()];
    const aa = await tokwatt(["aa", SUITE, "--runs", "6", "--results", results, "--history", history]);
    expect(aa.exitCode, aa.err).toBe(0);
    expect(aa.err).toContain("[12/12]");
    expect(aa.err).toContain("The noise of 2 of 2 systems and workloads was added");
    expect(aa.out).toContain("NOT MEASURED ON REAL HARDWARE (mock)");
    expect(aa.out).toMatch(/mock-ascend on mock-training-demo: 6 of 6 runs used[\s\S]*mock-gpu on mock-training-demo/);

    const lines = (await readFile(join(history, "noise.jsonl"), "utf8")).trim().split("\n");
    const entries = lines.map((line) => JSON.parse(line));
    expect(entries.map(({ systemId }) => systemId).sort()).toEqual(["mock-ascend", "mock-gpu"]);
    // The mocks' speed differs by 1 % from run to run; what a busy machine adds is not for a test to say.
    for (const { metrics } of entries) expect(metrics["training-tokens-per-second"].cvHigh).toBeGreaterThan(0.01);

    const plan = await tokwatt(["plan", SUITE, "--detect", "3%", "--history", history]);
    expect(plan.exitCode, plan.err).toBe(0);
    expect(plan.out).toContain("Runs needed to find a difference of 3 % with 80 % chance");
    const json = await tokwatt(["plan", SUITE, "--detect", "3%", "--history", history, "--json"]);
    const [line] = JSON.parse(json.out).detection.lines;
    expect(line.candidateNoise).toMatchObject({ runs: 6, differs: [] });
    expect(line.answer.fewest).toBeLessThanOrEqual(line.answer.runs ?? Number.POSITIVE_INFINITY);
  });

  test("find a known slow-down, keep nothing of a session that was interrupted, and go on with it", async () => {
    const suite = await writeGateSuite({ systems: { head: 80_000, other: 80_000 } });
    const [results, history] = [await temporaryFolder(), await temporaryFolder()];
    const aa = ["aa", suite, "--runs", "6", "--system", "head", "--control", "60 %", "--json"];
    const folders = ["--results", results, "--history", history];
    const child = startTokwatt([...aa, ...folders]);
    await said(child, "stderr", "[3/12]");
    child.kill("SIGINT");
    const { exitCode, stdout } = await child;
    expect([exitCode, stdout]).toEqual([130, ""]);
    expect(existsSync(join(history, "noise.jsonl"))).toBe(false);

    const resumed = await tokwatt([...aa, ...folders, "--resume"]);
    expect(resumed.exitCode, resumed.err).toBe(0);
    expect(resumed.err).toContain("trials done: 2, to run: 10");
    const { cells } = JSON.parse(resumed.out);
    expect(cells).toMatchObject([{ systemId: "head", planned: 6, used: 6, isBlind: false }]);
    // What the harness sees and what the framework's timer says are slowed alike.
    const found = { isFound: true };
    expect(cells[0].noise.control.metrics).toMatchObject({
      "training-tokens-per-second": found,
      "step-time.mean": found,
    });
  });

  test("hold a later comparison against it, where a history is named", async () => {
    const suite = await writeGateSuite({ systems: { head: 80_000, base: 80_000 } });
    const [results, history] = [await temporaryFolder(), await temporaryFolder()];
    const folders = ["--results", results];
    const aa = await tokwatt(["aa", suite, "--runs", "6", "--system", "head", ...folders, "--history", history]);
    expect(aa.exitCode, aa.err).toBe(0);
    expect((await tokwatt(["run", suite, ...folders])).exitCode).toBe(0);

    const plain = await tokwatt(["compare", results]);
    expect([plain.exitCode, plain.out]).toEqual([0, expect.not.stringContaining("was ever injected")]);
    const unseen = (system: string) => `No slow-down was ever injected into ${system} in this environment`;
    const held = await tokwatt(["compare", results, "--history", history]);
    expect(held.exitCode, held.err).toBe(0);
    for (const system of ["head", "base"]) expect(held.out).toContain(unseen(system));

    // The same runs beside a history that was far calmer.
    const file = join(history, "noise.jsonl");
    const entry = JSON.parse(await readFile(file, "utf8"));
    for (const noise of Object.values<{ cv: number }>(entry.metrics)) noise.cv = 1e-7;
    await writeFile(file, `${JSON.stringify(entry)}\n`);
    const noisy = await tokwatt(["report", results, "--history", history, "--format", "json"]);
    const [{ rows }] = JSON.parse(noisy.out).comparisons;
    const primary = rows.find(({ primary }: { primary: boolean }) => primary);
    const sessions = primary.beside.filter(({ code }: { code: string }) => code === "noisy-session");
    expect(sessions).toMatchObject([{ data: { system: "head", stored: 1e-7, at: entry.at.slice(0, 10) } }]);

    const nowhere = await tokwatt(["compare", results, "--history", join(history, "not-there")]);
    expect([nowhere.exitCode, nowhere.out]).toEqual([2, ""]);
    expect(nowhere.err).toContain("There is no history folder");
  });

  test("say what to do where nothing is known yet, and refuse too few runs before they are made", async () => {
    const history = await temporaryFolder();
    const plan = await tokwatt(["plan", SUITE, "--detect", "3%", "--history", history]);
    expect(plan.exitCode).toBe(4);
    expect(plan.out.replace(/\s+/g, " ")).toContain(`tokwatt aa ${SUITE} --system mock-ascend`);
    const aa = await tokwatt(["aa", SUITE, "--runs", "5", "--system", "mock-gp", "--history", history]);
    expect(aa.exitCode).toBe(2);
    expect(aa.err).toContain("--runs must be >= 6");
    expect(aa.err).toContain('Did you mean "mock-gpu"?');
    const file = join(history, "a-file");
    await writeFile(file, "");
    const nowhere = await tokwatt(["aa", SUITE, "--history", file]);
    expect([nowhere.exitCode, nowhere.out]).toEqual([2, ""]);
    expect(nowhere.err).toContain("cannot be written");
  });
});
