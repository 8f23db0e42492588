import { ACCELERATOR_UNITS, type AcceleratorUnit } from "../model/system.js";
import type { Mistake } from "./mistake.js";
import { numberAt, textAt, valueAt } from "./peek.js";

/** What the topology of a system says about itself and about the count of its accelerators. */
export function topologyMistakes(system: unknown): readonly Mistake[] {
  if (valueAt(system, "topology") === undefined) return [];
  return [...superNodeMistakes(system), ...countMistakes(system)];
}

function superNodeMistakes(system: unknown): readonly Mistake[] {
  const path = ["topology", "superNodes"];
  const superNodes = numberAt(system, ...path);
  const nodes = numberAt(system, "topology", "nodes");
  if (superNodes === undefined && textAt(system, "accelerators", "unit") === "super-node") {
    return [{ path: ["topology"], at: "key", code: "super-nodes-missing", data: {}, hint: "state-super-nodes" }];
  }
  // Anything else than whole numbers is wrong in itself.
  if (!isCount(superNodes) || !isCount(nodes) || nodes % superNodes === 0) return [];
  return [{ path, at: "value", code: "nodes-not-divisible", data: { nodes, superNodes } }];
}

function countMistakes(system: unknown): readonly Mistake[] {
  const unit = textAt(system, "accelerators", "unit");
  const count = numberAt(system, "accelerators", "count");
  if (!isUnit(unit) || !isCount(count)) return [];
  const keys = FACTORS[unit];
  const factors = keys.map((key) => numberAt(system, "topology", key));
  if (!factors.every(isCount)) return [];
  const product = factors.reduce((all, factor) => all * factor, 1);
  if (product === count) return [];
  const data = { unit, count, product, factors: keys.map((key, index) => `${key} ${factors[index]}`).join(" × ") };
  const path = ["accelerators", "count"];
  return [{ path, at: "value", code: "count-not-topology", data, hint: "count-as-topology" }];
}

/** What of a topology multiplies to the number of each unit. */
const FACTORS: Readonly<Record<AcceleratorUnit, readonly string[]>> = {
  die: ["diesPerPackage", "packagesPerNode", "nodes"],
  package: ["packagesPerNode", "nodes"],
  node: ["nodes"],
  "super-node": ["superNodes"],
};

function isUnit(word: string | undefined): word is AcceleratorUnit {
  return (ACCELERATOR_UNITS as readonly (string | undefined)[]).includes(word);
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 1;
}
