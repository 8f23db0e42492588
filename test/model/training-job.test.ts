import { describe, expect, it } from "vitest";
import type { Topology } from "../../src/model/system.js";
import { findJob, jobKey, jobNodes, jobParallelism, jobPrecision, jobUnits } from "../../src/model/training-job.js";
import type { NodeRung } from "../../src/model/training-workload.js";

const rungOf = (value: number): NodeRung => ({ ladder: "learn", of: "nodes", value, scaling: "weak" });
const topology: Topology = { diesPerPackage: 1, packagesPerNode: 8, nodes: 4 };
const accelerators = { count: 32 };

describe("the job of a workload", () => {
  const jobs = [
    { workload: "other", nodes: 1, command: ["a"], environment: {} },
    { workload: "learn", nodes: 2, command: ["b"], environment: {} },
  ] as const;

  it("is found by its id, and that of a rung by the ladder's", () => {
    expect(jobKey({ id: "learn" })).toBe("learn");
    expect(findJob(jobs, { id: "learn" })?.nodes).toBe(2);
    expect(findJob(jobs, { id: "learn--n4", rung: rungOf(4) })?.nodes).toBe(2);
    expect(findJob(jobs, { id: "learn--n4" })).toBeUndefined();
  });
});

describe("the size of a job", () => {
  it.each<[rung: number | undefined, nodes: number | undefined, units: number | undefined, expected: [number, number]]>(
    [
      [undefined, 2, 16, [2, 16]],
      [undefined, 2, undefined, [2, 32]],
      [1, 2, 16, [1, 8]],
      [4, 2, 16, [4, 32]],
      [4, 1, 8, [4, 32]],
      [1, 4, undefined, [1, 8]],
      [3, 2, 1, [3, 1.5]],
      // Without a job the whole system trains, or so many of its nodes.
      [undefined, undefined, undefined, [4, 32]],
      [1, undefined, undefined, [1, 8]],
    ],
  )("rung %s of a job of %s nodes with %s units is %j", (rung, nodes, units, expected) => {
    const workload = rung === undefined ? {} : { rung: rungOf(rung) };
    const job = nodes === undefined ? undefined : { nodes, units };
    expect([jobNodes(workload, job, topology), jobUnits(workload, job, accelerators, topology)]).toEqual(expected);
  });

  it("is that of one node where nothing is known of nodes", () => {
    expect([jobNodes({}, undefined), jobUnits({}, undefined, accelerators)]).toEqual([1, 32]);
    expect(jobUnits({ rung: rungOf(2) }, undefined, accelerators)).toBe(64);
  });
});

describe("what a job says otherwise than its workload", () => {
  it("comes first", () => {
    const parallelism = { tensor: 8, pipeline: 4, context: 2, expert: 1 };
    expect(jobParallelism({ parallelism }, undefined)).toEqual(parallelism);
    expect(jobParallelism({ parallelism }, { parallelism: { tensor: 1, expert: 16 } })).toEqual({
      ...parallelism,
      tensor: 1,
      expert: 16,
    });
    expect([
      jobPrecision({ precision: "bf16" }, {}),
      jobPrecision({ precision: "bf16" }, { precision: "fp8" }),
    ]).toEqual(["bf16", "fp8"]);
  });
});
