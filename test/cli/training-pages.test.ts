import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { stringify } from "yaml";
import { command as describeCommand } from "../../src/cli/commands/describe.js";
import { command as listCommand } from "../../src/cli/commands/list.js";
import { command as searchCommand } from "../../src/cli/commands/search.js";
import { trainingLines } from "../../src/cli/describe-training.js";
import { loadLine } from "../../src/cli/load-line.js";
import { planPage } from "../../src/cli/plan-page.js";
import type { Language } from "../../src/model/localized-text.js";
import { renderPage } from "../../src/report/renderers/terminal.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { problemsOf } from "../suite/fixtures/written-suite.js";
import { readChanged } from "../suite/training/training-suite.js";
import { fakeProcess, keepingStream } from "./fake-context.js";

const learn = "workloads/learn.yaml";

describe("the line of what a workload trains", () => {
  it.each<[Language, string]>([
    [
      "en",
      "learn: pre-training of small-model; 32 sequences of 512 tokens a step (16384 tokens), bf16; 5 + 50 steps; tensor parallel 2",
    ],
    [
      "zh",
      "learn：small-model 的预训练；每步 32 条序列，每条 512 个 token（共 16384 个），bf16；5 + 50 步；张量并行 2",
    ],
  ])("says it all (%s)", async (language, expected) => {
    const { plan } = await readChanged();
    expect(plan.workloads.map((workload) => loadLine(workload, language))).toEqual([expected]);
  });

  it("names adapters, packing and every kind of parallelism, and nothing that is not there", async () => {
    const plain = await readChanged([learn, /parallelism: .*\n/, ""]);
    expect(plain.plan.workloads.map((workload) => loadLine(workload, "en"))).toEqual([
      expect.stringMatching(/5 \+ 50 steps$/),
    ]);
    const { plan } = await readChanged(
      [learn, "task: pre-training", "task: lora\nadapterWeights: 1024"],
      [learn, "sequenceLength: 512", "sequenceLength: 512\npackedLength: 300"],
      [learn, "tensor: 2", "pipeline: 2, context: 4"],
    );
    expect(plan.workloads.map((workload) => loadLine(workload, "en"))).toEqual([
      "learn: LoRA fine-tuning of small-model; 32 sequences of 512 tokens a step (16384 tokens), bf16; 5 + 50 steps; 1024 weights in adapters; samples of 300 tokens packed; pipeline parallel 2; context parallel 4",
    ]);
  });
});

describe("the page of a plan that trains", () => {
  it("names launcher, log parser and jobs, steps and limits", async () => {
    const { plan } = await readChanged();
    const text = renderPage(planPage(plan, "en"), { width: 500, color: false });
    expect(text).toContain("one: Trainer; adapter trainer; restart; 16 × accelerator (package); serves nothing");
    expect(text).toContain("one trains by the launcher fixture-launcher, logs of fixture-logs; jobs for: learn");
    expect(text).toContain("50 measured steps (minimum 50, and a window of 60 s)");
    expect(text).toContain("share of the window that power readings must cover: 0.99");
    expect(text).not.toContain("event-loop");
    // 55 steps at 60 s for 50 of them; 10 min is when a job is given up.
    expect(text).toContain("about 1 min 06 s a trial if steps are just fast enough for that, at most 10 min 00 s");
  });

  it("says beforehand which workloads are demonstrations", async () => {
    const { plan } = await readChanged([learn, "steps: 50\nloss", "steps: 49\nloss"]);
    expect(renderPage(planPage(plan, "en"), { width: 500, color: false })).toContain(
      "learn measures 49 steps, fewer than its minimum of 50: its rows will be stamped as a demonstration.",
    );
  });
});

describe("how a system trains, described", () => {
  it("has a line for each part and each job", async () => {
    const { plan } = await readChanged(
      ["systems/one.yaml", "units: 8", "units: 8\n      precision: fp16\n      parallelism: { pipeline: 2 }"],
      ["systems/two.yaml", "{ device: ascend-910c }", "{ precision: bf16, teraFlops: 700, source: data sheet }"],
    );
    const [one, two] = plan.systems.map((system) => trainingLines({ system, trainsByItself: false }, "en"));
    expect(one).toEqual([
      "framework framework 1.0",
      "job launcher fixture-launcher; log parser fixture-logs",
      "peak: that of ascend-910c, by its maker",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
      "learn: 1 nodes, 8 × package; python train.py --steps ${totalSteps} (fp16; pipeline parallel 2)",
    ]);
    expect(two?.[2]).toBe("peak: 700 TFLOP/s per package at bf16. Source: data sheet");
  });

  it("says that an adapter needs none of it, and nothing of a system that only serves", async () => {
    const { plan } = await readChanged();
    const { training: _, ...serves } = plan.systems[0] ?? expect.fail();
    expect(trainingLines({ system: serves, trainsByItself: true }, "en")).toEqual([
      "by the adapter itself, any workload",
    ]);
    expect(trainingLines({ system: serves, trainsByItself: false }, "en")).toEqual([]);
  });

  it("stands on the page of a system that only trains, which is redacted", async () => {
    const file = join(await temporaryFolder(), "system.yaml");
    const job = {
      workload: "learn",
      nodes: 1,
      command: ["/home/somebody/train", "--token", "abcdef"],
      environment: {},
    };
    const system = {
      kind: "system",
      id: "trains",
      title: { en: "Trains", zh: "训练" },
      adapter: "gpu",
      lifecycle: "restart",
      accelerators: { name: "GPU", kind: "gpu", unit: "package", count: 8 },
      training: { launcher: { use: "local" }, logs: "megatron-lm", jobs: [job] },
    };
    await writeFile(file, stringify(system));
    const process = fakeProcess([], {});
    expect(await describeCommand.run({ system: file, json: false }, process.context)).toBe(0);
    expect(process.out()).toContain("nothing: the system only trains");
    expect(process.out()).toContain("job launcher local; log parser megatron-lm");
    expect(process.out()).toContain("peak: not stated, so there is no MFU");
    expect(process.out()).not.toMatch(/somebody|abcdef/);
  });
});

describe("tokwatt list", () => {
  const list = async (what: "models" | "adapters" | "workloads") => {
    const stdout = keepingStream(400);
    const options = { stdout: stdout.stream, environment: { NO_COLOR: "1" } };
    await listCommand.run({ what }, fakeProcess([], options).context);
    return stdout.text();
  };

  it("knows models, and what trains", async () => {
    expect(await list("models")).toMatch(/llama3\.1-8b +Llama 3\.1 8B +benchmarks\/models\/llama3\.1-8b\.yaml/);
    const adapters = await list("adapters");
    expect(adapters).toMatch(/Job launchers: .*slurm/);
    expect(adapters).toMatch(/Log parsers: .*megatron-lm/);
    expect(adapters).toMatch(/^mock .*yes, any workload$/m);
    expect(adapters).toMatch(/^null .*no$/m);
    expect(await list("workloads")).toMatch(/^llama2-70b-lora .* LoRA fine-tuning +benchmarks/m);
  });
});

test("tokwatt search refuses what it could not search", async () => {
  const values = { share: 0.99, resolution: 0.01, rounds: 1, seed: 1, results: "results", resume: false };
  const search = (system: string, workload: string) =>
    problemsOf(searchCommand.run({ ...values, system, workload, json: false, verbose: false }, fakeProcess().context));
  expect(await search("mock-gpu", "tiny-gpt")).toMatchObject([
    { code: "search-not-of-training", data: { workload: "tiny-gpt" }, hint: "search-of-inference" },
  ]);
  expect(await search("slurm-gpu", "chat-poisson")).toMatchObject([
    { code: "system-serves-nothing", data: { system: "slurm-gpu", workload: "chat-poisson" }, hint: "add-serving" },
  ]);
});
