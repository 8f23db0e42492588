import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JobLauncherDefinition } from "../../../src/contract/job-launcher.js";
import { tokwattLines } from "../../../src/jobs/logs/parsers/tokwatt.js";
import type { TrainingJobSpec } from "../../../src/model/system.js";
import { redactRawEntry } from "../../../src/records/redact-record.js";
import { type JobPlanOptions, planJob } from "../../../src/run/training/job-plan.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { makeSystem } from "../../fixtures/records.js";
import { makeTraining } from "./training-fixtures.js";

/** A launcher that keeps what it was made with. */
function launcherDefinition(created: unknown[] = []): JobLauncherDefinition {
  return {
    apiVersion: 1,
    name: "kept",
    optionsSchema: z.unknown(),
    create: (options, context) => {
      created.push({ options, environment: context.environment });
      return { id: "kept", launch: () => Promise.reject(new Error("nobody launches it")) };
    },
  };
}

const JOB: TrainingJobSpec = { workload: "tiny", nodes: 2, command: ["train"], environment: {}, directory: "/jobs" };

function plan(job: Partial<TrainingJobSpec>, changes: Partial<JobPlanOptions> = {}, created: unknown[] = []) {
  const launcher = launcherDefinition(created);
  return planJob({
    adapter: { name: "gpu" },
    system: makeSystem("s", { accelerators: { name: "X", unit: "package", count: 16 } }),
    workload: makeTraining(),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a system file writes it
    training: { launcher, launcherOptions: { account: "${ACCOUNT}" }, logs: tokwattLines, jobs: [{ ...JOB, ...job }] },
    own: undefined,
    trialId: "s--tiny--1",
    arrivalSeed: "1:tiny:1",
    clock: createVirtualClock(),
    environment: { DATA: "/data", ACCOUNT: "team", HF_TOKEN: "secret-of-a-hub" },
    keepIn: "/results/.jobs/run",
    ...changes,
  });
}

describe("planJob", () => {
  it("fills figures of the workload and variables of the environment into every text", () => {
    const created: unknown[] = [];
    const { request, facts, outputFolder } = plan(
      {
        units: 8,
        /* biome-ignore-start lint/suspicious/noTemplateCurlyInString: as a system file writes it */
        command: [
          "${DATA}/train",
          "--steps=${totalSteps}",
          "--batch",
          "${globalBatch}",
          "${units}/${nodes}",
          "${output}",
        ],
        environment: { WHERE: "${DATA}/${model}" },
        directory: "${DATA}/jobs",
        /* biome-ignore-end lint/suspicious/noTemplateCurlyInString: as a system file writes it */
        precision: "fp8",
        parallelism: { tensor: 4 },
      },
      {},
      created,
    );
    expect(request).toEqual({
      name: "tokwatt-s--tiny--1",
      command: ["/data/train", "--steps=8", "--batch", "4", "8/2", "/results/.jobs/run/output"],
      environment: { WHERE: "/data/tiny-gpt" },
      directory: "/data/jobs",
      nodes: 2,
      keepIn: "/results/.jobs/run",
    });
    expect(facts).toEqual({
      launcher: "kept",
      logs: "tokwatt",
      framework: undefined,
      nodeCount: 2,
      units: 8,
      precision: "fp8",
      parallelism: { tensor: 4, pipeline: 1, context: 1, expert: 1 },
    });
    expect(outputFolder).toBe("/results/.jobs/run/output");
    expect(created).toMatchObject([{ options: { account: "team" } }]);
  });

  it("gives equal trials of compared systems one seed that any framework takes", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a system file writes it
    const job = { command: ["train", "${seed}"] as const };
    const seeds = ["1:tiny:1", "1:tiny:1", "1:tiny:2"].map(
      (arrivalSeed) => plan(job, { arrivalSeed, trialId: "other" }).request.command[1],
    );
    expect(seeds[0]).toBe(seeds[1]);
    expect(seeds[0]).not.toBe(seeds[2]);
    for (const seed of seeds)
      expect(Number(seed)).toSatisfy((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 31);
  });

  it("runs a rung on its own number of nodes, with as many more units", () => {
    const workload = makeTraining({ id: "tiny--n4", rung: { ladder: "tiny", of: "nodes", value: 4, scaling: "weak" } });
    const { request, facts } = plan({ units: 8 }, { workload });
    expect([request.nodes, facts.nodeCount, facts.units]).toEqual([4, 4, 16]);
  });

  it("has a name that schedulers show and take", () => {
    const { request } = plan({}, { trialId: `a.b--${"x".repeat(100)}` });
    expect(request.name).toMatch(/^[A-Za-z0-9-]{1,64}$/);
  });

  it("keeps what the job was given in secret out of everything that it prints", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a system file writes it
    plan({ environment: { HF_TOKEN: "${HF_TOKEN}" } });
    const { text } = redactRawEntry({ atNs: 0, withinNs: 0, text: "using secret-of-a-hub" });
    expect(text).toBe("using <secret>");
  });

  it("refuses a variable that is not set, and a workload without a job", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a system file writes it
    expect(() => plan({ command: ["train", "${NOWHERE}"] })).toThrow(/missing-variables.*NOWHERE/);
    expect(() => plan({ workload: "other" })).toThrow(/no-training-job/);
    expect(() => plan({}, { training: undefined })).toThrow(/no-training-job/);
  });
});
