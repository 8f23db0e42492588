import { describe, expect, it } from "vitest";
import { mockBackend } from "../../src/backends/mock/adapter.js";
import { expectedRates } from "../../src/backends/mock/known-answer.js";
import { type MockOptions, mockOptionsSchema } from "../../src/backends/mock/options.js";
import { expectedTraining } from "../../src/backends/mock/training/expected-training.js";
import { createRegistry } from "../../src/contract/registry.js";
import { createJobLauncherRegistry } from "../../src/jobs/launch/all.js";
import { logParsers } from "../../src/jobs/logs/all.js";
import type { Bridge } from "../../src/model/boundary.js";
import { readSystem } from "../../src/suite/read-system.js";
import { readWorkload } from "../../src/suite/read-workload.js";

const vocabulary = {
  backends: createRegistry("backend", [mockBackend]),
  powerSources: createRegistry("power-source", []),
  launchers: createJobLauncherRegistry(),
  logParsers,
};

function mockOptions(options: unknown): MockOptions {
  return mockOptionsSchema.parse(options);
}

function middleWatts(bridges: readonly Bridge[]): number {
  return bridges.reduce((sum, { wattsLow, wattsHigh }) => sum + (wattsLow + wattsHigh) / 2, 0);
}

describe("the known answer of the quickstart", () => {
  it("is 1.08 in tokens/s and 0.70 in tokens/J at the board", async () => {
    const candidate = await readSystem("benchmarks/systems/mock-ascend.yaml", vocabulary);
    const baseline = await readSystem("benchmarks/systems/mock-gpu.yaml", vocabulary);
    const { workload } = await readWorkload("benchmarks/workloads/inference/interactive-chat-demo.yaml");
    if (workload?.kind !== "inference") throw new Error("the workload has problems");

    const fast = expectedRates(mockOptions(candidate.options), workload);
    const slow = expectedRates(mockOptions(baseline.options), workload);
    const boardWatts = fast.watts + middleWatts(candidate.spec.power.bridges);
    expect(candidate.spec.power.bridges.map(({ from, to }) => [from, to])).toEqual([["package", "board"]]);
    expect(mockOptions(candidate.options).meter?.boundary).toBe("package");
    expect(mockOptions(baseline.options).meter?.boundary).toBe("board");
    expect(fast.outputTokensPerSecond / slow.outputTokensPerSecond).toBeCloseTo(1.08, 9);
    expect(fast.outputTokensPerSecond / boardWatts / slow.outputTokensPerJoule).toBeCloseTo(0.7, 9);
  });

  it("is the same in training", async () => {
    const candidate = await readSystem("benchmarks/systems/mock-ascend.yaml", vocabulary);
    const baseline = await readSystem("benchmarks/systems/mock-gpu.yaml", vocabulary);
    const { workload } = await readWorkload("benchmarks/workloads/training/mock-training-demo.yaml");
    if (workload?.kind !== "training") throw new Error("the workload has problems");

    const fast = expectedTraining(mockOptions(candidate.options), workload);
    const slow = expectedTraining(mockOptions(baseline.options), workload);
    const boardWatts = fast.watts + middleWatts(candidate.spec.power.bridges);
    expect(fast.tokensPerSecond / slow.tokensPerSecond).toBeCloseTo(1.08, 9);
    expect(fast.tokensPerSecond / boardWatts / slow.tokensPerJoule).toBeCloseTo(0.7, 9);
    expect(slow.stallShare).toBeGreaterThan(0.05);
    // Both learn alike, or their losses would be found to differ.
    expect(mockOptions(candidate.options).training?.loss).toEqual(mockOptions(baseline.options).training?.loss);
  });
});
