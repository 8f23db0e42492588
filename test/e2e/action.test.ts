import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { EXIT } from "../../src/model/exit-codes.js";
import { GATE_DECISIONS, GATE_FORMS } from "../../src/model/gate.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FIXTURES = fileURLToPath(new URL("fixtures/ci/", import.meta.url));

interface Step {
  readonly name: string;
  readonly id?: string;
  readonly shell: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
  readonly "working-directory"?: string;
}

interface Action {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly required?: boolean; default?: string }>
  >;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(await readFile(path.join(ROOT, "action.yml"), "utf8")) as Action;
let folder: string;

/** What the runner gives to a job: a workspace, and files that the steps write into. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tokwatt-action-"));
  // The suites name their systems relative to this checkout.
  await cp(path.join(ROOT, "benchmarks"), path.join(folder, "benchmarks"), { recursive: true });
  await mkdir(path.join(folder, "test/e2e/fixtures"), { recursive: true });
  await cp(FIXTURES, path.join(folder, "test/e2e/fixtures/ci"), { recursive: true });
});
beforeEach(() => writeFile(path.join(folder, "summary"), "What an earlier line of the step wrote\n"));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly exitCode: number | undefined;
  readonly out: string;
  /** Of the action, as a workflow sees them. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the steps as the runner of GitHub does: one after the other, each script in bash with its options, until one fails. */
async function use(
  given: Readonly<Record<string, string>>,
  extra: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const inputs = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [name, one.default ?? ""])),
    ...given,
  };
  const known: Record<string, string> = { "github.action_path": ROOT };
  for (const [name, value] of Object.entries(inputs)) known[`inputs.${name}`] = value;
  const fill = (text: string) => text.replace(/\$\{\{ (.*?) \}\}/g, (_, name: string) => known[name] ?? "");
  const result = { exitCode: 0 as number | undefined, out: "" };
  for (const step of action.runs.steps) {
    const script = path.join(folder, "step.sh");
    const outputs = path.join(folder, "outputs");
    await writeFile(script, step.run);
    await writeFile(outputs, "");
    const environment = Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)]);
    const { exitCode, all } = await execa("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: path.resolve(folder, fill(step["working-directory"] ?? ".")),
      env: {
        ...Object.fromEntries(environment),
        GITHUB_OUTPUT: outputs,
        GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
        RUNNER_TEMP: folder,
        ...extra,
      },
      all: true,
      reject: false,
      stdin: "ignore",
    });
    result.out += `${all}\n`;
    result.exitCode = exitCode;
    for (const line of (await readFile(outputs, "utf8")).split("\n")) {
      const [, name, value] = /^([\w-]+)=(.*)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) known[`steps.${step.id}.outputs.${name}`] = value;
    }
    if (exitCode !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, fill(value)]);
  const summary = await readFile(path.join(folder, "summary"), "utf8");
  return { ...result, outputs: Object.fromEntries(outputs), summary };
}

const MET = { suite: "test/e2e/fixtures/ci/met.yaml", path: ROOT };
const MISSED = { suite: "test/e2e/fixtures/ci/missed.yaml", path: ROOT };

describe("action.yml", () => {
  test("is a composite action that pastes nothing into its scripts", () => {
    expect(action.runs.using).toBe("composite");
    for (const { run, shell } of action.runs.steps) {
      expect(shell).toBe("bash");
      expect(run).not.toContain("${{");
    }
    expect(Object.entries(action.inputs).flatMap(([name, { required }]) => (required ? [name] : []))).toEqual([
      "suite",
    ]);
  });

  test("hands every input on, and names the forms and decisions that there are", () => {
    const text = JSON.stringify(action.runs.steps);
    for (const name of Object.keys(action.inputs)) expect(text).toContain(`\${{ inputs.${name} }}`);
    for (const form of GATE_FORMS) expect(action.inputs["against"]?.description).toContain(form);
    const { decision } = action.outputs as unknown as Record<string, { description: string }>;
    for (const word of GATE_DECISIONS) expect(decision?.description).toContain(word);
  });

  test("passes where the requirement is met, and leaves a comment, a summary and annotations", async () => {
    const { exitCode, out, outputs, summary } = await use({ ...MET, junit: "gate.xml", json: "gate.json" });
    expect(exitCode, out).toBe(EXIT.ok);
    expect(outputs).toEqual({ decision: "ok", "exit-code": "0", markdown: path.join(folder, "tokwatt-gate.md") });
    expect(await readFile(outputs["markdown"] ?? "", "utf8")).toContain("<!-- tokwatt:requirement-met:requirement -->");
    expect(summary).toMatch(/^What an earlier line of the step wrote\n## tokwatt gate: Requirement met/);
    expect(out).toMatch(
      /^::notice title=\[demo%2C mock\] tokwatt gate%3A Requirement met%2C 100 %25 %3A%3Aerror%3A%3A::OK: 1 ok/m,
    );
    expect(out).not.toMatch(/^::(error|warning)/m);
    expect(await readFile(path.join(folder, "gate.xml"), "utf8")).toContain('tests="1" failures="0" errors="0"');
    expect(JSON.parse(await readFile(path.join(folder, "gate.json"), "utf8"))).toMatchObject({ exitCode: EXIT.ok });
  });

  test("keeps the exit code of a regression, and what was written before it", async () => {
    const { exitCode, out, outputs, summary } = await use({ ...MISSED, markdown: "out.md", language: "zh" });
    expect(exitCode, out).toBe(EXIT.regression);
    expect(outputs).toEqual({ decision: "regressed", "exit-code": "1", markdown: path.join(folder, "out.md") });
    expect(summary).toContain("未达要求");
    expect(out).toMatch(/^::error title=.*::未达要求/m);
  });

  test("judges what was measured before, in a folder of its own", async () => {
    const here = { ...MET, suite: "met.yaml", "working-directory": "test/e2e/fixtures/ci", results: "records" };
    expect((await use({ ...here, recorded: "true" })).outputs["decision"]).toBe("failed");
    const first = await use(here);
    expect(first.exitCode, first.out).toBe(EXIT.ok);
    const again = await use({ ...here, recorded: "true" });
    expect(again.outputs).toMatchObject({ decision: "ok", "exit-code": "0" });
    expect(again.outputs["markdown"]).toBe(path.join(folder, "test/e2e/fixtures/ci/tokwatt-gate.md"));
  });

  test("tells wrong use from a regression, and calls nothing ok that has no report", async () => {
    await writeFile(path.join(folder, "tokwatt-gate.md"), "of an earlier gate");
    const { exitCode, out, outputs } = await use({ ...MET, suite: "missing $(touch broken-out) suite.yaml" });
    expect(exitCode).toBe(EXIT.usage);
    expect(outputs).toEqual({ decision: "failed", "exit-code": "2", markdown: "" });
    expect(out).toMatch(/^::error title=tokwatt gate::tokwatt ended with exit code 2 and wrote no report/m);
    await expect(readFile(path.join(folder, "broken-out"))).rejects.toThrow("ENOENT");
  });

  test("takes no crash for a regression", async () => {
    const broken = path.join(folder, "broken/dist/cli");
    await mkdir(broken, { recursive: true });
    await writeFile(path.join(broken, "main.js"), 'throw new Error("disk full");\n');
    const { exitCode, outputs } = await use({ ...MET, path: path.join(folder, "broken") });
    expect(exitCode).toBe(EXIT.measurement);
    expect(outputs).toEqual({ decision: "failed", "exit-code": "3", markdown: "" });
  });

  test("takes no suite for an option, no gate without a report for a pass, and no folder for a regression", async () => {
    const option = await use({ ...MET, suite: "--version" });
    expect([option.exitCode, option.outputs["decision"]]).toEqual([EXIT.usage, "failed"]);
    const directory = await use({ ...MET, markdown: "." });
    expect([directory.exitCode, directory.outputs["exit-code"]]).toEqual([EXIT.usage, "2"]);
    const silent = path.join(folder, "silent/dist/cli");
    await mkdir(silent, { recursive: true });
    await writeFile(path.join(silent, "main.js"), "");
    const { exitCode, outputs } = await use({ ...MET, path: path.join(folder, "silent") });
    expect(exitCode).toBe(EXIT.measurement);
    expect(outputs).toEqual({ decision: "failed", "exit-code": "3", markdown: "" });
  });

  test("refuses an old Node and a folder without tokwatt before anything is measured", async () => {
    const bin = path.join(folder, "old-node");
    await mkdir(bin, { recursive: true });
    const script = '#!/bin/sh\nif [ "$1" = --version ]; then echo v18.20.0; else exit 1; fi\n';
    await writeFile(path.join(bin, "node"), script, { mode: 0o755 });
    const old = await use(MET, { PATH: `${bin}:${process.env["PATH"]}` });
    expect(old.exitCode).toBe(EXIT.usage);
    expect(old.out).toMatch(/^::error title=tokwatt gate::Node v18.20.0 is too old/m);
    const nowhere = await use({ ...MET, path: path.join(folder, "nowhere") });
    expect(nowhere.exitCode).toBe(EXIT.measurement);
    expect(nowhere.outputs).toEqual({ decision: "", "exit-code": "", markdown: "" });
  });
});
