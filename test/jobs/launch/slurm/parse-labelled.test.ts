import { describe, expect, test } from "vitest";
import { parseLabelled, parseTaskEnds } from "../../../../src/jobs/launch/slurm/parse-labelled.js";

describe("parseLabelled", () => {
  test.each([
    ["0: 12.5 W\n", { task: 0, text: "12.5 W\n" }],
    [" 7: a\n", { task: 7, text: "a\n" }],
    ["12: \n", { task: 12, text: "\n" }],
    ["1:   indented: 3\n", { task: 1, text: "  indented: 3\n" }],
    ["srun: Job step aborted\n", undefined],
  ])("%j", (line, expected) => {
    expect(parseLabelled(line)).toEqual(expected);
  });
});

describe("parseTaskEnds", () => {
  test.each([
    ["srun: error: n2: task 1: Exited with exit code 3", [{ task: 1, detail: "exit 3" }]],
    ["srun: error: n1: task 0: Killed", [{ task: 0, detail: "Killed" }]],
    [
      "srun: error: n1: tasks 0-1,3: Terminated",
      [
        { task: 0, detail: "Terminated" },
        { task: 1, detail: "Terminated" },
        { task: 3, detail: "Terminated" },
      ],
    ],
    ["srun: Job step aborted: Waiting up to 5 seconds for job step to finish.", []],
    ["slurmstepd: error: *** STEP 12.1 ON n1 CANCELLED ***", []],
  ])("%s", (line, expected) => {
    expect(parseTaskEnds(line)).toEqual(expected);
  });
});
