import type { BackendAdapter } from "../contract/backend-adapter.js";
import { BOUNDARIES, type Boundary, compareBoundaries } from "../model/boundary.js";
import { LIFECYCLES, type Lifecycle } from "../model/system.js";
import { type Mistake, shownValue } from "./mistake.js";
import { orderedLimits } from "./ordered-limits.js";
import { listAt, textAt, valueAt } from "./peek.js";
import type { SystemVocabulary } from "./read-system.js";
import { topologyMistakes } from "./topology-checks.js";
import { jobMistakes } from "./training/job-checks.js";

/**
 * What one field of a system says about another, on a value that may be wrong in any other way.
 *
 * @param adapter that the system names; undefined where there is none of that name
 */
export function systemMistakes(
  system: unknown,
  adapter: BackendAdapter | undefined,
  { backends }: Pick<SystemVocabulary, "backends">,
): readonly Mistake[] {
  return [
    ...adapterMistakes(system),
    ...lifecycleMistakes(system, adapter),
    ...abilityMistakes(system, adapter, backends.entries),
    ...topologyMistakes(system),
    ...servingMistakes(system),
    ...jobMistakes(system),
    ...listAt(system, "power", "bridges").flatMap((_, index) => bridgeMistakes(system, index)),
  ];
}

/** What is compared are systems, so that two adapters are two systems. */
function adapterMistakes(system: unknown): readonly Mistake[] {
  const count = listAt(system, "adapter").length;
  if (count === 0) return [];
  return [{ path: ["adapter"], at: "value", code: "several-adapters", data: { count }, hint: "one-adapter" }];
}

function lifecycleMistakes(system: unknown, adapter: BackendAdapter | undefined): readonly Mistake[] {
  const lifecycle = textAt(system, "lifecycle");
  if (adapter === undefined || !isLifecycle(lifecycle) || adapter.lifecycles.includes(lifecycle)) return [];
  const data = { adapter: adapter.name, received: lifecycle, expected: adapter.lifecycles.join(" | ") };
  return [{ path: ["lifecycle"], at: "value", code: "lifecycle-unsupported", data }];
}

/** A system serves or trains, or both; the second only where its adapter can. */
function abilityMistakes(
  system: unknown,
  adapter: BackendAdapter | undefined,
  adapters: readonly BackendAdapter[],
): readonly Mistake[] {
  const [serves, trains] = ["serving", "training"].map((key) => valueAt(system, key) !== undefined);
  if (!serves && !trains && adapter?.trainsByItself !== true) {
    const data = { key: "serving", expected: "mapping" };
    return [{ path: ["serving"], at: "value", code: "missing-key", data, hint: "serving-or-training" }];
  }
  if (!trains || adapter === undefined || adapter.train !== undefined) return [];
  const data = { adapter: adapter.name, known: trainingAdapters(adapters) };
  return [{ path: ["training"], at: "key", code: "adapter-trains-nothing", data, hint: "training-adapters" }];
}

/** Names of the adapters that can train. */
export function trainingAdapters(adapters: readonly BackendAdapter[]): string {
  return adapters.flatMap(({ name, train }) => (train === undefined ? [] : [name])).join(", ");
}

function isLifecycle(word: string | undefined): word is Lifecycle {
  return (LIFECYCLES as readonly (string | undefined)[]).includes(word);
}

/**
 * What is served is compared between systems by name. A path of this machine is neither the same on another one nor fit
 * for a record.
 */
function servingMistakes(system: unknown): readonly Mistake[] {
  return ["model", "tokenizer"].flatMap((key): readonly Mistake[] => {
    const name = textAt(system, "serving", key);
    if (name === undefined || !/^([/\\~.]|[A-Za-z]:[\\/])/.test(name)) return [];
    const data = { key, received: shownValue(name) };
    return [{ path: ["serving", key], at: "value", code: "path-as-name", data, hint: "name-not-path" }];
  });
}

function bridgeMistakes(system: unknown, index: number): readonly Mistake[] {
  const path = ["power", "bridges", index];
  const mistakes = [...orderedLimits(system, path, "wattsLow", "wattsHigh")];
  const from = textAt(system, ...path, "from");
  const to = textAt(system, ...path, "to");
  if (!isBoundary(from) || !isBoundary(to)) return mistakes;
  if (compareBoundaries(from, to) >= 0) {
    const data = { from, to, order: BOUNDARIES.join(" < ") };
    const hint = "boundary-order";
    mistakes.push({ path: [...path, "to"], at: "value", code: "bridge-not-widening", data, hint });
  }
  const isRepeated = listAt(system, "power", "bridges")
    .slice(0, index)
    .some((earlier) => textAt(earlier, "from") === from && textAt(earlier, "to") === to);
  if (isRepeated) mistakes.push({ path, at: "value", code: "duplicate-bridge", data: { from, to } });
  return mistakes;
}

function isBoundary(word: string | undefined): word is Boundary {
  return (BOUNDARIES as readonly (string | undefined)[]).includes(word);
}
