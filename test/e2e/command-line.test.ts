import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fixture, said, startTokwatt, tokwatt } from "./tokwatt-command.js";

describe("tokwatt", () => {
  test("shows its commands in the language of the environment", async () => {
    const english = await tokwatt(["--help"]);
    const chinese = await tokwatt(["--help"], { LC_ALL: "zh_CN.UTF-8" });
    expect([english.exitCode, chinese.exitCode]).toEqual([0, 0]);
    for (const command of ["plan", "run", "compare", "report", "list", "describe", "doctor", "serve", "completion"]) {
      expect(english.out).toContain(`tokwatt ${command}`);
      expect(chinese.out).toContain(`tokwatt ${command}`);
    }
    expect(english.out).toContain("Show what a suite would run");
    expect(chinese.out).toContain("显示套件将执行的内容");
  });

  test("answers every wrong use with exit code 2 and nothing on stdout", async () => {
    for (const words of [[], ["rnu"], ["run"], ["run", "x.yaml", "--reslts", "y"], ["list", "nonsense"]]) {
      expect(await tokwatt(words)).toMatchObject({ exitCode: 2, out: "", err: expect.stringContaining("error: ") });
    }
  });

  test("names every mistake of a suite with file, line and column", async () => {
    const folder = await temporaryFolder();
    const suite = join(folder, "suite.yaml");
    await writeFile(suite, "kind: suite\nid: x\nverison: '1'\nrepeats: many\nsystems: [none.yaml]\n");
    const { exitCode, out, err } = await tokwatt(["plan", suite]);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(`${suite}:3:1: `);
    expect(err).toContain('  Did you mean "version"?');
    expect(err).toContain(`${suite}:4:10: "repeats" must be a number; found "many".`);
    expect(err).toContain("none.yaml does not exist");
  });

  test("answers an empty results folder with exit code 3", async () => {
    const folder = await temporaryFolder();
    expect(await tokwatt(["compare", folder])).toMatchObject({ exitCode: 3, out: "" });
    expect(await tokwatt(["report", folder, "--format", "json"])).toMatchObject({ exitCode: 3, out: "" });
  });

  test("tells a results folder that is not there from an empty one", async () => {
    const { exitCode, err } = await tokwatt(["compare", "no-such-folder"]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining("There is no results folder no-such-folder.")]);
  });

  test("fails for an unwritable output before it looks at the results", async () => {
    const { exitCode, err } = await tokwatt(["report", "no-results", "--output", join("no-folder", "report.txt")]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining("cannot be written")]);
  });

  test("is quiet when nobody reads its output any more", async () => {
    const child = startTokwatt(["list"]);
    child.stdout.destroy();
    const { exitCode, stderr } = await child;
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  test("plans without running anything", async () => {
    const { exitCode, out, err } = await tokwatt(["plan", fixture("tiny.yaml")]);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toContain("trials: 6, about");
  });
});

describe("tokwatt serve", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("answers until %s, then ends well", async (signal) => {
    const child = startTokwatt(["serve", "benchmarks/systems/mock-gpu.yaml"]);
    let address = "";
    child.stdout.on("data", (chunk: Buffer) => {
      address += chunk.toString();
    });
    await said(child, "stdout", "\n");
    const [url] = address.match(/http:\S+/) ?? [];
    expect((await fetch(`${url}/v1/models`)).status).toBe(200);
    child.kill(signal);
    expect((await child).exitCode).toBe(0);
  });
});
