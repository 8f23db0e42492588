import { describe, expect, it } from "vitest";
import { placeAndCode, problemsOf, readWritten, smallTexts } from "./fixtures/written-suite.js";

/** Problems of the small suite with one text replaced in one of its files. */
async function problemsAfter(file: string, before: string | RegExp, after: string) {
  const texts = await smallTexts();
  const text = texts[file]!;
  const changed = text.replace(before, after);
  expect(changed).not.toBe(text);
  return problemsOf(readWritten({ ...texts, [file]: changed }));
}

const suite = "suite.yaml";
const alpha = "systems/alpha.yaml";
const chat = "workloads/chat.yaml";

describe("fields that contradict each other", () => {
  it.each([
    [chat, "low: 10, high: 20", "low: 30, high: 20", "8:37 low-above-high"],
    [chat, "low: 50, high: 200", "low: 300, high: 200", "7:54 low-above-high"],
    [chat, "mean: 100", "mean: 10", "7:36 mean-outside-limits"],
    [chat, /slo: .*/, "slo: {}", "13:6 empty-slo"],
    [suite, "order: interleaved", "order: sequential", "14:15 paired-not-interleaved"],
    [suite, "baseline: beta", "baseline: alpha", "13:15 same-system"],
    [suite, "baseline: beta", "baseline: gamma", "13:15 unknown-name"],
    [suite, "{ beta: 0.05 }", "{ gamma: 0.05 }", "17:25 unknown-name"],
    [suite, "{ ttft.p90: 0.05 }", "{ ttft.p95: 0.05 }", "15:42 unknown-name"],
    [suite, "[output-tokens-per-second]", "[tokens-per-watt]", "16:22 unknown-name"],
    [suite, "[output-tokens-per-second]", "[ttft.p90, ttft.p90]", "16:32 duplicate-entry"],
    [suite, "errorRate: 0.01", "clientCpuInvalid: 0.4", "18:29 limits-crossed"],
    [suite, "errorRate: 0.01", "sentOverDueDegraded: 0.5", "18:32 limits-crossed"],
    [alpha, "adapter: fixture", "adapter: fixtures", "4:10 unknown-name"],
    [alpha, "lifecycle: restart", "lifecycle: reset", "5:12 lifecycle-unsupported"],
    [alpha, "model: model-1", "model: /models/model-1", "11:10 path-as-name"],
    [alpha, "tokenizer: model-1", "tokenizer: C:\\models\\model-1", "13:14 path-as-name"],
    [alpha, "wattsLow: 60", "wattsLow: 160", "18:45 low-above-high"],
    [alpha, "to: board", "to: die", "18:28 bridge-not-widening"],
    [alpha, "adapter: fixture", "adapter: [fixture, spare]", "4:10 several-adapters"],
    [alpha, "adapter: fixture", "adapter: fixture\nadapter: spare", "5:1 duplicate-key"],
    [alpha, "use: fixture-meter", "use: wattmeter", "20:14 unknown-name"],
    [alpha, "rateHz: 10", "rateHz: -10", "20:48 out-of-range"],
    [alpha, "url: http://10.1.2.3:8000", "urls: http://10.1.2.3:8000", "7:3 unknown-key"],
  ])("%s: %s -> %s", async (file, before, after, expected) => {
    expect((await problemsAfter(file, before, after)).map(placeAndCode)).toEqual([`${file}:${expected}`]);
  });

  it.each([
    ["unit: package, count: 8", "packagesPerNode: 4, nodes: 2", []],
    ["unit: package, count: 6", "packagesPerNode: 4, nodes: 2", ["accelerators.count count-not-topology"]],
    ["unit: die, count: 16", "packagesPerNode: 4, nodes: 2", []],
    ["unit: die, count: 8", "packagesPerNode: 4, nodes: 2", ["accelerators.count count-not-topology"]],
    ["unit: node, count: 2", "packagesPerNode: 4, nodes: 2", []],
    ["unit: node, count: 8", "packagesPerNode: 4, nodes: 2", ["accelerators.count count-not-topology"]],
    ["unit: super-node, count: 2", "packagesPerNode: 8, nodes: 96, superNodes: 2", []],
    [
      "unit: super-node, count: 1",
      "packagesPerNode: 8, nodes: 96, superNodes: 2",
      ["accelerators.count count-not-topology"],
    ],
    ["unit: super-node, count: 1", "packagesPerNode: 8, nodes: 96", ["topology super-nodes-missing"]],
    [
      "unit: node, count: 96",
      "packagesPerNode: 8, nodes: 96, superNodes: 5",
      ["topology.superNodes nodes-not-divisible"],
    ],
    ["unit: node, count: 96", "packagesPerNode: 0, nodes: 96", ["topology.packagesPerNode out-of-range"]],
  ])("accelerators %s with topology %s", async (accelerators, topology, expected) => {
    const text = `accelerators: { name: accelerator, kind: npu, ${accelerators} }\ntopology: { diesPerPackage: 2, ${topology} }`;
    const texts = await smallTexts();
    const changed = { ...texts, [alpha]: texts[alpha]!.replace(/accelerators: .*/, text) };
    if (expected.length > 0) {
      const problems = await problemsOf(readWritten(changed));
      expect(problems.map(({ code, data }) => `${data["path"]} ${code}`)).toEqual(expected);
      return;
    }
    const { plan } = await readWritten(changed);
    expect(plan.systems[0]).toMatchObject({ accelerators: { kind: "npu" }, topology: { diesPerPackage: 2 } });
    expect(plan.hash).not.toBe((await readWritten(texts)).plan.hash);
  });

  it("refuses a bridge and a comparison that are declared twice", async () => {
    const bridge = "    - { from: package, to: board, wattsLow: 60, wattsHigh: 100, source: data sheet }\n";
    expect((await problemsAfter(alpha, bridge, bridge + bridge)).map(placeAndCode)).toEqual([
      `${alpha}:19:7 duplicate-bridge`,
    ]);
    const texts = await smallTexts();
    const comparison = texts[suite]!.match(/ {2}- candidate[\s\S]*?per-second\]\n/)?.[0] ?? "";
    expect((await problemsAfter(suite, comparison, comparison + comparison)).map(placeAndCode)).toEqual([
      `${suite}:17:5 duplicate-comparison`,
    ]);
  });

  it("lists the known names where none is near", async () => {
    const [problem] = await problemsAfter(alpha, "adapter: fixture", "adapter: warehouse");
    expect(problem).toMatchObject({
      hint: "known-plugins",
      data: { kind: "backend", known: "fixture, spare, trainer, self-trainer", suggestion: "" },
    });
  });
});

describe("fields that contradict each other beside fields that are wrong in themselves", () => {
  it("reports both in a workload", async () => {
    const problems = await problemsAfter(
      chat,
      /promptWords: .*\noutputTokens: .*/,
      'promptWords: { kind: uniform, low: 9, high: 2, hihg: 1 }\noutputTokens: { kind: normal, mean: 5, sd: "1", low: 10, high: 20 }',
    );
    expect(problems.map(placeAndCode)).toEqual([
      `${chat}:7:36 low-above-high`,
      `${chat}:7:48 unknown-key`,
      `${chat}:8:37 mean-outside-limits`,
      `${chat}:8:44 wrong-type`,
    ]);
  });

  it("reports both in a suite", async () => {
    const problems = await problemsAfter(
      suite,
      /order: interleaved\ncomparisons:\n {2}- candidate: alpha/,
      "order: sequential\nlimit: {}\ncomparisons:\n  - candidat: alpha",
    );
    expect(problems.map(placeAndCode)).toEqual([
      `${suite}:11:1 unknown-key`,
      `${suite}:13:5 unknown-key`,
      `${suite}:15:15 paired-not-interleaved`,
    ]);
  });

  it("reports both in a system, and the options of an adapter too", async () => {
    const problems = await problemsAfter(
      alpha,
      /lifecycle: restart\noptions:\n {2}url: .*/,
      "lifecycle: reset\noptions:\n  slots: 0",
    );
    expect(problems.map(placeAndCode)).toEqual([
      `${alpha}:5:12 lifecycle-unsupported`,
      `${alpha}:7:3 missing-key`,
      `${alpha}:7:10 out-of-range`,
    ]);
  });
});
