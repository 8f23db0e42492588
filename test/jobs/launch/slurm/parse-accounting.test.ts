import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { outcomeOf } from "../../../../src/jobs/launch/slurm/job-states.js";
import { parseAccounting } from "../../../../src/jobs/launch/slurm/parse-accounting.js";

const recorded = (name: string) =>
  parseAccounting(readFileSync(join(import.meta.dirname, "fixtures/recorded", `sacct.${name}.txt`), "utf8"));

describe("parseAccounting", () => {
  test.each(["completed", "failed", "cancelled", "time-out", "node-failure", "preempted"])(
    "what Debian's Slurm 22.05 kept of a job that was %s",
    (outcome) => {
      const [job, ...steps] = recorded(outcome);
      expect(job?.id).toMatch(/^\d+$/);
      expect(outcomeOf(job?.states ?? [])).toBe(outcome);
      expect(job?.name).toBe("tokwatt-record");
      for (const { id } of steps) expect(id).toMatch(new RegExp(`^${job?.id}\\.(?:batch|extern|\\d+)$`));
    },
  );

  test("a job that was requeued has a row for each of its starts", () => {
    const rows = recorded("requeued").filter(({ name }) => name === "tokwatt-record");
    expect(rows.map(({ states }) => states)).toEqual([["REQUEUED"], ["CANCELLED"]]);
  });

  test("numbers, states with more words, and names with bars in them", () => {
    expect(parseAccounting("12|CANCELLED by 1000|0:15|a|b\n12.0|OUT_OF_MEMORY|0:125|sh\n")).toEqual([
      { id: "12", states: ["CANCELLED"], exitCode: 0, signal: 15, name: "a|b" },
      { id: "12.0", states: ["OUT_OF_MEMORY"], exitCode: 0, signal: 125, name: "sh" },
    ]);
  });

  test("other lines are left out", () => {
    expect(parseAccounting("\nSlurm accounting storage is disabled\n")).toEqual([]);
  });
});
