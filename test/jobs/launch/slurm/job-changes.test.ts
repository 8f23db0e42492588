import { describe, expect, test } from "vitest";
import {
  changesOf,
  type JobChange,
  NOTHING_SEEN,
  type SeenJob,
} from "../../../../src/jobs/launch/slurm/job-changes.js";
import type { ShownJob } from "../../../../src/jobs/launch/slurm/parse-show-job.js";
import { shown } from "./shown-job.js";

/** What is told of a job over several looks. */
function told(looks: readonly ShownJob[]): readonly JobChange[] {
  let seen: SeenJob = NOTHING_SEEN;
  return looks.flatMap((job) => {
    const found = changesOf(seen, job);
    seen = found.seen;
    return found.changes;
  });
}

const pending = (reason = "Resources") => shown({ states: ["PENDING"], reason, nodeList: "" });
const running = (restarts = 0) => shown({ states: ["RUNNING"], restarts });

describe("changesOf", () => {
  test("tells each reason to wait once, the start, and the end", () => {
    const end = shown({ states: ["COMPLETED"] });
    const completing = shown({ states: ["COMPLETING"] });
    expect(told([pending("None"), pending(), pending(), running(), running(), completing, end])).toEqual([
      { kind: "pending", reason: "PENDING" },
      { kind: "pending", reason: "Resources" },
      { kind: "started", nodeList: "n[1-2]" },
      { kind: "ended", outcome: "completed", detail: "COMPLETED, exit 0" },
    ]);
  });

  test("a job that was never seen running has started all the same", () => {
    const end = shown({ states: ["FAILED"], reason: "NonZeroExitCode", exitCode: 3 });
    expect(told([pending(), end])).toEqual([
      { kind: "pending", reason: "Resources" },
      { kind: "started", nodeList: "n[1-2]" },
      { kind: "ended", outcome: "failed", detail: "FAILED NonZeroExitCode, exit 3" },
    ]);
  });

  test("a job that was cancelled while it waited has not", () => {
    const end = shown({ states: ["CANCELLED"], nodeList: "", signal: 15 });
    expect(told([pending(), end]).map(({ kind }) => kind)).toEqual(["pending", "ended"]);
  });

  test("a requeue is told although the job runs again at the next look", () => {
    expect(told([running(), running(1), running(1)]).map(({ kind }) => kind)).toEqual([
      "started",
      "requeued",
      "started",
    ]);
  });

  test("a requeued job waits and starts again", () => {
    // As Slurm 22.05 shows it: at first the nodes of the former start are cleared.
    const clearing = shown({ states: ["COMPLETING"], restarts: 1 });
    const waiting = shown({ states: ["PENDING"], reason: "BeginTime", nodeList: "", restarts: 1 });
    expect(told([running(), clearing, waiting, running(1)])).toEqual([
      { kind: "started", nodeList: "n[1-2]" },
      { kind: "requeued", reason: "None" },
      { kind: "pending", reason: "BeginTime" },
      { kind: "started", nodeList: "n[1-2]" },
    ]);
  });

  test("a suspension is told each time, and its end is no start", () => {
    const suspended = shown({ states: ["SUSPENDED"] });
    expect(told([running(), suspended, suspended, running(), suspended]).map(({ kind }) => kind)).toEqual([
      "started",
      "suspended",
      "suspended",
    ]);
  });

  test("what ended it is named by signal where there is one", () => {
    // `scontrol show job` of a pre-empted job on Slurm 25.11: JobState=PREEMPTED Reason=None ExitCode=0:15.
    const end = shown({ states: ["PREEMPTED"], signal: 15 });
    expect(told([running(), end]).at(-1)).toEqual({
      kind: "ended",
      outcome: "preempted",
      detail: "PREEMPTED, signal 15",
    });
  });
});
