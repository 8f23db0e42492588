import { describe, expect, it } from "vitest";
import type { Trial } from "../../../src/model/plan.js";
import type { RunManifest } from "../../../src/model/run-record.js";
import type { TrainingFacts } from "../../../src/model/training-facts.js";
import { createRunFolder, prepareManifest, writeManifest } from "../../../src/records/run-folder.js";
import { runIdOf } from "../../../src/run/execution-id.js";
import { findEarlierJob } from "../../../src/run/training/find-earlier-job.js";
import { jobFolder } from "../../../src/run/training/job-folder.js";
import { hashedPlan, startManifest } from "../../records/sample-run.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { makeTraining, TRAINING_FACTS } from "./training-fixtures.js";

const plan = hashedPlan({ workloads: [makeTraining()] });
const [trial] = plan.trials as readonly [Trial];
const { isReattached: _, ticket: __, ...facts } = TRAINING_FACTS;

/** Attempts at one trial, the first one first: what their manifests say of their jobs, and how they ended. */
async function found(
  ...attempts: readonly { readonly training?: TrainingFacts; readonly state?: RunManifest["state"] }[]
) {
  const resultsDir = await temporaryFolder();
  for (const [index, { training, state = "running" }] of attempts.entries()) {
    const runId = runIdOf("execution", trial, index + 1);
    const startedAt = `2026-11-22T00:0${index}:00.000Z`;
    const manifest = startManifest(runId, { plan, trial, startedAt, state, training });
    await writeManifest(await createRunFolder(resultsDir, runId), prepareManifest(manifest));
  }
  const job = await findEarlierJob({ resultsDir, executionId: "execution", trial, attempt: attempts.length + 1 });
  return { job, folderOf: (attempt: number) => jobFolder(resultsDir, runIdOf("execution", trial, attempt)) };
}

describe("findEarlierJob", () => {
  it("finds none before a first attempt, or after one that left none", async () => {
    expect((await found()).job).toBeUndefined();
    expect((await found({})).job).toBeUndefined();
    expect((await found({ training: facts, state: "failed" })).job).toBeUndefined();
  });

  it("finds the job of a killed attempt, with its folder and when it was launched", async () => {
    const { job, folderOf } = await found({ training: { ...facts, ticket: "slurm 7" } });
    expect(job).toEqual({
      ticket: "slurm 7",
      keepIn: folderOf(1),
      launchedUnixMs: Date.parse("2026-11-22T00:00:00.000Z"),
    });
  });

  it("finds a job that a failed attempt has lost", async () => {
    const { job } = await found({ training: { ...facts, ticket: "slurm 7" }, state: "failed" });
    expect(job).toMatchObject({ ticket: "slurm 7" });
  });

  it("goes back to the attempt that launched a job which was found again before", async () => {
    const again = { ...facts, ticket: "slurm 8", isReattached: true };
    const { job, folderOf } = await found(
      { training: { ...facts, ticket: "slurm 7" } },
      { training: { ...facts, ticket: "slurm 8" } },
      { training: again },
      { training: again },
    );
    expect(job).toMatchObject({ ticket: "slurm 8", keepIn: folderOf(2) });
    expect(job?.launchedUnixMs).toBe(Date.parse("2026-11-22T00:01:00.000Z"));
  });

  it("leads nowhere where a record on the way is lost", async () => {
    const { job } = await found({ training: { ...facts, ticket: "slurm 8", isReattached: true } });
    expect(job).toBeUndefined();
  });
});
