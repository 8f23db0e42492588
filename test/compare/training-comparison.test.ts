import { describe, expect, it } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { judgeResults } from "../../src/compare/judge-results.js";
import { DEFINITION_SETS } from "../../src/metrics/definitions/all.js";
import { failure } from "../../src/model/finding.js";
import type { TrainingFacts } from "../../src/model/training-facts.js";
import type { Results } from "../../src/records/results-reader.js";
import { makeRecord, makeTrace, makeWorkload } from "../fixtures/records.js";
import { codes, results } from "./results-fixtures.js";
import { falling, makeSteps, makeTrainer, makeTraining, makeTrainingPlan, onA, trained } from "./training-fixtures.js";

function compare(from: Results) {
  const [comparison] = compareResults(from);
  if (comparison === undefined) throw new Error("nothing was compared");
  const row = (id: string) => comparison.rows.find(({ metricId }) => metricId === id);
  return { comparison, row };
}

describe("two trainings of one workload", () => {
  it("are compared by the metrics of training, on speed and on energy", () => {
    const { comparison, row } = compare(trained());
    expect(row("output-tokens-per-second")).toBeUndefined();
    expect(row("training-tokens-per-second")).toMatchObject({ verdict: "better", primary: true });
    expect(row("training-tokens-per-second")?.ratio).toMatchObject({ kind: "ratio", ratio: expect.closeTo(1.1, 3) });
    // Both draw 100 W: who is faster needs fewer joules.
    expect(row("training-tokens-per-joule")?.ratio).toMatchObject({ ratio: expect.closeTo(1.1, 2) });
    expect(comparison.differences).toEqual([]);
    expect(comparison.runs.map(({ validity, used }) => [validity, used])).toEqual(Array(10).fill(["valid", true]));
  });

  it("say what was trained, how, and what was learnt", () => {
    const { comparison } = compare(
      onA({ loss: (step) => falling(step) * 1.02 }, { parallelism: { tensor: 2, pipeline: 1, context: 1, expert: 1 } }),
    );
    expect(comparison.training?.workload).toMatchObject({ model: "tiny", globalBatch: 10, warmUpSteps: 2, steps: 20 });
    expect(comparison.training?.workload.flopsPerToken).toBeGreaterThan(1e5);
    expect(comparison.candidate.training).toMatchObject({
      launcher: "slurm",
      logs: "megatron-lm",
      framework: "Megatron-LM 0.12",
      nodeCount: 1,
      units: 2,
      stamps: ["read"],
      tokensFrom: ["workload"],
      peak: { flopPerSecond: 1e14, precision: "bf16", source: "data sheet of X" },
    });
    const at = (falling(21) + falling(22)) / 2;
    expect(comparison.training?.losses).toMatchObject({
      equalTokens: 22_000,
      band: 0.05,
      relative: expect.closeTo(0.02, 6),
      systems: [{ atEqualTokens: expect.closeTo(at * 1.02, 6) }, { atEqualTokens: expect.closeTo(at, 6), runs: 5 }],
    });
    expect(codes(comparison.differences)).toEqual(["parallelism-differs"]);
  });

  it("are not comparable where they have not learnt the same", () => {
    const { comparison, row } = compare(onA({ loss: (step) => falling(step) * 0.9 }));
    expect(codes(comparison.differences)).toEqual(["losses-differ"]);
    expect(comparison.differences[0]).toMatchObject({ severity: "error", data: { tokens: 22_000 } });
    expect(row("training-tokens-per-second")).toMatchObject({ verdict: "not-comparable" });
  });

  it("have their losses compared at equal tokens, not at the end", () => {
    // Half the tokens a step: at its end `a` is where `b` was half way.
    const early = onA({ tokens: 500, loss: (step) => falling(step / 2) });
    const { comparison } = compare(early);
    expect(comparison.training?.losses).toMatchObject({ equalTokens: 11_000 });
    expect(Math.abs(comparison.training?.losses?.relative ?? 1)).toBeLessThan(0.05);
    expect(codes(comparison.differences)).not.toContain("losses-differ");
    const { last } = comparison.training?.losses?.systems[0] ?? {};
    expect(last).toBeGreaterThan(1.05 * (comparison.training?.losses?.systems[1]?.last ?? 0));
  });

  it("leave out a run that learnt nothing, and one with an error, and say why", () => {
    const wrong = failure("job-not-as-asked", { what: "global-batch", asked: 10, said: 20 });
    const from = trained(makeTrainingPlan(), ({ systemId, repeat }) => {
      if (systemId === "a" && repeat === 2) return { steps: makeSteps({ count: 22, seconds: () => 1, loss: () => 5 }) };
      return systemId === "a" && repeat === 3 ? { record: { findings: [wrong] } } : {};
    });
    const { comparison } = compare(from);
    const left = comparison.runs.filter(({ used }) => !used);
    expect(left.map(({ leftOut, findings }) => [leftOut?.code, ...codes(findings)])).toEqual([
      ["training-invalid", "loss-not-falling"],
      ["training-invalid", "job-not-as-asked"],
    ]);
    expect(codes(comparison.caveats)).toEqual(expect.arrayContaining(["runs-left-out", "few-runs"]));
  });

  it("name what else differs", () => {
    const facts: Partial<TrainingFacts> = {
      precision: "fp8",
      framework: "MindSpeed-LLM 2.1",
      stamps: "log-clock",
      nodeCount: 2,
      units: 4,
    };
    const { comparison } = compare(onA({ changes: () => ({ tokensFrom: "log" }) }, facts));
    expect(comparison.differences.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      "warning precision-differs",
      "warning step-stamps-differ",
      "note framework-differs",
      "note nodes-differ",
      "note units-used-differ",
      "warning token-counts-differ",
    ]);
    const systems = [makeTrainer("a", { accelerators: { name: "X", unit: "die", count: 4 } }), makeTrainer("b")];
    const units = compare(trained(makeTrainingPlan({ systems })));
    expect(codes(units.comparison.differences)).toEqual(["unit-differs"]);
    expect(units.row("training-tokens-per-second-per-unit")?.verdict).toBe("not-comparable");
    expect(units.row("training-tokens-per-second")?.verdict).toBe("better");
  });
});

describe("caveats of a training", () => {
  const caveatsOf = (from: Results) => codes(compare(from).comparison.caveats);

  it("are few where all is well: no start of a server is missing", () => {
    const systems = ["a", "b"].map((id) => makeTrainer(id, { lifecycle: "attached" }));
    expect(caveatsOf(trained(makeTrainingPlan({ systems })))).toEqual([
      "training-steadiness-unknown",
      "training-steadiness-unknown",
      "tokens-by-workload",
      "tokens-by-workload",
      "one-machine-each",
    ]);
  });

  it("name jobs that had ended before, and jobs that were found again", () => {
    expect(caveatsOf(onA(undefined, { stamps: "log-timer" }))).toContain("job-recorded");
    expect(caveatsOf(onA(undefined, { isReattached: true }))).toContain("job-reattached-in-runs");
  });

  it("name a precision that the workload did not ask for", () => {
    const { caveats } = compare(onA(undefined, { precision: "fp8" })).comparison;
    const found = caveats.filter(({ code }) => code === "precision-not-asked");
    expect(found).toMatchObject([{ data: { system: "a", precision: "fp8", asked: "bf16" } }]);
  });

  it("hold the framework's timer against the stamps, within 5 %", () => {
    const timed = (share: number) =>
      compare(onA({ seconds: () => 1, changes: () => ({ stepSeconds: share }) })).comparison.caveats.filter(
        ({ code }) => code === "framework-timer-differs",
      );
    expect(timed(0.96)).toEqual([]);
    expect(timed(0.9)).toMatchObject([{ data: { system: "a", direction: "shorter", runs: 5, of: 5 } }]);
    expect(timed(1.1)[0]?.data["relative"]).toBeCloseTo(0.1, 6);
  });

  it("count what happened within the window only", () => {
    const changes = (step: number) => ({
      ...(step === 2 || step === 12 ? { after: ["checkpoint" as const] } : {}),
      ...(step === 1 || step === 20 ? { skipped: 1 } : {}),
    });
    const { caveats } = compare(onA({ changes })).comparison;
    expect(caveats.filter(({ code }) => code === "checkpoints-in-window")).toMatchObject([
      { data: { checkpoints: 5 } },
    ]);
    expect(caveats.filter(({ code }) => code === "steps-skipped")).toMatchObject([{ data: { skipped: 5 } }]);
  });
});

describe("a demonstration of training", () => {
  const stampsOf = (minimum: Partial<ReturnType<typeof makeTraining>["minimum"]>) => {
    const all = { windowSeconds: 10, powerSamples: 5, steps: 20, ...minimum };
    const { comparison } = compare(trained(makeTrainingPlan({ workloads: [makeTraining({ minimum: all })] })));
    return [
      ...comparison.stamps.map(({ kind }) => kind),
      ...codes(comparison.caveats).filter((code) => code.startsWith("demo")),
    ];
  };

  it("has a short window, few steps or few readings", () => {
    expect(stampsOf({})).toEqual([]);
    for (const minimum of [{ windowSeconds: 60 }, { steps: 21 }, { powerSamples: 100 }]) {
      expect(stampsOf(minimum)).toEqual(["demonstration", "demonstration-training"]);
    }
  });
});

describe("other judgements of trainings", () => {
  it("sum up a system that is compared with nothing", () => {
    const alone = makeTrainingPlan({ comparisons: [], systems: [makeTrainer("a")] });
    const { comparisons, summaries } = judgeResults(trained(alone));
    expect(comparisons).toEqual([]);
    expect(summaries).toMatchObject([
      { system: { training: { units: 2 } }, training: { workload: { model: "tiny" } } },
    ]);
    expect(summaries[0]?.training?.losses?.relative).toBeUndefined();
    expect(summaries[0]?.rows.map(({ metricId }) => metricId)).toContain("mfu");
    expect(summaries[0]?.rows.map(({ metricId }) => metricId)).not.toContain("ttft.p99");
  });

  it("leave trainings out of another tool's definitions and say so, and fail where nothing is left", () => {
    const chat = makeWorkload();
    const both = makeTrainingPlan({ workloads: [chat, makeTraining()] });
    const from = results({ plan: both, record: (trial, of) => makeRecord({ plan: of, trial }) });
    const comparisons = compareResults(from, {}, DEFINITION_SETS.vllm);
    expect(comparisons.map(({ workload }) => workload.id)).toEqual(["chat"]);
    const [left] = comparisons[0]?.caveats.filter(({ code }) => code === "workloads-without-definitions") ?? [];
    expect(left).toMatchObject({ data: { workloads: "pretrain" } });
    expect(() => compareResults(trained(), {}, DEFINITION_SETS.vllm)).toThrow("definitions-without-workload");
  });
});

describe("the energy of a training", () => {
  const topology = { diesPerPackage: 1, packagesPerNode: 2, nodes: 2 };
  const accelerators = { name: "X", kind: "gpu", unit: "package", count: 4 } as const;
  const plan = makeTrainingPlan({ systems: ["a", "b"].map((id) => makeTrainer(id, { accelerators, topology })) });
  /** Jobs on some nodes of two packages each, of which some have both of their packages metered. */
  const metered = (jobNodes: readonly string[], ...nodes: readonly string[]) =>
    trained(plan, () => {
      const times = Array.from({ length: 40 }, (_, index) => index - 1);
      const power = nodes.flatMap((shard) =>
        ["0", "1"].map((device) => {
          const header = { id: `${shard}-${device}`, device: `${shard} ${device}`, shard, kind: "gpu" } as const;
          return makeTrace({ header, times, values: times.map(() => 100) });
        }),
      );
      const shards = ["client", ...nodes].map((alias) => ({
        alias,
        wallUnixMs: 0,
        offsetNs: 0,
        offsetUncertaintyNs: 0,
      }));
      const facts = { nodes: jobNodes, nodeCount: jobNodes.length, units: 2 * jobNodes.length };
      return { facts, record: { power, manifest: { shards } } };
    });

  it("is that of all nodes of the job", () => {
    const { comparison, row } = compare(metered(["node-1", "node-2"], "node-1", "node-2"));
    expect(comparison.boundary).toBe("package");
    expect(comparison.candidate.metering).toMatchObject([{ boundary: "package", meters: 4 }]);
    expect(row("mean-watts")?.candidate.summary).toMatchObject({ point: expect.closeTo(400, 6) });
  });

  it("is none where a node has no meter, which is named", () => {
    const { comparison } = compare(metered(["node-1", "node-2"], "node-1"));
    expect(comparison.boundary).toMatchObject({ reason: { code: "job-nodes-not-metered", data: { nodes: "node-2" } } });
  });

  it("needs no meters of the nodes that the job did not use", () => {
    const { comparison, row } = compare(metered(["node-1"], "node-1"));
    expect(comparison.boundary).toBe("package");
    expect(row("mean-watts")?.candidate.summary).toMatchObject({ point: expect.closeTo(200, 6) });
  });
});
