import { describe, expect, it } from "vitest";
import { compareResults } from "../../src/compare/compare-results.js";
import { findingText } from "../../src/locales/catalogue.js";
import type { Boundary, Bridge } from "../../src/model/boundary.js";
import { LANGUAGES } from "../../src/model/localized-text.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { PowerTrace } from "../../src/model/power-trace.js";
import { bridge, makePlan, makeSystem, steadyTrace } from "../fixtures/records.js";
import { ordinary, results, rowOf } from "./results-fixtures.js";

type Traces = readonly PowerTrace[];

/** The comparison of a and b with the given traces in every run and bridges in their files. */
function compared(power: { a: Traces; b: Traces }, bridges: { a?: readonly Bridge[]; b?: readonly Bridge[] } = {}) {
  const system = (id: "a" | "b") => makeSystem(id, { power: { bridges: bridges[id] ?? [], sources: [] } });
  const plan = makePlan({ systems: [system("a"), system("b")] });
  const record = (trial: Trial, of: Plan) => ordinary(trial, of, { power: power[trial.systemId as "a" | "b"] });
  return rowOf(results({ plan, record }), "tokens-per-joule");
}

const at = (boundary: Boundary, watts = 100): Traces => [steadyTrace(watts, { boundary })];

describe("what energy rests on", () => {
  it("is nothing to speak of where both sides are metered at the same boundary", () => {
    expect(compared({ a: at("package"), b: at("package") }).comparison.energyBasis).toEqual([]);
  });

  it("names from where a bridge led by which watts, and what it alone does to the interval", () => {
    const { comparison, row } = compared(
      { a: at("package"), b: at("board") },
      { a: [bridge("package", "board", 40, 60)] },
    );
    // 100 W and the middle of the bridge; its half-width is 10 W of 150 W, in the denominator of the candidate.
    const share = 10 / 150;
    expect(comparison.energyBasis).toEqual([
      {
        code: "energy-bridged",
        severity: "note",
        data: {
          system: "a",
          metered: "package",
          boundary: "board",
          meter: "meter-board",
          wattsLow: 40,
          wattsHigh: 60,
          source: "test",
          below: Number((share / (1 + share)).toPrecision(2)),
          above: Number((share / (1 - share)).toPrecision(2)),
        },
      },
    ]);
    if (row.ratio.kind !== "ratio") throw new Error("no ratio");
    // The interval is at least as much wider, meters come on top.
    expect(row.ratio.highWithSystematic / row.ratio.high).toBeGreaterThan(1 / (1 - share));
    expect(row.ratio.lowWithSystematic / row.ratio.low).toBeLessThan(1 / (1 + share));
  });

  it("turns round for the baseline, adds bridges up, and speaks of both sides", () => {
    const steps = [bridge("board", "node-dc", 10, 20), bridge("node-dc", "node-ac", 5, 25)];
    const { comparison } = compared(
      { a: at("package", 200), b: at("board", 170) },
      { a: [bridge("package", "node-ac", 80, 120)], b: steps },
    );
    expect(comparison.boundary).toBe("node-ac");
    expect(comparison.energyBasis).toMatchObject([
      { data: { system: "a", metered: "package", meter: "meter-node-ac", wattsLow: 80, wattsHigh: 120 } },
      // 15 W of 170 + 30 W.
      { data: { system: "b", metered: "board", wattsLow: 15, wattsHigh: 45, below: 0.075, above: 0.075 } },
    ]);
  });

  it("widens by each of two bridges that one document describes", () => {
    const steps = [bridge("package", "board", 0, 20), bridge("board", "node-dc", 0, 20)];
    const { row } = compared({ a: at("package", 200), b: at("node-dc") }, { a: steps });
    if (row.ratio.kind !== "ratio") throw new Error("no ratio");
    // 200 W within 1 %, plus 0 to 40 W.
    expect(row.ratio.highWithSystematic / row.ratio.high).toBeCloseTo((220 / 198) * 1.01, 9);
    expect(row.ratio.lowWithSystematic / row.ratio.low).toBeCloseTo((220 / 242) * 0.99, 9);
  });

  it("goes with the run that drew least", () => {
    const plan = makePlan({
      systems: [
        makeSystem("a", { power: { bridges: [bridge("package", "board", 0, 20)], sources: [] } }),
        makeSystem("b"),
      ],
    });
    const record = (trial: Trial, of: Plan) =>
      ordinary(trial, of, {
        power: trial.systemId === "a" ? at("package", 90 + 100 * (trial.repeat % 2)) : at("board"),
      });
    const [comparison] = compareResults(results({ plan, record }));
    expect(comparison?.energyBasis).toMatchObject([{ data: { below: 0.091, above: 0.11 } }]);
  });
});

describe("without a common boundary", () => {
  const reasonOf = (...args: Parameters<typeof compared>) => {
    const { boundary } = compared(...args).comparison;
    return typeof boundary === "string" ? boundary : boundary.reason;
  };

  it("the reason names both ways out: the meter, and the bridge", () => {
    const reason = reasonOf({ a: at("package"), b: at("board") });
    const data = {
      list: "a: package; b: board",
      system: "a",
      metered: "package",
      boundary: "board",
      meter: "meter-board",
    };
    expect(reason).toMatchObject({ code: "boundaries-differ", data });
    if (typeof reason === "string") throw new Error(reason);
    for (const language of LANGUAGES) {
      const text = findingText(language, reason);
      expect(text).toMatch(/bridge/);
      expect(text).toMatch(/PDU/);
      expect(text).not.toMatch(/\{|meter-/);
    }
  });

  it("the bridge starts at the widest boundary that is reached already", () => {
    const bridges = { a: [bridge("package", "board", 1, 2)] };
    expect(reasonOf({ a: at("package"), b: at("node-ac") }, bridges)).toMatchObject({
      data: { list: "a: package, board; b: node-ac", system: "a", metered: "board", boundary: "node-ac" },
    });
    expect(reasonOf({ a: at("node-dc"), b: at("board") })).toMatchObject({
      data: { system: "b", metered: "board", boundary: "node-dc" },
    });
  });

  it("a system whose devices are not all metered is named with the numbers", () => {
    const one = [steadyTrace(100, { kind: "npu", boundary: "package" })];
    const reason = {
      code: "devices-not-all-metered",
      data: { system: "a", boundary: "package", metered: 1, expected: 2 },
    };
    expect(reasonOf({ a: one, b: at("package") })).toMatchObject(reason);
    expect(reasonOf({ a: one, b: at("board") }, { a: [bridge("package", "board", 1, 2)] })).toMatchObject(reason);
    // Where the node is metered too, missing packages do not matter.
    const withNode = [...one, steadyTrace(500, { id: "node", boundary: "node-ac" })];
    expect(reasonOf({ a: withNode, b: at("node-ac") })).toBe("node-ac");
  });

  it("a system without a meter of its own is named", () => {
    expect(reasonOf({ a: [], b: at("board") })).toMatchObject({ code: "system-not-metered", data: { system: "a" } });
    const cpu = [steadyTrace(70, { kind: "cpu" })];
    expect(reasonOf({ a: at("board"), b: cpu })).toMatchObject({
      code: "accelerators-not-metered",
      data: { system: "b", kinds: "cpu" },
    });
  });
});
