import { describe, expect, it } from "vitest";
import { problemsAfter, readChanged } from "./training-suite.js";

const suite = "suite.yaml";
const one = "systems/one.yaml";
const two = "systems/two.yaml";
const learn = "workloads/learn.yaml";

const CHAT = `workloads/learn.yaml`;
/** The training made an inference workload, and the primary metric one of inference. */
const asInference = [
  [
    CHAT,
    /model: [\s\S]*/,
    `api: chat
arrival: { kind: closed-loop, concurrency: 1 }
promptWords: { kind: fixed, value: 8 }
outputTokens: { kind: fixed, value: 8 }
outputPolicy: exact
temperature: 0
phases: { warmUpSeconds: 1, measureSeconds: 9, coolDownSeconds: 1, drainSeconds: 9 }
minimum: { windowSeconds: 9, powerSamples: 9 }
requestTimeoutSeconds: 9
`,
  ],
  [CHAT, "kind: training", "kind: inference"],
  [suite, "training-tokens-per-second", "output-tokens-per-second"],
] as const;

describe("systems that cannot run what the suite has for them", () => {
  it("may serve nothing, or train nothing, where nobody asks for it", async () => {
    const { plan } = await readChanged();
    expect(plan.systems.every(({ serving }) => serving === undefined)).toBe(true);
  });

  it("are named where the suite has inference for a system without serving", async () => {
    expect(await problemsAfter(...asInference)).toEqual([
      `${suite}:6:11 system-serves-nothing add-serving`,
      `${suite}:6:29 system-serves-nothing add-serving`,
    ]);
  });

  it("are named where their adapter cannot train", async () => {
    const serving = "serving: { model: m, precision: bf16, tokenizer: t }\n";
    expect(
      await problemsAfter([one, "adapter: trainer", "adapter: fixture"], [one, /training:\n[\s\S]*/, serving]),
    ).toEqual([`${suite}:6:11 system-cannot-train training-adapters`]);
  });

  it("are named where their file has no section for it", async () => {
    const serving = "serving: { model: m, precision: bf16, tokenizer: t }\n";
    expect(await problemsAfter([one, /training:\n[\s\S]*/, serving])).toEqual([
      `${suite}:6:11 system-trains-nothing add-training`,
    ]);
  });

  it("need neither section where their adapter trains by itself", async () => {
    const { plan, systems } = await readChanged(
      [one, "adapter: trainer", "adapter: self-trainer"],
      [one, /training:\n[\s\S]*/, ""],
    );
    expect(plan.systems[0]).not.toHaveProperty("training");
    expect(systems.get("one")?.training).toBeUndefined();
  });

  it("must say what they do", async () => {
    expect(await problemsAfter([one, /training:\n[\s\S]*/, ""])).toContain(
      `${one}:1:1 missing-key serving-or-training`,
    );
  });

  it("are named where they have no job for the workload, with the one that was probably meant", async () => {
    expect(await problemsAfter([two, "workload: learn", "workload: learns"])).toEqual([
      `${suite}:7:13 no-job job-did-you-mean`,
    ]);
    expect(await problemsAfter([two, "workload: learn", "workload: other-thing"])).toEqual([
      `${suite}:7:13 no-job add-job`,
    ]);
  });

  it("are named where ranks or sequences cannot be shared out", async () => {
    expect(await problemsAfter([learn, "tensor: 2", "pipeline: 3"])).toEqual([
      `${suite}:7:13 ranks-not-even job-parallelism`,
      `${suite}:7:13 ranks-not-even job-parallelism`,
    ]);
    expect(await problemsAfter([two, "units: 8", "units: 8\n      parallelism: { pipeline: 3 }"])).toEqual([
      `${suite}:7:13 ranks-not-even job-parallelism`,
    ]);
    expect(await problemsAfter([learn, "globalBatch: 32", "globalBatch: 30"])).toEqual([
      `${suite}:7:13 batch-not-even job-parallelism`,
      `${suite}:7:13 batch-not-even job-parallelism`,
    ]);
  });

  it("have a rank for each die where their framework counts dies", async () => {
    // 8 packages are 16 ranks, and 2 of them a copy: 8 copies share 32 sequences and not 36.
    const batch = [learn, "globalBatch: 32", "globalBatch: 36"] as const;
    expect((await readChanged(batch)).plan.workloads).toMatchObject([{ globalBatch: 36, parallelism: { tensor: 2 } }]);
    expect(await problemsAfter(batch, [two, "logs: fixture-logs", "logs: fixture-dies"])).toEqual([
      `${suite}:7:13 batch-not-even job-parallelism`,
    ]);
  });

  it("share out processors at will", async () => {
    const { plan } = await readChanged(
      [one, "kind: npu", "kind: cpu"],
      [two, "kind: npu", "kind: cpu"],
      [learn, "globalBatch: 32", "globalBatch: 31"],
    );
    expect(plan.workloads[0]).toHaveProperty("globalBatch", 31);
  });
});

describe("a comparison's primary metrics", () => {
  it("hold one for each kind of workload", async () => {
    expect(await problemsAfter([suite, "training-tokens-per-second", "output-tokens-per-second"])).toEqual([
      `${suite}:15:21 no-primary-metric-of-kind primary-metric-of-kind`,
    ]);
    const { plan } = await readChanged([suite, "training-tokens-per-second", "joules"]);
    expect(plan.comparisons[0]?.primaryMetrics).toEqual(["joules"]);
  });

  it("are not missed where one of them is only misspelt", async () => {
    expect(await problemsAfter([suite, "training-tokens-per-second", "training-tokens-per-secnd"])).toEqual([
      `${suite}:15:22 unknown-name did-you-mean`,
    ]);
  });
});

describe("a ladder of node counts", () => {
  const ladder = (rungs: string) =>
    [suite, "[workloads/learn.yaml]", `[{ file: workloads/learn.yaml, ${rungs} }]`] as const;

  it("makes a workload of each, the batch of the file being that of the first", async () => {
    const { plan } = await readChanged(ladder("nodes: [1, 2], scaling: weak"));
    expect(plan.workloads).toMatchObject([
      { id: "learn--n1", globalBatch: 32, rung: { ladder: "learn", of: "nodes", value: 1, scaling: "weak" } },
      { id: "learn--n2", globalBatch: 64, rung: { ladder: "learn", of: "nodes", value: 2, scaling: "weak" } },
    ]);
    expect(plan.workloads[1]?.title).toEqual({ en: "Learn, 2 nodes (weak scaling)", zh: "学习，2 个节点（弱扩展）" });
    expect(new Set(plan.workloads.map(({ hash }) => hash)).size).toBe(2);
    expect(plan.trials[0]).toMatchObject({ id: "one--learn--n1--1", workloadId: "learn--n1" });
    const strong = await readChanged(ladder("nodes: [2, 1], scaling: strong"));
    expect(strong.plan.workloads).toMatchObject([{ id: "learn--n2", globalBatch: 32 }, { globalBatch: 32 }]);
    const down = await readChanged(ladder("nodes: [2, 1], scaling: weak"));
    expect(down.plan.workloads).toMatchObject([{ globalBatch: 32 }, { id: "learn--n1", globalBatch: 16 }]);
  });

  it.each([
    ["nodes: [1, 2]", ["7:13 missing-key weak-or-strong"]],
    ["scaling: weak", ["7:43 scaling-without-nodes"]],
    ["nodes: [1, 2], scaling: week", ["7:67 invalid-value did-you-mean"]],
    ["nodes: [1, 1], scaling: weak", ["7:54 duplicate-entry"]],
    ["nodes: [0], scaling: weak", ["7:51 out-of-range"]],
    ["nodes: [], scaling: weak", ["7:50 wrong-count"]],
    ["nodes: [3, 1], scaling: weak", ["7:54 rung-batch-not-whole first-rung"]],
    ["concurrency: [1]", ["7:43 ladder-not-of-kind ladder-of-nodes"]],
    ["nodes: [1, 4], scaling: strong", ["7:54 rung-too-many-nodes", "7:54 rung-too-many-nodes"]],
  ])("is refused with place and hint: %s", async (rungs, expected) => {
    expect(await problemsAfter(ladder(rungs))).toEqual(expected.map((problem) => `${suite}:${problem}`));
  });

  it("needs jobs whose units grow with the nodes", async () => {
    const all = [two, "      units: 8\n", ""] as const;
    const onBoth = [two, "nodes: 1\n", "nodes: 2\n"] as const;
    // All 16 packages on 2 nodes are 8 on one.
    const { plan } = await readChanged(ladder("nodes: [1, 2], scaling: weak"), all, onBoth);
    expect(plan.workloads).toMatchObject([
      { id: "learn--n1", globalBatch: 32, rung: { value: 1 } },
      { id: "learn--n2", globalBatch: 64, rung: { value: 2 } },
    ]);
    const superNodes = [two, "unit: package, count: 16", "unit: super-node, count: 1"] as const;
    const topology = [two, "nodes: 2 }", "nodes: 2, superNodes: 1 }"] as const;
    expect(
      await problemsAfter(ladder("nodes: [2, 1], scaling: weak"), superNodes, topology, onBoth, [
        two,
        "units: 8",
        "units: 1",
      ]),
    ).toEqual([`${suite}:7:54 rung-units-not-whole job-units`]);
    expect(
      await problemsAfter(
        ladder("nodes: [1, 4], scaling: weak"),
        [two, /topology: .*\n/, ""],
        [one, /topology: .*\n/, ""],
      ),
    ).toEqual([
      `${suite}:7:54 rung-too-many-units job-of-one-node`,
      `${suite}:7:54 rung-too-many-units job-of-one-node`,
    ]);
  });

  it("is none of inference", async () => {
    expect(await problemsAfter(...asInference, ladder("nodes: [1], scaling: weak"))).toEqual(
      expect.arrayContaining([`${suite}:7:43 ladder-not-of-kind ladder-arrivals`]),
    );
  });
});
