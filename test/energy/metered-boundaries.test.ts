import { describe, expect, it } from "vitest";
import { expectedDevices } from "../../src/energy/expected-devices.js";
import { meteredBoundaries } from "../../src/energy/metered-boundaries.js";
import { BOUNDARIES } from "../../src/model/boundary.js";
import type { AcceleratorUnit, Topology } from "../../src/model/system.js";
import { makeSystem, steadyTrace } from "../fixtures/records.js";

const CLOUD_MATRIX: Topology = { diesPerPackage: 2, packagesPerNode: 8, nodes: 48, superNodes: 1 };

const system = (unit: AcceleratorUnit, count: number, topology?: Topology) =>
  makeSystem("a", { accelerators: { name: "X", unit, count }, ...(topology === undefined ? {} : { topology }) });

describe("expectedDevices", () => {
  it.each([
    ["package", 8, undefined, { package: 8, board: 8 }],
    ["die", 16, undefined, { die: 16 }],
    ["node", 2, undefined, {}],
    ["super-node", 4, undefined, {}],
    ["die", 768, CLOUD_MATRIX, { die: 768, package: 384, board: 384 }],
    ["super-node", 1, CLOUD_MATRIX, { die: 768, package: 384, board: 384 }],
  ] as const)("of %s x %j with %j is %j", (unit, count, topology, expected) => {
    const found = BOUNDARIES.flatMap((boundary) => {
      const devices = expectedDevices(system(unit, count, topology), boundary);
      return devices === undefined ? [] : [[boundary, devices]];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe("expectedDevices of a job", () => {
  const job = (units: number, nodeCount: number) => ({ nodes: [], nodeCount, units });

  it.each([
    ["package", job(4, 1), undefined, { package: 4, board: 4 }],
    ["die", job(4, 1), undefined, { die: 4 }],
    ["node", job(1, 1), undefined, {}],
    ["package", job(16, 2), CLOUD_MATRIX, { die: 32, package: 16, board: 16 }],
    ["die", job(32, 2), CLOUD_MATRIX, { die: 32, package: 16, board: 16 }],
    // Three dies on each of two nodes: the second package of a node works by half and is metered as a whole.
    ["die", job(6, 2), CLOUD_MATRIX, { die: 6, package: 4, board: 4 }],
    ["node", job(3, 3), CLOUD_MATRIX, { die: 48, package: 24, board: 24 }],
    ["super-node", job(1, 48), CLOUD_MATRIX, { die: 768, package: 384, board: 384 }],
  ] as const)("on %s, %j with %j is %j", (unit, used, topology, expected) => {
    const found = BOUNDARIES.flatMap((boundary) => {
      const devices = expectedDevices({ ...system(unit, 999, topology), job: used }, boundary);
      return devices === undefined ? [] : [[boundary, devices]];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe("meteredBoundaries", () => {
  const trace = (id: string, kind?: "npu" | "gpu" | "cpu") =>
    steadyTrace(1, { id, ...(kind === undefined ? {} : { kind }) });
  const counts = (traces: Parameters<typeof meteredBoundaries>[0], of = system("package", 2)) =>
    meteredBoundaries(traces, of).map(({ boundary, traces: here, expected, complete }) => [
      boundary,
      here.length,
      expected,
      complete,
    ]);

  it("is complete with every device once, and with meters that do not say what they cover", () => {
    expect(counts([trace("a", "npu"), trace("b", "npu")])).toEqual([["package", 2, 2, true]]);
    expect(counts([trace("a")])).toEqual([["package", 1, undefined, true]]);
    expect(counts([trace("a", "npu"), trace("b")])).toEqual([["package", 2, undefined, true]]);
    expect(counts([trace("a", "npu")], system("node", 1))).toEqual([["package", 1, undefined, true]]);
  });

  it("is incomplete with too few and with too many", () => {
    expect(counts([trace("a", "npu")])).toEqual([["package", 1, 2, false]]);
    expect(counts([trace("a", "npu"), trace("b", "npu"), trace("c", "npu")])).toEqual([["package", 3, 2, false]]);
  });

  it("counts only the kind of chip that serves", () => {
    const all = [trace("a", "gpu"), trace("b", "gpu"), trace("c", "cpu"), trace("d", "npu")];
    const kinds = (kind?: "npu" | "gpu" | "cpu") => {
      const accelerators = { name: "X", unit: "node", count: 1, ...(kind === undefined ? {} : { kind }) } as const;
      return meteredBoundaries(all, makeSystem("a", { accelerators })).flatMap(({ traces }) =>
        traces.map(({ header }) => header.id),
      );
    };
    expect(kinds()).toEqual(["a", "b", "d"]);
    expect(kinds("gpu")).toEqual(["a", "b"]);
    expect(kinds("cpu")).toEqual(["c"]);
  });
});
