import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fixture, said, startTokwatt, tokwatt } from "./tokwatt-command.js";

const TINY = fixture("tiny.yaml");

describe("tokwatt run", () => {
  test("measures, keeps the records and ends with the comparison, which can be derived again", async () => {
    const results = await temporaryFolder();
    const { exitCode, out, err } = await tokwatt(["run", TINY, "--results", results]);
    expect(err).toContain("[6/6]");
    expect(exitCode).toBe(0);
    expect(out).toContain("DEMONSTRATION, NOT A RESULT");
    expect(out).toContain("NOT MEASURED ON REAL HARDWARE (mock)");
    expect(out).toContain("[demo, mock] Output throughput: ");
    expect(out).toContain("All runs of the plan: 6 of 6 used");
    expect((await readdir(results)).filter((name) => name.startsWith("tiny-"))).toHaveLength(6);

    const again = await tokwatt(["compare", results]);
    expect([again.exitCode, again.out]).toEqual([0, out]);

    const file = join(results, "report.json");
    const report = await tokwatt(["report", results, "--format", "json", "--output", file, "--lang", "zh"]);
    expect([report.exitCode, report.out]).toEqual([0, ""]);
    const model = JSON.parse(await readFile(file, "utf8"));
    expect(model).toMatchObject({
      format: "tokwatt.report",
      language: "zh",
      comparisons: [{ workload: { id: "tiny-chat" } }],
    });
    expect(JSON.parse((await tokwatt(["compare", results, "--json"])).out).comparisons).toEqual(model.comparisons);

    const { planHash, executionId } = model.comparisons[0];
    const selected = ["compare", results, "--plan", planHash.slice(0, 8), "--execution", executionId];
    expect((await tokwatt(selected)).exitCode).toBe(0);
    expect((await tokwatt(["compare", results, "--execution", "another"])).exitCode).toBe(3);
  });

  test("shows what the system of a suite did that compares nothing", async () => {
    const { exitCode, out } = await tokwatt(["run", fixture("alone.yaml"), "--results", await temporaryFolder()]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^Output throughput \(tok\/s\) ↑ +\d+ +1 +demo, mock/m);
    expect(out).toMatch(/^000-mock-gpu--tiny-chat--1 +mock-gpu .* valid +used/m);
  });

  test("ends with 3 when a trial failed, and still runs and shows the others", async () => {
    const results = await temporaryFolder();
    const { exitCode, out, err } = await tokwatt(["run", fixture("half-dead.yaml"), "--results", results]);
    expect(exitCode).toBe(3);
    expect(err).toContain("error: Nobody answers at http://127.0.0.1:9");
    expect(err).toContain("1 of 2 trials failed");
    expect(out).toContain("All runs of the plan: 1 of 2 used");
    expect((await tokwatt(["compare", results])).exitCode).toBe(3);
  });

  test("stops in order at the first signal, and resumes what is missing", async () => {
    const results = await temporaryFolder();
    const child = startTokwatt(["run", TINY, "--results", results]);
    await said(child, "stderr", "[2/6] mock-gpu, tiny-chat, repeat 1 ...");
    child.kill("SIGINT");
    const { exitCode, stdout, stderr } = await child;
    expect([exitCode, stdout]).toEqual([130, ""]);
    expect(stderr).toContain("Stopping: the run in progress keeps what it has.");
    expect(stderr).toContain("1 of 6 trials are done. Continue with: tokwatt run");

    const resumed = await tokwatt(["run", TINY, "--results", results, "--resume"]);
    expect(resumed.exitCode).toBe(0);
    expect(resumed.err).toContain("trials done: 1, to run: 5");
    expect(resumed.out).toContain("All runs of the plan: 6 of 7 used");

    const nothing = await tokwatt(["run", TINY, "--results", results, "--resume"]);
    expect([nothing.exitCode, nothing.out]).toEqual([0, resumed.out]);
    expect(nothing.err).toContain("Nothing was left to run.");
  });

  test("ends at once at the second signal", async () => {
    const child = startTokwatt(["run", TINY, "--results", await temporaryFolder()]);
    await said(child, "stderr", "[1/6]");
    const stopping = said(child, "stderr", "Stopping");
    child.kill("SIGINT");
    await stopping;
    child.kill("SIGINT");
    const { exitCode, stdout, stderr } = await child;
    expect([exitCode, stdout]).toEqual([130, ""]);
    expect(stderr).not.toContain("[2/6]");
  });

  test("has nothing to resume in an empty folder", async () => {
    const { exitCode, err } = await tokwatt(["run", TINY, "--results", await temporaryFolder(), "--resume"]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining("Nothing to resume")]);
  });
});
