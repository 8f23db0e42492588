import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkAdd, isFitToKeep } from "../../src/cli/gate-add.js";
import { type GateArguments, readGateArguments, resumeCommand } from "../../src/cli/gate-arguments.js";
import { chooseForm, controlQuestion } from "../../src/cli/gate-form.js";
import { checkOutputs, readOutputs, writeOutputs } from "../../src/cli/gate-outputs.js";
import { gateReport } from "../../src/compare/gate/gate-report.js";
import { judgeGate } from "../../src/compare/gate/judge-gate.js";
import { hintText, problemText } from "../../src/locales/catalogue.js";
import { InputError } from "../../src/model/errors.js";
import { warning } from "../../src/model/finding.js";
import type { Plan } from "../../src/model/plan.js";
import { alonePlan, drawn, gatePlan, historyPlan, THROUGHPUT } from "../compare/gate/gate-fixtures.js";
import { makeComparison } from "../fixtures/records.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fakeProcess } from "./fake-context.js";

const GIVEN: GateArguments = {
  suite: "suite.yaml",
  history: "history",
  results: "results",
  recorded: false,
  resume: false,
  inconclusive: "fail",
  format: "terminal",
  add: false,
  verbose: false,
};

function problemsOf(attempt: () => unknown) {
  try {
    attempt();
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error("no problem");
}

/** Sentences without a gap that nobody filled: in both languages, the hint too. */
function expectSaid(problems: ReturnType<typeof problemsOf>): void {
  for (const problem of problems) {
    for (const language of ["en", "zh"] as const) {
      const texts = [problemText(language, problem), hintText(language, problem) ?? ""];
      for (const text of texts) expect(text).not.toMatch(/\{\w+[:}]/);
      expect(texts[0]).not.toContain(problem.code);
    }
  }
}

describe("the options of a gate", () => {
  it("are all in the command that goes on with it: without --against it would answer another question", () => {
    expect(resumeCommand(GIVEN)).toBe("tokwatt gate suite.yaml --history history --results results --resume");
    const given = { ...GIVEN, against: "history", add: true, resume: true, control: "5 %", commit: "it's" } as const;
    expect(
      resumeCommand({ ...given, inconclusive: "warn", format: "json", write: ["junit=a b.xml"], workers: 2 }),
    ).toBe(
      "tokwatt gate suite.yaml --against history --history history --results results --control '5 %' " +
        "--inconclusive warn --commit 'it'\\''s' --format json --workers 2 --write 'junit=a b.xml' --add --resume",
    );
  });

  it("are complained about all at once, the workers too", () => {
    const problems = problemsOf(() => readGateArguments({ ...GIVEN, control: "much", workers: 0 }));
    expect(problems.map(({ code }) => code)).toEqual(["option-not-fraction", "workers-not-whole"]);
  });

  it("name a history that the head could not be kept in, before anything is run", async () => {
    const history = join(await temporaryFolder(), "file");
    await mkdir(dirname(history), { recursive: true });
    await writeFile(history, "");
    const chosen = readGateArguments({ ...GIVEN, add: true, commit: "c", history });
    const refused = await checkAdd(chosen, fakeProcess().context).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).problems.map(({ code }) => code)).toEqual(["output-not-writable"]);
  });

  it("name every file that cannot be written", async () => {
    const folder = await temporaryFolder();
    const words = ["junit", "json"].map((name) => `${name}=${join(folder, "no", name)}`);
    const refused = await checkOutputs(readOutputs(words)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).problems).toHaveLength(2);
  });

  it("are understood", () => {
    const words = ["junit=out/gate.xml", "markdown=a=b.md"];
    const chosen = readGateArguments({ ...GIVEN, control: "5%", write: words });
    expect(chosen.control).toBe(0.05);
    expect(chosen.outputs.map(({ surface, file }) => [surface.name, file])).toEqual([
      ["junit", "out/gate.xml"],
      ["markdown", "a=b.md"],
    ]);
    expect(readGateArguments({ ...GIVEN, write: "json=g.json" }).outputs).toHaveLength(1);
    expect(readGateArguments(GIVEN)).toMatchObject({ control: undefined, outputs: [] });
  });

  it("have all their mistakes named at once", () => {
    const wrong = { control: "5", write: ["junit", "junitt=x", "=x"], execution: "x", commit: " " };
    const problems = problemsOf(() => readGateArguments({ ...GIVEN, ...wrong }));
    expect(problems.map(({ code }) => code)).toEqual([
      "gate-execution-is-recorded",
      "history-commit-empty",
      "option-not-fraction",
      "gate-write-malformed",
      "unknown-name",
      "unknown-name",
    ]);
    expectSaid(problems);
  });

  it("do not ask for runs and for none", () => {
    const problems = problemsOf(() => readGateArguments({ ...GIVEN, recorded: true, resume: true, control: "5 %" }));
    expect(problems.map(({ data }) => data["option"])).toEqual(["resume", "control"]);
    expectSaid(problems);
  });

  it("do not write two forms into one file", () => {
    const problems = problemsOf(() => readOutputs(["junit=a", "summary=a", "json=b"]));
    expect(problems).toMatchObject([{ code: "gate-write-twice", data: { path: "a" } }]);
    expectSaid(problems);
  });
});

describe("the files of a gate", () => {
  const report = gateReport(judgeGate(drawn(), { form: "base", selection: {} }), { inconclusive: "fail" });

  it("are replaced as a whole, or appended to where the form is one of those", async () => {
    const folder = await temporaryFolder();
    const [json, summary] = [join(folder, "gate.json"), join(folder, "summary.md")];
    await writeFile(json, "old");
    await writeFile(summary, "old\n");
    const outputs = readOutputs([`json=${json}`, `summary=${summary}`]);
    await checkOutputs(outputs);
    expect(await readFile(summary, "utf8")).toBe("old\n");
    await writeOutputs(report, outputs, "en");
    expect(JSON.parse(await readFile(json, "utf8"))).toMatchObject({ format: "tokwatt.gate" });
    expect(await readFile(summary, "utf8")).toMatch(/^old\n./s);
    expect((await readdir(folder)).sort()).toEqual(["gate.json", "summary.md"]);
  });

  it("are refused before the first run where they cannot be written", async () => {
    const outputs = readOutputs([`json=${join(await temporaryFolder(), "nowhere", "gate.json")}`]);
    await expect(checkOutputs(outputs)).rejects.toThrow(/output-not-writable/);
    await expect(writeOutputs(report, outputs, "en")).rejects.toThrow(/output-not-writable/);
    const appended = readOutputs([`summary=${join(await temporaryFolder(), "nowhere", "page.md")}`]);
    await expect(writeOutputs(report, appended, "en")).rejects.toThrow(/output-not-writable/);
  });
});

describe("what a head is held against", () => {
  const requirements = [{ metric: THROUGHPUT, bound: "at-least", limit: 1 }] as const;
  const history = historyPlan().gate?.history;
  const all = gatePlan({ gate: { requirements, history } });

  it.each([
    ["the base", all, "base"],
    ["requirements, where there is no base", { ...all, comparisons: [] }, "requirement"],
    ["the history, where there is nothing else", historyPlan(), "history"],
  ] as const)("is %s", (_, plan, form) => {
    expect(chooseForm(plan as Plan, undefined, "suite.yaml")).toBe(form);
  });

  it("is what was asked for", () => {
    for (const form of ["base", "history", "requirement"] as const) expect(chooseForm(all, form, "s")).toBe(form);
  });

  it("must stand in the suite", () => {
    const bare = gatePlan({ comparisons: [] });
    const nothing = problemsOf(() => chooseForm(bare, undefined, "suite.yaml"));
    expect(nothing).toMatchObject([{ code: "gate-nothing-to-hold", file: "suite.yaml" }]);
    expectSaid(nothing);
    for (const form of ["base", "history", "requirement"] as const) {
      const missing = problemsOf(() => chooseForm(bare, form, "suite.yaml"));
      expect(missing).toMatchObject([{ code: "gate-form-missing", data: { form }, hint: `gate-form-${form}` }]);
      expectSaid(missing);
    }
  });
});

describe("the control of a gate", () => {
  it("asks by the rule of the gate", () => {
    const { head, rule, family } = controlQuestion(gatePlan(), "base", 0.05);
    expect(family).toBe(1);
    const twice = gatePlan().comparisons.flatMap((one) => [one, { ...one, baseline: "other" }]);
    expect(controlQuestion(gatePlan({ comparisons: twice }), "base", 0.05).family).toBe(2);
    expect(head.id).toBe("head");
    expect(rule).toEqual({
      analysis: "welch",
      confidence: 0.95,
      margins: { default: 0.02, metrics: {} },
      primaryMetrics: [THROUGHPUT],
    });
    expect(controlQuestion(historyPlan(), "history", 0.05).rule.primaryMetrics).toEqual([THROUGHPUT]);
  });

  it.each([
    ["a fixed requirement", alonePlan({}), "requirement", 0.05, "gate-control-needs-margins"],
    ["a gate of energy alone", historyPlan(["tokens-per-joule"]), "history", 0.05, "gate-control-no-metric"],
    ["a slow-down within the margin", gatePlan(), "base", 0.02, "gate-control-within-margin"],
  ] as const)("is refused for %s", (_, plan, form, slowdown, code) => {
    const problems = problemsOf(() => controlQuestion(plan, form, slowdown));
    expect(problems).toMatchObject([{ code }]);
    expectSaid(problems);
  });

  it("may have one metric whose margin is narrow enough", () => {
    const margins = { default: 0.5, metrics: { "ttft.mean": 0.01 } };
    const primaryMetrics = [THROUGHPUT, "ttft.mean"];
    const comparisons = [makeComparison({ candidate: "head", baseline: "base", margins, primaryMetrics })];
    expect(() => controlQuestion(gatePlan({ comparisons }), "base", 0.05)).not.toThrow();
  });
});

describe("a head that is to be kept", () => {
  const plan = gatePlan();
  const lines = (speed: number) =>
    judgeGate(drawn({ plan, cv: 0.003, speeds: { head: speed } }), { form: "base", selection: {} }).lines;

  it("is one that did not regress, and of which that is known", () => {
    expect(isFitToKeep({ lines: lines(1) })).toBe(true);
    expect(isFitToKeep({ lines: lines(1.1) })).toBe(true);
    expect(isFitToKeep({ lines: lines(0.9) })).toBe(false);
    expect(isFitToKeep({ lines: [] })).toBe(false);
    const unchecked = lines(1).map((line) => ({ ...line, reasons: [warning("regression-unchecked")] }));
    expect(isFitToKeep({ lines: unchecked })).toBe(false);
  });
});
