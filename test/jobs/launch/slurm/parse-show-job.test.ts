import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { phaseOf } from "../../../../src/jobs/launch/slurm/job-states.js";
import { parseShowJob } from "../../../../src/jobs/launch/slurm/parse-show-job.js";

const FIXTURES = join(import.meta.dirname, "fixtures");

const read = (name: string) => parseShowJob(readFileSync(join(FIXTURES, name), "utf8"));

describe("parseShowJob", () => {
  test.each([
    [
      "show-job-pending-23.txt",
      {
        id: 2,
        states: ["PENDING"],
        reason: "Nodes_required_for_job_are_DOWN,_DRAINED_or_reserved_for_jobs_in_higher_priority_partitions",
        nodeList: "",
        command: "/shared/testjob.sh",
      },
    ],
    [
      "show-job-timeout-22-oneliner.txt",
      { id: 3, states: ["TIMEOUT"], reason: "TimeLimit", signal: 15, nodeList: "node01", command: "/shared/test.jcf" },
    ],
    ["show-job-cancelled-25.txt", { states: ["CANCELLED"], reason: "None", nodeList: "slurm-bridge-1", command: "" }],
    ["show-job-running-25-oneliner.txt", { id: 132, states: ["RUNNING"], nodeList: "n01", command: "" }],
  ])("%s, as others have published it", (name, expected) => {
    expect(read(name)).toMatchObject({ restarts: 0, exitCode: 0, ...expected });
  });

  test("a command is read to its end, whatever follows it", () => {
    const line = (after: string) =>
      parseShowJob(`JobId=1 JobName=x JobState=RUNNING Command=/a b/job.sbatch${after}`)?.command;
    expect(line(" WorkDir=/c d")).toBe("/a b/job.sbatch");
    expect(line(" SubmitLine=sbatch /a b/job.sbatch WorkDir=/c")).toBe("/a b/job.sbatch");
    expect(line("\n   WorkDir=/c")).toBe("/a b/job.sbatch");
    expect(line("")).toBe("/a b/job.sbatch");
  });

  test.each(["", "slurm_load_jobs error: Invalid job id specified", "JobId=1 JobName=x"])("%j is no job", (text) => {
    expect(parseShowJob(text)).toBeUndefined();
  });
});

/** Recorded from the Slurm of scripts/slurm/up.sh; the name of a file is the phase that it must be read as. */
describe("what Debian's Slurm 22.05 printed", () => {
  const recorded = readdirSync(join(FIXTURES, "recorded")).filter((name) => name.startsWith("show-job."));

  test("is there", () => {
    expect(recorded.length).toBeGreaterThanOrEqual(8);
  });

  test.each(recorded)("%s", (name) => {
    const job = read(join("recorded", name));
    const phase = phaseOf(job?.states ?? []);
    expect(phase.kind === "ended" ? phase.outcome : phase.kind).toBe(name.split(".")[1]);
    expect(job?.command).toBe("/shared/job.sbatch");
  });
});
