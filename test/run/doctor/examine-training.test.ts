import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gpuBackend } from "../../../src/backends/gpu/adapter.js";
import { mockBackend } from "../../../src/backends/mock/adapter.js";
import { nullBackend } from "../../../src/backends/null/adapter.js";
import type { BackendAdapter } from "../../../src/contract/backend-adapter.js";
import type { JobLauncherDefinition } from "../../../src/contract/job-launcher.js";
import { localLauncher } from "../../../src/jobs/launch/local.js";
import { slurmLauncher } from "../../../src/jobs/launch/slurm.js";
import { tokwattLines } from "../../../src/jobs/logs/parsers/tokwatt.js";
import { failure } from "../../../src/model/finding.js";
import type { TrainingJobSpec } from "../../../src/model/system.js";
import { examineTraining } from "../../../src/run/doctor/examine-training.js";
import { makeSystem } from "../../fixtures/records.js";
import { temporaryFolder } from "../../records/temporary-folder.js";

const gpu = gpuBackend as BackendAdapter;

/** What is said of a system with these jobs; PATH is an empty folder with one program, `train`. */
async function examine(
  launcher: JobLauncherDefinition | undefined,
  adapter = gpu,
  ...changes: readonly Partial<TrainingJobSpec>[]
) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "train"), "#!/bin/sh\n", { mode: 0o755 });
  await mkdir(join(folder, "here"));
  const jobs = changes.map((change, index) => ({
    workload: `w${index}`,
    nodes: 1,
    command: ["train"] as const,
    environment: {},
    directory: join(folder, "here"),
    ...change,
  }));
  const training = launcher && { launcher, launcherOptions: {}, logs: tokwattLines, jobs };
  const results = await examineTraining({ spec: makeSystem("s"), adapter, training }, { PATH: folder, HERE: folder });
  return results.map(({ check, status, finding }) => {
    expect(check).toBe("training");
    return status === "failed" ? finding : finding.code;
  });
}

describe("examineTraining", () => {
  it("says who launches what, and whose log is read", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a system file writes it
    const job = { command: ["${HERE}/train", "${steps}"] as const };
    expect(await examine(localLauncher as JobLauncherDefinition, gpu, {}, job)).toEqual(["doctor-training"]);
  });

  it("misses programs and folders of jobs of this machine", async () => {
    const wrong: readonly Partial<TrainingJobSpec>[] = [
      { command: ["torchrun"] },
      { directory: "/nonexistent" },
      { command: ["./train"] },
    ];
    expect(await examine(localLauncher as JobLauncherDefinition, gpu, ...wrong)).toEqual([
      "doctor-training",
      failure("doctor-job-program-missing", { workload: "w0", program: "torchrun" }),
      failure("doctor-job-folder-missing", { workload: "w1" }),
      failure("doctor-job-program-missing", { workload: "w2", program: "./train" }),
    ]);
  });

  it("does not guess at what is on other nodes, or named by a figure of the workload", async () => {
    const launcher: JobLauncherDefinition = { ...(localLauncher as JobLauncherDefinition), isOnThisMachine: false };
    expect(await examine(launcher, gpu, { directory: "/nonexistent" })).toEqual(["doctor-training"]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as a system file writes it
    const figured = { command: ["train-${model}"] as const };
    expect(await examine(localLauncher as JobLauncherDefinition, gpu, figured)).toEqual(["doctor-training"]);
  });

  it("misses the programs of a scheduler", async () => {
    const said = await examine(slurmLauncher as JobLauncherDefinition, gpu, {});
    expect(said).toContainEqual(failure("doctor-launcher-missing", { launcher: "slurm", program: "sbatch" }));
  });

  it("knows who trains by itself, and who cannot train", async () => {
    expect(await examine(undefined, mockBackend as BackendAdapter)).toEqual(["doctor-trains-by-itself"]);
    expect(await examine(undefined)).toEqual([failure("doctor-without-jobs", { system: "s" })]);
    expect(await examine(undefined, nullBackend as BackendAdapter)).toEqual([
      failure("cannot-train", { adapter: "null" }),
    ]);
  });
});
