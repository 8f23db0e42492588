import { describe, expect, it } from "vitest";
import { METRICS, metricsFor } from "../../src/metrics/all.js";
import { steadyTrace } from "../fixtures/records.js";
import { computeTraining, numberOf, smallModel, stepsAfter, tenSteps, viewTraining } from "./training-run.js";

const peak = { precision: "bf16", teraFlops: 1e-8, source: "a data sheet" } as const;
const training = { launcher: { use: "local", options: {} }, logs: "tokwatt", peak, jobs: [] };

describe("worked examples over ten steps of 32 tokens in 10 s, on two packages at 100 W", () => {
  it.each([
    ["training-tokens-per-second", 32],
    ["training-tokens-per-second-per-unit", 16],
    ["training-tokens-per-joule", 0.32],
    ["joules-per-training-token", 3.125],
    ["mean-watts", 100],
    ["joules", 1000],
    ["model-flops-per-token", 336],
    ["model-flops-per-second-per-unit", 5376],
    ["mfu", 0.5376],
    ["step-time.mean", 1],
    ["step-time.p50", 1],
    ["step-time.cv", 0],
    ["stall-share", 0],
  ])("%s", (id, expected) => {
    expect(numberOf(id, { system: { training } })).toBeCloseTo(expected, 12);
  });

  it("count the steps behind them", () => {
    expect(computeTraining("training-tokens-per-second")).toMatchObject({ count: 10, systematic: [] });
    const inPairs = stepsAfter(Array(5).fill(2), { steps: 2 });
    expect(computeTraining("training-tokens-per-second", { steps: inPairs })).toMatchObject({ value: 32, count: 10 });
  });

  it("leave out what was trained before and after the window", () => {
    const before = { ...tenSteps[0]!, index: 0, step: 4, atNs: -1e9, tokens: 1e6 };
    const after = { ...tenSteps[0]!, index: 12, step: 16, atNs: 11e9, tokens: 1e6 };
    expect(numberOf("training-tokens-per-second", { steps: [before, ...tenSteps, after] })).toBe(32);
  });
});

describe("the bound of late stamps", () => {
  const within = (startSeconds: number, endSeconds: number) =>
    stepsAfter(Array(10).fill(1), (place) => ({
      withinNs: (place < 0 ? startSeconds : place === 9 ? endSeconds : 0) * 1e9,
    }));
  const boundsOf = (id: string, steps = within(0.3, 0.7)) => {
    const value = computeTraining(id, { steps, system: { training } });
    return value.kind === "absent" ? [] : value.systematic;
  };

  it("is that of both edges over the window, turned over where the window is below the line", () => {
    for (const id of ["training-tokens-per-second", "training-tokens-per-second-per-unit", "mfu"]) {
      expect(boundsOf(id)).toMatchObject([{ kind: "step-stamps", assumed: false }]);
      expect(boundsOf(id)[0]!.factorLow).toBeCloseTo(1 / 1.1, 12);
      expect(boundsOf(id)[0]!.factorHigh).toBeCloseTo(1 / 0.9, 12);
    }
    expect(boundsOf("step-time.mean")).toMatchObject([{ factorLow: 0.9, factorHigh: 1.1 }]);
  });

  it("stands beside the meter's on tokens per joule", () => {
    // The meter's 1 % is that of `steadyTrace`.
    expect(boundsOf("joules-per-training-token")).toMatchObject([
      { kind: "meter", factorLow: 0.99, factorHigh: 1.01 },
      { kind: "step-stamps", factorLow: 0.9, factorHigh: 1.1 },
    ]);
    const [meter, stamps] = boundsOf("training-tokens-per-joule");
    expect([meter?.factorLow, meter?.factorHigh]).toEqual([1 / 1.01, 1 / 0.99]);
    expect([stamps?.factorLow, stamps?.factorHigh]).toEqual([1 / 1.1, 1 / 0.9]);
    expect(boundsOf("joules")).toHaveLength(1);
  });

  it("leaves no rate where it is as wide as the window", () => {
    const reason = { code: "step-edges-loose", data: { edgeSeconds: 10, windowSeconds: 10 } };
    for (const id of ["training-tokens-per-second", "training-tokens-per-joule", "mfu", "step-time.mean"]) {
      expect(computeTraining(id, { steps: within(5, 5), system: { training } })).toMatchObject({
        kind: "absent",
        reason,
      });
    }
  });
});

describe("MFU", () => {
  it("is absent where nobody knows the peak, while the rate is not", () => {
    const reason = { code: "peak-unknown", data: { system: "a", precision: "fp32" } };
    const shape = { facts: { precision: "fp32" }, system: { training } } as const;
    expect(computeTraining("mfu", shape)).toMatchObject({ kind: "absent", reason });
    expect(numberOf("model-flops-per-second-per-unit", shape)).toBe(5376);
  });

  it("is the same of the dies as of the packages of one Ascend 910C job", () => {
    const of = (unit: "die" | "package", units: number) => ({
      system: {
        accelerators: { name: "Ascend 910C", unit, count: units },
        training: { ...training, peak: { device: "ascend-910c" } },
      },
      facts: { units },
      workload: { globalBatch: 8 },
    });
    // 32 tokens/s x 336 FLOPs on 8 packages of twice 353.9 TFLOP/s.
    expect(numberOf("mfu", of("package", 8))).toBeCloseTo((32 * 336) / 8 / (2 * 353.9e12), 24);
    expect(numberOf("mfu", of("die", 16))).toBe(numberOf("mfu", of("package", 8)));
    const rate = "model-flops-per-second-per-unit";
    expect(numberOf(rate, of("package", 8))).toBe(2 * numberOf(rate, of("die", 16)));
  });

  it("divides by the accelerators of the job, not of the system", () => {
    const system = { accelerators: { name: "X", unit: "package", count: 64 }, training } as const;
    expect(numberOf("mfu", { system })).toBeCloseTo(0.5376, 12);
    expect(numberOf("training-tokens-per-second-per-unit", { system, facts: { units: 4 } })).toBe(8);
  });
});

describe("model FLOPs per token", () => {
  it("are fewer where only adapters learn: 4 x 48 frozen weights + 48 of attention + 6 x 10 adapter weights", () => {
    expect(numberOf("model-flops-per-token", { workload: { task: "lora", adapterWeights: 10 } })).toBe(300);
    expect(numberOf("model-flops-per-token", { workload: { task: "lora" } })).toBe(240);
    // The weights of adapters are nothing to a task that has none.
    expect(numberOf("model-flops-per-token", { workload: { adapterWeights: 10 } })).toBe(336);
  });

  it("are fewer where samples are packed: each token sees one instead of two", () => {
    expect(numberOf("model-flops-per-token", { workload: { packedLength: 2 } })).toBe(312);
  });

  it("are those of the experts that a token is routed to: 6 x (16 + 28 + 16) + 48", () => {
    const experts = { experts: 4, active: 2, innerDim: 3, sharedInnerDim: 1, denseLayers: 0 };
    expect(numberOf("model-flops-per-token", { workload: { model: { ...smallModel, experts } } })).toBe(408);
  });
});

describe("provenance", () => {
  const provenanceOf = (id: string, shape: Parameters<typeof computeTraining>[1]) => {
    const value = computeTraining(id, shape);
    return value.kind === "value" ? value.provenance : value.reason.code;
  };
  const adapter = { name: "mock", version: "1", provenance: "simulated" } as const;

  it("is that of the run, weaker where a formula or the framework's word is in the number", () => {
    const steps = stepsAfter(Array(10).fill(1), { claim: { mfu: 0.5 } });
    expect(provenanceOf("training-tokens-per-second", {})).toBe("measured");
    expect(provenanceOf("mfu", { system: { training } })).toBe("derived");
    expect(provenanceOf("model-flops-per-token", {})).toBe("derived");
    expect(provenanceOf("framework-mfu", { steps })).toBe("imported");
    expect(provenanceOf("mfu", { system: { training }, manifest: { adapter } })).toBe("simulated");
  });

  it("is imported for a job that had ended before it was read", () => {
    expect(provenanceOf("training-tokens-per-second", { facts: { stamps: "log-clock" } })).toBe("imported");
    expect(provenanceOf("joules", { facts: { stamps: "log-clock" } })).toBe("imported");
    const simulated = { facts: { stamps: "log-timer" }, manifest: { adapter } } as const;
    expect(provenanceOf("training-tokens-per-second", simulated)).toBe("simulated");
  });
});

describe("energy", () => {
  it("is absent where nothing can be lined up with the steps", () => {
    const reason = { code: "job-times-unknown" };
    expect(computeTraining("joules", { facts: { stamps: "log-timer" } })).toMatchObject({ kind: "absent", reason });
  });

  const kind = "npu";
  const topology = { diesPerPackage: 2, packagesPerNode: 2, nodes: 4 } as const;
  const system = { accelerators: { name: "X", kind, unit: "package", count: 8 }, topology } as const;
  const traces = (...nodes: readonly string[]) =>
    nodes.flatMap((shard) => ["0", "1"].map((chip) => steadyTrace(50, { id: `${shard}-${chip}`, kind, shard })));
  const job = { nodes: ["node-1", "node-2"], nodeCount: 2, units: 4 };

  it("is that of the job's nodes, where the system has more", () => {
    expect(numberOf("joules", { system, facts: job, power: traces("node-1", "node-2") })).toBe(2000);
    const whole = traces("node-1", "node-2", "node-3", "node-4");
    expect(computeTraining("joules", { system, facts: job, power: whole })).toMatchObject({
      reason: { code: "job-devices-not-all-metered", data: { metered: 8, expected: 4 } },
    });
  });

  it("is absent and names the node that has no power", () => {
    expect(computeTraining("training-tokens-per-joule", { system, facts: job, power: traces("node-1") })).toMatchObject(
      {
        reason: { code: "job-nodes-not-metered", data: { nodes: "node-2", boundary: "package", system: "a" } },
      },
    );
    // A meter of whole nodes is not counted, and the node is missed all the same.
    const wide = steadyTrace(400, { boundary: "node-dc", shard: "node-2" });
    expect(computeTraining("joules", { system, facts: job, power: [wide], boundary: "node-dc" })).toMatchObject({
      reason: { code: "job-nodes-not-metered", data: { nodes: "node-1", boundary: "node-dc" } },
    });
  });

  it("is that of a meter that is read from elsewhere, whatever nodes it feeds", () => {
    const rack = steadyTrace(900, { boundary: "node-ac" });
    expect(numberOf("joules", { system, facts: job, power: [rack], boundary: "node-ac" })).toBe(9000);
  });
});

describe("the end of the loss", () => {
  const withLoss = (losses: readonly (number | "NaN" | undefined)[]) =>
    stepsAfter(Array(losses.length).fill(10 / losses.length), (place) => ({ loss: losses[place] }));

  it("is the mean of the last tenth", () => {
    const losses = Array.from({ length: 20 }, (_, index) => 20 - index);
    expect(computeTraining("final-loss", { steps: withLoss(losses) })).toMatchObject({ value: 1.5, count: 2 });
    expect(computeTraining("final-loss", { steps: withLoss([3, 2, undefined]) })).toMatchObject({ value: 2, count: 1 });
  });

  it("is no number where there is none", () => {
    expect(computeTraining("final-loss")).toMatchObject({ reason: { code: "no-loss-reported" } });
    expect(computeTraining("final-loss", { steps: withLoss([3, "NaN"]) })).toMatchObject({
      reason: { code: "last-loss-not-finite" },
    });
  });
});

describe("what the framework says", () => {
  it("is a mean over its own time: 32 tokens at 16 and at 64 tokens/s are 64 in 2.5 s", () => {
    const claims = [16, 64];
    const steps = stepsAfter([5, 5], (place) => ({ claim: { tokensPerSecond: claims[place], teraFlopsPerDevice: 2 } }));
    expect(computeTraining("framework-tokens-per-second", { steps })).toMatchObject({ value: 25.6, count: 2 });
    expect(numberOf("framework-flops-per-device", { steps })).toBe(2e12);
    expect(computeTraining("framework-mfu", { steps })).toMatchObject({ reason: { code: "framework-does-not-say" } });
  });

  it("is compared with nothing", () => {
    const claims = METRICS.filter(({ id }) => id.startsWith("framework-"));
    expect(claims.map(({ group, better }) => [group, better])).toEqual(Array(3).fill(["server", "neither"]));
  });
});

describe("kinds of workloads", () => {
  it("share joules and watts, and nothing else", () => {
    const [inference, training] = [metricsFor("inference"), metricsFor("training")];
    const shared = inference.filter((metric) => training.includes(metric)).map(({ id }) => id);
    expect(shared).toEqual(["mean-watts", "joules"]);
    expect(new Set([...inference, ...training]).size).toBe(METRICS.length);
  });

  it("have no values of one another's metrics", () => {
    const view = viewTraining();
    if (view.kind === "absent") throw new Error(view.reason.code);
    const foreign = METRICS.filter(({ of }) => !of.includes("training"));
    expect(foreign.length).toBeGreaterThan(20);
    for (const metric of foreign) {
      expect(metric.compute(view), metric.id).toMatchObject({ reason: { code: "metric-of-other-workloads" } });
    }
  });
});

describe("a record that lacks something", () => {
  it("has no view", () => {
    expect(viewTraining({ manifest: { training: undefined } })).toMatchObject({
      reason: { code: "training-facts-missing" },
    });
    expect(viewTraining({ steps: tenSteps.slice(0, 1) })).toMatchObject({ reason: { code: "window-not-reached" } });
  });
});
