import { expect, it } from "vitest";
import { phaseAt, planPhases } from "../../src/load/phases.js";

const times = planPhases({ warmUpSeconds: 1, measureSeconds: 2, coolDownSeconds: 0.5, drainSeconds: 3 }, 100);

it("lays the phases end to end from the start of the load", () => {
  expect(times).toEqual({
    warmUp: { startNs: 100, endNs: 1e9 + 100 },
    measure: { startNs: 1e9 + 100, endNs: 3e9 + 100 },
    coolDown: { startNs: 3e9 + 100, endNs: 3.5e9 + 100 },
    cutNs: 6.5e9 + 100,
  });
});

it("gives every instant to exactly one phase, edges to the later one", () => {
  const edges = [100, 1e9 + 99, 1e9 + 100, 3e9 + 99, 3e9 + 100, 9e9];
  expect(edges.map((atNs) => phaseAt(times, atNs))).toEqual([
    "warm-up",
    "warm-up",
    "measure",
    "measure",
    "cool-down",
    "cool-down",
  ]);
});
