import { describe, expect, test } from "vitest";
import { phaseOf } from "../../../../src/jobs/launch/slurm/job-states.js";
import { splitStates } from "../../../../src/jobs/launch/slurm/parse-show-job.js";

describe("phaseOf", () => {
  test.each([
    ["PENDING", "pending"],
    ["CONFIGURING", "pending"],
    ["REQUEUED", "pending"],
    ["REQUEUE_HOLD", "pending"],
    ["SPECIAL_EXIT", "pending"],
    ["RUNNING", "running"],
    ["RUNNING,CONFIGURING", "pending"],
    ["STAGE_OUT", "running"],
    ["A_STATE_OF_TOMORROW", "running"],
    ["SUSPENDED", "suspended"],
    ["STOPPED", "suspended"],
    ["COMPLETING", "ending"],
    ["CANCELLED,COMPLETING", "ending"],
    ["COMPLETED", "completed"],
    ["FAILED", "failed"],
    ["CANCELLED", "cancelled"],
    ["CANCELLED by 1000", "cancelled"],
    ["CANCELLED+", "cancelled"],
    ["TIMEOUT", "time-out"],
    ["DEADLINE", "time-out"],
    ["NODE_FAIL", "node-failure"],
    ["BOOT_FAIL", "node-failure"],
    ["PREEMPTED", "preempted"],
    ["OUT_OF_MEMORY", "out-of-memory"],
  ])("%s", (states, expected) => {
    const phase = phaseOf(splitStates(states));
    expect(phase.kind === "ended" ? phase.outcome : phase.kind).toBe(expected);
  });
});
