import { describe, expect, it } from "vitest";
import { mockBackend } from "../../../src/backends/mock/adapter.js";
import { slowedCopy } from "../../../src/run/control/slowed-copy.js";
import { deriveSuite } from "../../../src/suite/derive-suite.js";
import type { ReadSuite } from "../../../src/suite/read-suite.js";
import type { OpenableSystem } from "../../../src/suite/read-system.js";
import { makePlan, makeSystem } from "../../fixtures/records.js";

const openable: OpenableSystem = {
  adapter: mockBackend,
  options: {},
  powerSources: [],
  plugins: {},
  variables: [],
  files: [],
};

function suiteOf(...ids: readonly string[]): ReadSuite {
  const systems = ids.map((id) => makeSystem(id, { title: { en: "One node", zh: "单节点" } }));
  return {
    plan: makePlan({ systems, comparisons: [] }),
    systems: new Map(ids.map((id) => [id, openable])),
    files: new Map(),
  };
}

describe("slowedCopy", () => {
  it("copies a system under a name, a title and a hash that say what was done to it", () => {
    const { systems, opened } = slowedCopy(suiteOf("a", "b"), "a", 0.05);
    const [original, copy] = systems;
    expect(original).toEqual(makeSystem("a", { title: { en: "One node", zh: "单节点" } }));
    expect(copy).toEqual({
      ...original,
      id: "a-slowed",
      title: { en: "One node, slowed by 5 %", zh: "单节点（人为减慢 5 %）" },
      injected: { slowdown: 0.05 },
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect([...opened]).toEqual([["a-slowed", openable]]);
    const other = slowedCopy(suiteOf("a"), "a", 0.06).systems[1];
    expect(new Set([original.hash, copy.hash, other.hash]).size).toBe(3);
  });

  it("goes into a derived suite, whose plan has runs of both", () => {
    const suite = suiteOf("a");
    const { systems, opened } = slowedCopy(suite, "a", 0.1);
    const derived = deriveSuite(suite, { suffix: "control", systems, opened, repeats: 2 });
    expect(derived.plan.trials.map(({ systemId }) => systemId).sort()).toEqual(["a", "a", "a-slowed", "a-slowed"]);
    expect([...derived.systems.keys()]).toEqual(["a", "a-slowed"]);
  });

  it("finds a free id of at most 64 characters", () => {
    expect(slowedCopy(suiteOf("a", "a-slowed"), "a", 0.1).systems[1].id).toBe("a-slowed-2");
    const long = `${"x".repeat(56)}-${"y".repeat(7)}`;
    const cut = `${"x".repeat(56)}-slowed`;
    expect(slowedCopy(suiteOf(long), long, 0.1).systems[1].id).toBe(cut);
    expect(slowedCopy(suiteOf(long, cut), long, 0.1).systems[1].id).toBe(`${"x".repeat(55)}-slowed-2`);
  });

  it.each([0, 1, -0.1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses a slow-down of %s", (slowdown) => {
    expect(() => slowedCopy(suiteOf("a"), "a", slowdown)).toThrow(RangeError);
  });

  it("knows no system that the suite does not have", () => {
    expect(() => slowedCopy(suiteOf("a"), "b", 0.1)).toThrow("no system b");
  });
});
