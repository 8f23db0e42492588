import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createBackendRegistry } from "../../src/backends/all.js";
import { createRegistry } from "../../src/contract/registry.js";
import { createJobLauncherRegistry } from "../../src/jobs/launch/all.js";
import { logParsers } from "../../src/jobs/logs/all.js";
import { METRICS } from "../../src/metrics/all.js";
import { builtInPowerSources } from "../../src/power/sources.js";
import { estimatePlanSeconds } from "../../src/suite/estimate-time.js";
import { planNotes } from "../../src/suite/plan-notes.js";
import { readSuite } from "../../src/suite/read-suite.js";
import { readSystem } from "../../src/suite/read-system.js";
import { readWorkload } from "../../src/suite/read-workload.js";

const vocabulary = {
  backends: createBackendRegistry(),
  powerSources: createRegistry("power-source", builtInPowerSources),
  launchers: createJobLauncherRegistry(),
  logParsers,
  knownMetrics: METRICS,
};

async function yamlFiles(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yaml")).map((file) => join(folder, file));
  expect(files.length).toBeGreaterThan(0);
  return files;
}

describe("what is shipped", () => {
  it("holds suites, systems and workloads without a problem, each named like its file", async () => {
    for (const file of await yamlFiles("benchmarks/suites")) {
      const { plan } = await readSuite(file, vocabulary);
      expect(file).toBe(`benchmarks/suites/${plan.suite.id}.yaml`);
    }
    for (const file of await yamlFiles("benchmarks/systems")) {
      const { spec } = await readSystem(file, vocabulary);
      expect(file).toBe(`benchmarks/systems/${spec.id}.yaml`);
    }
    for (const kind of ["inference", "training"]) {
      for (const file of await yamlFiles(`benchmarks/workloads/${kind}`)) {
        const { id, problems } = await readWorkload(file);
        expect({ file, problems }).toEqual({ file: `benchmarks/workloads/${kind}/${id}.yaml`, problems: [] });
      }
    }
  });
});

describe("the quickstart", () => {
  const read = () => readSuite("benchmarks/suites/quickstart.yaml", vocabulary);

  it("expands to 30 trials, A B B A A B B A A B in each workload", async () => {
    const { plan } = await read();
    const letters = plan.trials.map(({ systemId }) => (systemId === "mock-ascend" ? "A" : "B")).join("");
    expect(letters).toBe("ABBAABBAAB".repeat(3));
    expect(plan.trials.map(({ workloadId }) => workloadId)).toEqual([
      ...Array.from({ length: 10 }, () => "interactive-chat-demo"),
      ...Array.from({ length: 10 }, () => "offline-batch-demo"),
      ...Array.from({ length: 10 }, () => "mock-training-demo"),
    ]);
    expect(new Set(plan.trials.map(({ arrivalSeed }) => arrivalSeed)).size).toBe(15);
  });

  it("is estimated to take less than a minute, with room for starting servers", async () => {
    const { plan } = await read();
    expect(estimatePlanSeconds(plan)).toBeLessThan(40);
  });

  it("makes demonstration windows only", async () => {
    const { plan } = await read();
    expect(planNotes(plan).map(({ code, data }) => [code, data["workload"]])).toEqual([
      ["plan-demonstration", "interactive-chat-demo"],
      ["plan-demonstration", "offline-batch-demo"],
      ["plan-training-demonstration", "mock-training-demo"],
    ]);
  });
});
