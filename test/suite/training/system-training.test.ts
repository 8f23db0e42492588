import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { checkOptionFiles } from "../../../src/suite/option-files.js";
import { checkVariables } from "../../../src/suite/variables.js";
import { type Change, problemsAfter, readChanged } from "./training-suite.js";

const one = "systems/one.yaml";

describe("how a system trains", () => {
  it("stands in the plan as its file says it", async () => {
    const { plan } = await readChanged();
    expect(plan.systems[0]).not.toHaveProperty("serving");
    expect(plan.systems[0]?.training).toEqual({
      framework: "framework 1.0",
      launcher: { use: "fixture-launcher", options: { partition: "p" } },
      logs: "fixture-logs",
      peak: { device: "ascend-910c" },
      jobs: [
        {
          workload: "learn",
          nodes: 1,
          units: 8,
          // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
          command: ["python", "train.py", "--steps", "${totalSteps}"],
          // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
          environment: { BATCH: "${globalBatch}" },
        },
      ],
    });
  });

  it("comes with launcher, log parser and absolute places to whoever opens it", async () => {
    const { systems } = await readChanged(
      [one, "{ partition: p }", "{ script: ./job.sh }"],
      [one, "units: 8", "units: 8\n      directory: ../work"],
    );
    const training = systems.get("one")?.training;
    expect([training?.launcher.name, training?.logs.name]).toEqual(["fixture-launcher", "fixture-logs"]);
    expect(training?.launcherOptions).toEqual({ script: expect.stringMatching(/^\/.*\/systems\/job\.sh$/) });
    expect(training?.jobs[0]?.directory).toMatch(/^\/.*\/work$/);
    expect(training?.jobs[0]?.directory).not.toContain("systems");
    expect(systems.get("two")?.training?.jobs[0]?.directory).toMatch(/^\/.*\/systems$/);
  });

  it("asks for the files that its launcher's options name", async () => {
    const { systems } = await readChanged([one, "{ partition: p }", "{ script: job.sh }"]);
    const files = systems.get("one")?.files ?? [];
    expect(files).toMatchObject([
      { path: "training.launcher.options.script", written: "job.sh", line: 11, place: resolve(files[0]?.place ?? "") },
    ]);
    expect(() => checkOptionFiles(files, {})).toThrow(expect.objectContaining({ name: "InputError" }));
  });

  it("asks for the variables of its launcher and its jobs, and not for figures of the workload", async () => {
    const { systems } = await readChanged(
      [one, "{ partition: p }", `{ partition: "\${PARTITION}" }`],
      [one, "train.py", `"\${CODE_DIR}/train.py"`],
      [one, "units: 8", `units: 8\n      directory: "\${WORK_DIR}/\${model}"`],
    );
    const variables = systems.get("one")?.variables ?? [];
    expect(variables.map(({ name, path }) => `${name} ${path}`)).toEqual([
      "PARTITION training.launcher.options.partition",
      "WORK_DIR training.jobs[0].directory",
      "CODE_DIR training.jobs[0].command[1]",
    ]);
    // A directory that begins with a variable is absolute once it is filled in.
    expect(systems.get("one")?.training?.jobs[0]?.directory).toMatch(/^\$\{WORK_DIR\}/);
    expect(() => checkVariables(variables, { PARTITION: "p", CODE_DIR: "/c" })).toThrow();
    checkVariables(variables, { PARTITION: "p", CODE_DIR: "/c", WORK_DIR: "" });
  });

  it("leaves the hash of systems without it as it was, and is in it otherwise", async () => {
    const [plain, other] = [await readChanged(), await readChanged([one, "units: 8", "units: 4"])];
    expect(other.plan.systems[0]?.hash).not.toBe(plain.plan.systems[0]?.hash);
    expect(other.plan.systems[1]?.hash).toBe(plain.plan.systems[1]?.hash);
  });

  it("takes a peak that is stated", async () => {
    const peak = "{ precision: fp8, teraFlops: 700, source: data sheet }";
    const { plan } = await readChanged([one, "{ device: ascend-910c }", peak]);
    expect(plan.systems[0]?.training?.peak).toEqual({ precision: "fp8", teraFlops: 700, source: "data sheet" });
  });

  it.each<readonly [before: string, after: string, expected: string]>([
    ["use: fixture-launcher", "use: fixture-luncher", "11:20 unknown-name did-you-mean"],
    ["use: fixture-launcher", "use: slurm", "11:20 unknown-name known-names"],
    ["logs: fixture-logs", "logs: fixture-log", "12:9 unknown-name did-you-mean"],
    ["{ partition: p }", "{ partitions: p }", "11:49 unknown-key did-you-mean"],
    ["{ partition: p }", "{ partition: 3 }", "11:60 wrong-type quote-text"],
    ["device: ascend-910c", "device: ascend-910d", "13:19 invalid-value did-you-mean"],
    ["{ device: ascend-910c }", "{ precision: bf16, teraFlops: 300 }", "13:9 missing-key"],
    ["nodes: 1\n", "nodes: 3\n", "16:14 job-too-many-nodes job-nodes"],
    ["units: 8", "units: 24", "17:14 job-too-many-units"],
    ["units: 8", "units: 9", "17:14 job-node-too-full job-units"],
    ["nodes: 1\n      units: 8", "nodes: 2\n      units: 7", "17:14 job-units-not-even job-units"],
    ["      units: 8\n", "", "15:7 job-node-too-full job-units"],
    ["command: [python,", "command: python #", "18:16 wrong-type command-as-list"],
    [/command: .*/.source, "command: []", "18:16 wrong-count command-as-list"],
    ["{totalSteps}", "{totalStep}", "18:44 unknown-template-name did-you-mean"],
    ["{totalSteps}", "{everything}", "18:44 unknown-template-name template-names"],
    ["{globalBatch}", "{globalbatch}", "19:29 unknown-template-name did-you-mean"],
    ["BATCH:", "1BATCH:", "19:22 not-a-variable-name"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
    ["nodes: 1\n", "nodes: 1\n      directory: ../${steps}/${sep}\n", "17:18 unknown-template-name did-you-mean"],
    ["adapter: trainer", "adapter: fixture", "9:1 adapter-trains-nothing training-adapters"],
  ])("%s -> %s", async (before, after, expected) => {
    const change: Change = [one, before.includes(".*") ? new RegExp(before) : before, after];
    expect((await problemsAfter(change)).filter((problem) => problem.startsWith(one))).toEqual([`${one}:${expected}`]);
  });

  it("knows the closest figure of a workload", async () => {
    const [problem] = await readChanged([one, "{totalSteps}", "{totalStep}"]).then(
      () => [],
      (error) => error.problems,
    );
    expect(problem).toMatchObject({
      code: "unknown-template-name",
      data: { path: "training.jobs[0].command[3]", name: "totalStep", suggestion: "totalSteps" },
    });
  });

  it("refuses two jobs for one workload", async () => {
    const job = /\n {4}- workload: learn[\s\S]*/;
    const twice = "\n    - { workload: learn, nodes: 1, units: 8, command: [a] }".repeat(2);
    expect(await problemsAfter([one, job, `${twice}\n`])).toEqual([`${one}:16:19 duplicate-job`]);
  });

  it("gets all its mistakes at once", async () => {
    expect(
      await problemsAfter(
        [one, "use: fixture-launcher", "use: fixture-luncher"],
        [one, "logs: fixture-logs", "logs: fixture-log"],
        [one, "nodes: 1\n", "nodes: 3\n"],
        [one, "{totalSteps}", "{totalStep}"],
        [one, "{globalBatch}", "{globalbatch}"],
      ),
    ).toEqual([
      `${one}:11:20 unknown-name did-you-mean`,
      `${one}:12:9 unknown-name did-you-mean`,
      `${one}:16:14 job-too-many-nodes job-nodes`,
      `${one}:18:44 unknown-template-name did-you-mean`,
      `${one}:19:29 unknown-template-name did-you-mean`,
    ]);
  });

  it("counts nodes where the unit is the node", async () => {
    const accelerators = /accelerators: .*/;
    const nodes = "accelerators: { name: a, kind: npu, unit: node, count: 2 }";
    expect(await problemsAfter([one, accelerators, nodes])).toEqual([`${one}:17:14 job-too-many-units`]);
    expect(await problemsAfter([one, accelerators, nodes], [one, "units: 8", "units: 2"])).toEqual([
      `${one}:17:14 job-units-not-nodes job-units`,
    ]);
    const { plan } = await readChanged([one, accelerators, nodes], [one, "units: 8", "units: 1"]);
    expect(plan.systems[0]?.training?.jobs[0]?.units).toBe(1);
  });
});
