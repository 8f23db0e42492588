import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { recordJob } from "../../jobs/launch/recorded-job.js";
import { launchJob, openLauncher, requestJob, WAITING } from "./real-jobs.js";
import { type PreparedSlurm, type StartedSlurm, startSlurm } from "./start-slurm.js";

/* A real Slurm with slurmdbd and MariaDB: what the controller has forgotten, sacct still tells. */
let prepared: PreparedSlurm;
let slurm: StartedSlurm;
let folder = "";

beforeAll(async () => {
  prepared = await startSlurm({ accounting: true });
  if (!prepared.available) return;
  slurm = prepared;
  folder = await mkdtemp(join(tmpdir(), "tokwatt-jobs-"));
});

afterAll(async () => {
  if (prepared.available) await slurm.close();
  if (folder !== "") await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!prepared.available) skip(prepared.reason);
});

test("the end of a job is known to the accounting after the controller has forgotten it", async () => {
  const failed = await launchJob(slurm, { partition: "gpu" }, await requestJob(folder, "process.exit(3)"));
  const cancelled = await launchJob(slurm, { partition: "ascend" }, await requestJob(folder, WAITING));
  await cancelled.seen.printed("waiting");
  await cancelled.job.cancel();
  expect(await failed.job.ended).toMatchObject({ outcome: "failed", detail: "FAILED NonZeroExitCode, exit 3" });
  const deadlineMs = Date.now() + 4 * 60_000;
  const isKnown = () =>
    slurm.command("scontrol", "show", "job", cancelled.id).then(
      () => true,
      () => false,
    );
  while ((await isKnown()) && Date.now() < deadlineMs) await new Promise((resolve) => setTimeout(resolve, 2000));
  for (const [launched, outcome, detail] of [
    [failed, "failed", "FAILED, exit 3"],
    [cancelled, "cancelled", "CANCELLED, exit 0"],
  ] as const) {
    const found = await openLauncher(slurm, {}).attach?.(launched.job.ticket, launched.request, recordJob());
    expect(await found?.ended).toMatchObject({ outcome, detail });
  }
});
