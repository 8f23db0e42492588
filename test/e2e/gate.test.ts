import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "../../src/cli/commands/gate.js";
import type { GateArguments } from "../../src/cli/gate-arguments.js";
import type { GateReport } from "../../src/model/gate.js";
import { readHistory } from "../../src/records/history/read-history.js";
import { fakeProcess } from "../cli/fake-context.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { writeGateSuite } from "./gate-suite.js";
import { fixture, said, startTokwatt, tokwatt } from "./tokwatt-command.js";

/** Tokens per second. The margin is more than a half, so that a busy machine does not decide these tests. */
const [USUAL, SLOW] = [400_000, 80_000];
/** Of runs that are held against one another three by three, and so take longer. */
const [STEADY, SLOWER] = [200_000, 50_000];

describe("tokwatt gate against a base", () => {
  test("passes equal systems, writes every form that is asked for, and judges the same records again", async () => {
    const suite = await writeGateSuite({ systems: { head: STEADY, base: STEADY } });
    const results = await temporaryFolder();
    const [xml, page] = [join(results, "gate.xml"), join(results, "summary.md")];
    await writeFile(page, "before\n");
    const writes = ["--write", `junit=${xml}`, "--write", `summary=${page}`];
    const gate = await tokwatt(["gate", suite, "--results", results, "--format", "json", "--commit", "abc", ...writes]);
    expect(gate.exitCode, gate.err).toBe(0);
    const report: GateReport = JSON.parse(gate.out);
    expect(report).toMatchObject({ form: "base", decision: "ok", commit: "abc", lines: [{ decision: "ok" }] });
    expect(await readFile(xml, "utf8")).toContain("<testsuite");
    expect(await readFile(page, "utf8")).toMatch(/^before\n./s);

    const again = ["gate", suite, "--results", results, "--format", "json", "--commit", "abc", "--recorded"];
    const recorded = await tokwatt(again);
    expect([recorded.exitCode, JSON.parse(recorded.out)]).toEqual([0, report]);
    expect(recorded.err).not.toContain("[1/");
    const [executionId = ""] = report.executionIds;
    expect((await tokwatt([...again, "--execution", executionId])).exitCode).toBe(0);
  });

  test("ends with 1 where the head is slower", async () => {
    const suite = await writeGateSuite({ systems: { head: SLOWER, base: STEADY } });
    const { exitCode, out } = await tokwatt(["gate", suite, "--results", await temporaryFolder()]);
    expect(exitCode).toBe(1);
    expect(out).toContain("REGRESSED");
  });

  test("ends with 4 where the runs differ too much to tell, and with 0 where that is only a warning", async () => {
    const suite = await writeGateSuite({ systems: { head: USUAL, base: USUAL }, speedCv: 0.7, margin: "1 %" });
    const results = await temporaryFolder();
    const gate = await tokwatt(["gate", suite, "--results", results]);
    expect([gate.exitCode, gate.out]).toEqual([4, expect.stringContaining("INCONCLUSIVE")]);
    const warned = await tokwatt(["gate", suite, "--results", results, "--recorded", "--inconclusive=warn"]);
    expect(warned.exitCode).toBe(0);
  });
});

describe("tokwatt gate", () => {
  test("ends with 1 where a requirement is missed, with 2 where the suite has nothing to hold it against", async () => {
    const requirements = ["{ metric: training-tokens-per-second, atLeast: 9000000000 }"];
    const suite = await writeGateSuite({ systems: { head: USUAL }, requirements });
    const results = await temporaryFolder();
    expect((await tokwatt(["gate", suite, "--results", results])).exitCode).toBe(1);
    const wrong = ["gate", suite, "--against", "base", "--results", results];
    const { exitCode, err } = await tokwatt(wrong);
    expect([exitCode, err]).toEqual([2, expect.stringContaining('for a gate against "base"')]);
    expect((await tokwatt(["gate", fixture("alone.yaml"), "--results", results])).err).toContain('Write "comparisons"');
  });

  test("ends with 3 where nothing was measured", async () => {
    const results = await temporaryFolder();
    const dead = await tokwatt(["gate", fixture("gate/dead.yaml"), "--results", results, "--inconclusive=warn"]);
    expect([dead.exitCode, dead.out]).toEqual([3, expect.stringContaining("NOT COMPARABLE")]);
    const missing = await tokwatt([
      "gate",
      fixture("gate/dead.yaml"),
      "--results",
      await temporaryFolder(),
      "--recorded",
    ]);
    expect([missing.exitCode, missing.err]).toEqual([3, expect.stringContaining("was never run into")]);
  });

  test("says what is wrong with its options before anything is run", async () => {
    const suite = await writeGateSuite({ systems: { head: USUAL, base: USUAL } });
    const words = ["--control", "much", "--write", "junit", "--write", "junitt=a", "--execution", "x", "--add"];
    const { exitCode, err } = await tokwatt(["gate", suite, ...words]);
    expect(exitCode).toBe(2);
    for (const part of ["--control", 'not "junit"', '"junitt"', "--execution names"]) expect(err).toContain(part);
    const added = await tokwatt(["gate", suite, "--add", "--commit", "c"]);
    expect([added.exitCode, added.err]).toEqual([2, expect.stringContaining("--add keeps heads")]);
  });

  test("stops in order at the first signal, says nothing by half, and goes on from there", async () => {
    const suite = await writeGateSuite({ systems: { head: STEADY, base: STEADY } });
    const results = await temporaryFolder();
    const child = startTokwatt(["gate", suite, "--results", results]);
    await said(child, "stderr", "[2/6]");
    child.kill("SIGINT");
    const { exitCode, stdout, stderr } = await child;
    expect([exitCode, stdout]).toEqual([130, ""]);
    expect(stderr).toContain("and --resume: tokwatt gate");
    const resumed = await tokwatt(["gate", suite, "--results", results, "--resume", "--inconclusive=warn"]);
    expect(resumed.exitCode, resumed.err).toBe(0);
    expect(resumed.err).toContain("trials done: 1, to run: 5");
  });

  test("goes on with a control that was interrupted", async () => {
    const suite = await writeGateSuite({ systems: { head: SLOW }, margin: "10 %" });
    const words = ["gate", suite, "--results", await temporaryFolder(), "--control", "60 %", "--against", "history"];
    const child = startTokwatt(words);
    await said(child, "stderr", "[3/6]");
    child.kill("SIGINT");
    const { exitCode, stdout } = await child;
    expect([exitCode, stdout]).toEqual([130, ""]);
    const resumed = await tokwatt([...words, "--resume", "--inconclusive", "warn", "--format", "json"]);
    expect(resumed.exitCode, resumed.err).toBe(0);
    expect(resumed.err).toContain("trials done: 2, to run: 4");
    expect(JSON.parse(resumed.out)).toMatchObject({ control: { isBlind: false }, lines: [{}] });
  });

  test("finds its control, or is blind and runs nothing else", async () => {
    const control = ["--control", "60 %", "--against", "history", "--inconclusive", "warn", "--format", "json"];
    const seeing = await writeGateSuite({ systems: { head: SLOW }, margin: "10 %" });
    const found = await tokwatt(["gate", seeing, "--results", await temporaryFolder(), ...control]);
    expect(found.exitCode, found.err).toBe(0);
    expect(JSON.parse(found.out)).toMatchObject({ control: { slowdown: 0.6, isBlind: false }, lines: [{}] });

    const noisy = await writeGateSuite({ systems: { head: USUAL }, margin: "10 %", speedCv: 1 });
    const blind = await tokwatt(["gate", noisy, "--results", await temporaryFolder(), ...control]);
    expect(blind.exitCode).toBe(3);
    expect(JSON.parse(blind.out)).toMatchObject({ control: { isBlind: true }, lines: [] });
    expect(blind.err).not.toContain("gate: trials to run");
  });
});

/** The command in this process: starting one for each entry would take longer than the runs. */
async function gate(suite: string, changes: Partial<GateArguments>) {
  const process = fakeProcess();
  const exitCode = await command.run(
    {
      suite,
      against: "history",
      history: "history",
      results: "results",
      recorded: false,
      resume: false,
      inconclusive: "fail",
      format: "json",
      add: false,
      verbose: false,
      ...changes,
    },
    process.context,
  );
  return { exitCode, report: JSON.parse(process.out()) as GateReport, err: process.err() };
}

describe("tokwatt gate against history", () => {
  test("fills a history, alarms only by fresh runs, and never makes a regression its own baseline", async () => {
    const [results, history] = [await temporaryFolder(), await temporaryFolder()];
    const places = { results, history };
    const usual = await writeGateSuite({ systems: { head: USUAL } });
    for (let entry = 1; entry <= 10; entry += 1) {
      const { exitCode, report } = await gate(usual, {
        ...places,
        add: true,
        commit: `c${entry}`,
        inconclusive: "warn",
      });
      expect([exitCode, report.decision]).toEqual([0, "inconclusive"]);
    }
    expect((await readHistory(history)).entries.map(({ commit }) => commit)).toHaveLength(10);

    const same = await gate(usual, { ...places, commit: "same" });
    expect([same.exitCode, same.report.decision]).toEqual([0, "ok"]);
    const resumed = await gate(usual, { ...places, commit: "same", resume: true });
    expect([resumed.exitCode, resumed.report]).toEqual([0, same.report]);
    expect(resumed.err).toContain("Nothing was left to run.");

    const slower = await writeGateSuite({ systems: { head: SLOW } });
    const alarm = await gate(slower, { ...places, add: true, commit: "slow" });
    expect(alarm.exitCode).toBe(1);
    expect(alarm.report).toMatchObject({ decision: "regressed", lines: [{ isConfirmed: true }] });
    expect(alarm.report.executionIds).toEqual([
      expect.stringMatching(/^gate-\w{8}-/),
      expect.stringMatching(/^gate-confirm-/),
    ]);
    expect(alarm.err).toContain("Nothing is added to the history");
    expect((await readHistory(history)).entries).toHaveLength(10);

    // What was confirmed stays so in the records; without the fresh runs there is no alarm.
    const [first = ""] = alarm.report.executionIds;
    const recorded = await gate(slower, { ...places, recorded: true, execution: first, commit: "slow" });
    expect([recorded.exitCode, recorded.report]).toEqual([1, alarm.report]);
    await tokwatt(["run", slower, "--results", results]);
    const unchecked = await gate(slower, { ...places, recorded: true, commit: "slow" });
    expect(unchecked.exitCode).toBe(4);
    expect(unchecked.report.lines[0]).toMatchObject({
      isConfirmed: false,
      reasons: [{ code: "regression-unchecked" }],
    });
  });
});
