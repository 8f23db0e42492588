import { describe, expect, it } from "vitest";
import { judgeResults } from "../../src/compare/judge-results.js";
import type { Language } from "../../src/model/localized-text.js";
import type { Results } from "../../src/records/results-reader.js";
import { buildReport } from "../../src/report/build-report.js";
import {
  falling,
  makeSteps,
  makeTrainer,
  makeTraining,
  makeTrainingPlan,
  onA,
  trained,
} from "../compare/training-fixtures.js";
import { renderedText } from "./rendered-text.js";
import { readCsv } from "./renderers/read-csv.js";

const MOCK = { name: "mock", version: "1", provenance: "simulated", label: { en: "mock", zh: "模拟" } } as const;

function shown(from: Results, form: string, language: Language = "en", detail: "full" | "brief" = "full"): string {
  const report = buildReport(judgeResults(from), language, detail);
  // Wide enough that no sentence is folded.
  return renderedText(form, report, { color: false, width: 4000 });
}

const parallelism = { tensor: 8, pipeline: 4, context: 1, expert: 1 };

describe("the report on a training", () => {
  it("says in one line each what was trained, and how each system did it", () => {
    const text = shown(onA(undefined, { parallelism, nodeCount: 4, units: 32 }), "terminal");
    expect(text).toContain(
      "- tiny, pre-training in bf16: sequences of 100 tokens, 10 sequences a step; steps before the window: 2, in it: 20; 903,168 FLOP of the model a token\n",
    );
    expect(text).toContain(
      "- a: Megatron-LM 0.12; launched by slurm; nodes: 4; accelerators used: 32 (package); bf16, TP 8, PP 4, CP 1, EP 1; log read as megatron-lm (times of steps: as tokwatt read the log; tokens: steps x global batch x sequence length); MFU is of 100 TFLOP/s per package (bf16, dense; source: data sheet of X)\n",
    );
    expect(text).toContain("- b: Megatron-LM 0.12; launched by slurm; nodes: 1;");
  });

  it("says the same in Chinese", () => {
    const text = shown(onA(undefined, { parallelism }), "terminal", "zh");
    expect(text).toContain("- tiny，预训练，bf16：序列长度 100 个 token，每步 10 条序列；窗口前 2 步，窗口内 20 步；");
    expect(text).toContain("MFU 以每封装 100 TFLOP/s 为分母（bf16，稠密；来源：data sheet of X）");
    expect(text).toContain("TP 8, PP 4, CP 1, EP 1 对 TP 1, PP 1, CP 1, EP 1");
    expect(text).toContain("不是 MLPerf Training 成绩");
  });

  it("has no MFU where nobody states a peak", () => {
    const training = { launcher: { use: "slurm", options: {} }, logs: "megatron-lm", jobs: [] };
    const systems = [makeTrainer("a", { training }), makeTrainer("b")];
    const text = shown(trained(makeTrainingPlan({ systems })), "terminal");
    expect(text).toContain("no MFU, as no peak at bf16 is stated\n");
  });

  it("holds the losses against each other beside the answers and in a table", () => {
    const text = shown(onA({ loss: (step) => falling(step) * 1.02 }), "terminal");
    const sentence = "Loss at 22,000 consumed tokens: 2.42 (a) against 2.372 (b), 2 % apart; the workload allows 5 %.";
    expect(text.split(sentence)).toHaveLength(3);
    expect(text).toMatch(/^system +first tenth +last tenth +at 22,000 tokens +n +marks$/m);
    expect(text).toMatch(/^b +8 +2\.372 +2\.372 +5$/m);
  });

  it("says that other losses are other work, and gives no ratio", () => {
    const text = shown(onA({ loss: (step) => falling(step) * 0.9 }), "terminal");
    expect(text).toContain("10 % apart, which is more than the 5 % that the workload allows: not the same work.");
    expect(text).toContain("Training throughput: a and b are not comparable.");
    expect(text).not.toContain("times the value of b");
  });

  it("marks losses that were not measured", () => {
    const simulated = trained(undefined, () => ({ record: { manifest: { adapter: MOCK } } }));
    expect(shown(simulated, "terminal")).toMatch(/^a +8 +2\.372 +2\.372 +5 +mock$/m);
    expect(shown(simulated, "terminal")).toContain("- [mock] Loss at 22,000");
    const recorded = onA(undefined, { stamps: "log-clock" });
    expect(shown(recorded, "terminal")).toMatch(/^a +8 +2\.372 +2\.372 +5 +imported$/m);
    expect(shown(recorded, "terminal")).toContain("all times of steps are wall times of the log, nothing was stamped");
  });

  it("says that it is no MLPerf result, and what a sample and FLOPs are, in its brief form too", () => {
    for (const detail of ["full", "brief"] as const) {
      const text = shown(trained(), "terminal", "en", detail);
      expect(text).toContain("NOT an MLPerf Training result");
      expect(text).toContain("Of training, each sample is one run");
      expect(text).toContain("Model FLOPs of a token = 6 ×");
      expect(text).not.toContain("Requests inside a run");
    }
  });

  it("stands in Markdown and JSON, and in a summary of one system", () => {
    const alone = trained(makeTrainingPlan({ comparisons: [], systems: [makeTrainer("a")] }));
    expect(shown(alone, "markdown")).toContain("**What was trained, and how**");
    expect(shown(alone, "markdown")).toContain("| a | 8 | 2.372 | 2.372 | 5 |");
    const [summary] = JSON.parse(shown(alone, "json")).summaries;
    expect(summary).toMatchObject({
      training: { workload: { model: "tiny" }, losses: { equalTokens: 22_000 } },
      system: { training: { logs: "megatron-lm" } },
    });
  });

  it("gives programs a row for each loss of each system, with its stamps", () => {
    const losses = (of: Results) => readCsv(shown(of, "csv")).rows.filter((row) => row["row"] === "loss");
    const rows = losses(trained());
    expect(rows.map(({ system, metric, tokens, n }) => [system, metric, tokens, n])).toEqual([
      ["a", "loss.first-tenth", "", "5"],
      ["a", "loss.last-tenth", "", "5"],
      ["a", "loss.at-equal-tokens", "22000", "5"],
      ["b", "loss.first-tenth", "", "5"],
      ["b", "loss.last-tenth", "", "5"],
      ["b", "loss.at-equal-tokens", "22000", "5"],
    ]);
    expect(Number(rows[0]?.["value"])).toBeCloseTo((falling(1) + falling(2)) / 2, 9);
    const simulated = trained(undefined, () => ({ record: { manifest: { adapter: MOCK } } }));
    expect(losses(simulated)[0]).toMatchObject({ provenance: "simulated", stamps: "not-measured", marks: "mock" });
  });

  it("says what makes it a demonstration", () => {
    const minimum = { windowSeconds: 10, powerSamples: 5, steps: 1000 };
    const text = shown(trained(makeTrainingPlan({ workloads: [makeTraining({ minimum })] })), "terminal");
    expect(text).toContain("DEMONSTRATION, NOT A RESULT");
    expect(text).toContain("holds fewer than the 1000 steps");
  });

  it("says which runs were left out, and why", () => {
    const from = trained(undefined, ({ systemId, repeat }) =>
      systemId === "a" && repeat === 2 ? { steps: makeSteps({ count: 22, seconds: () => 1, loss: () => 5 }) } : {},
    );
    const text = shown(from, "terminal");
    expect(text).toMatch(/a--pretrain--2 .* invalid +left out +\[\d+\] \[\d+\]/);
    expect(text).toContain("The loss went from 5 (mean of the first tenth of the reports) to 5");
  });

  it("is there as well where no run of a side can be used", () => {
    const from = trained(undefined, ({ systemId }) =>
      systemId === "b" ? { steps: makeSteps({ count: 22, seconds: () => 1, loss: () => "NaN" }) } : {},
    );
    const text = shown(from, "terminal");
    expect(text).toContain("Training throughput: a and b are not comparable.");
    expect(text).toContain("No run of b can be used.");
    expect(text).toMatch(/^b +– +– +– +0$/m);
    expect(text).not.toContain("Loss at 22,000 consumed tokens:");
  });
});
