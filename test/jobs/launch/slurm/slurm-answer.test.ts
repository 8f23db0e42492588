import { describe, expect, test } from "vitest";
import { answerOf } from "../../../../src/jobs/launch/slurm/slurm-answer.js";

const answer = (outcome: string, words: string) => answerOf({ outcome, stdout: "text", words }, (stdout) => stdout);

describe("answerOf", () => {
  test("reads what a command that ended well printed", () => {
    expect(answer("exit 0", "")).toEqual({ kind: "answer", value: "text" });
  });

  // Words of Slurm as its users report them (public issue trackers and documentation).
  test.each([
    ["slurm_load_jobs error: Invalid job id specified"],
    ["scancel: error: Kill job error on job id 12: Invalid job id specified"],
    ["scancel: error: Kill job error on job id 12: Job/step already completing or completed"],
  ])("an unknown job: %s", (words) => {
    expect(answer("exit 1", words)).toEqual({ kind: "unknown-job" });
  });

  test.each([
    ["slurm_load_jobs error: Unable to contact slurm controller (connect failure)"],
    ["sbatch: error: Batch job submission failed: Socket timed out on send/recv operation"],
    ["sbatch: error: Batch job submission failed: Zero Bytes were transmitted or received"],
    ["sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying"],
    ["slurm_load_jobs error: Protocol authentication error"],
  ])("a controller that is away: %s", (words) => {
    expect(answer("exit 1", words)).toEqual({ kind: "no-answer", words });
  });

  test("a command that was killed after its limit says nothing", () => {
    expect(answer("hung", "")).toEqual({ kind: "no-answer", words: "hung" });
  });

  test.each([
    [
      "exit 1",
      "sbatch: error: invalid partition specified: nosuch",
      "sbatch: error: invalid partition specified: nosuch",
    ],
    ["exit 1", "Slurm accounting storage is disabled", "Slurm accounting storage is disabled"],
    ["ENOENT", "", "ENOENT"],
    ["exit 2", "", "exit 2"],
  ])("a refusal: %s %s", (outcome, words, told) => {
    expect(answer(outcome, words)).toEqual({ kind: "refused", words: told });
  });
});
