import { closest } from "../contract/closest.js";
import { type ComparedSides, comparedSides, namesAt } from "./compared-sides.js";
import { COMPARISON_FORMS, comparisonEntry } from "./comparison-schema.js";
import type { Mistake } from "./mistake.js";
import { keysAt, listAt, textAt, valueAt } from "./peek.js";
import { type SuiteReferences, unknownMetric, unknownSystem, unknownWorkload } from "./suite-references.js";

const MARGINS = ["margins", "equivalence", "nonInferiority"] as const;

/** What is wrong with entry `index` of `comparisons`, on a value that may be wrong in any other way. */
export function comparisonMistakes(suite: unknown, index: number, references: SuiteReferences): readonly Mistake[] {
  const path = ["comparisons", index];
  return [
    ...formMistakes(suite, path),
    ...sideMistakes(suite, index, references),
    ...analysisMistakes(suite, path),
    ...MARGINS.flatMap((key) =>
      keysAt(suite, ...path, key, "metrics").flatMap((id) =>
        unknownMetric([...path, key, "metrics", id], "key", id, references),
      ),
    ),
    ...primaryMetricMistakes(suite, path, references),
    ...primaryOfKindMistakes(suite, path, references),
    ...keysAt(suite, ...path, "weights").flatMap((id) =>
      unknownWorkload([...path, "weights", id], "key", id, references),
    ),
  ];
}

const SIDE_KEYS: readonly string[] = [...new Set(COMPARISON_FORMS.flat())];

/** An entry names its systems in one of three ways; a key that was misspelt is a mistake already. */
function formMistakes(suite: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  const entry = valueAt(suite, ...path);
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return [];
  const keys = keysAt(entry);
  const given = SIDE_KEYS.filter((key) => keys.includes(key));
  const isForm = (form: readonly string[]) => form.length === given.length && form.every((key) => given.includes(key));
  if (COMPARISON_FORMS.some(isForm)) return [];
  const missing = ["candidate", "baseline"].filter((key) => !given.some((name) => name.startsWith(key)));
  if (missing.length === 0 || given.includes("pairs")) {
    const data = { keys: given.join(", ") };
    return [{ path, at: "value", code: "comparison-of-two-forms", data, hint: "comparison-forms" }];
  }
  const meant = keys.filter((key) => !(key in comparisonEntry.shape)).map((key) => closest(key, SIDE_KEYS));
  if (meant.includes("pairs")) return [];
  return missing
    .filter((key) => !meant.some((name) => name?.startsWith(key)))
    .map((key) => ({
      path: [...path, key],
      at: "value",
      code: "missing-key",
      data: { key, expected: "text" },
      hint: "comparison-forms",
    }));
}

function sideMistakes(suite: unknown, index: number, references: SuiteReferences): readonly Mistake[] {
  const path = ["comparisons", index];
  const entries = listAt(suite, "comparisons");
  const entry = entries[index];
  const names = [...namesAt(entry, "candidates"), ...namesAt(entry, "pairs")];
  const earlier = entries.slice(0, index).flatMap(comparedSides);
  return [
    ...["candidate", "baseline"].flatMap((key) =>
      unknownSystem([...path, key], "value", textAt(entry, key), references),
    ),
    ...names.flatMap((name) => {
      const place = [...path, ...name.path];
      const isRepeated = names.some((other) => other.name === name.name && other.place < name.place);
      if (isRepeated) return [duplicate(place, name.name)];
      return unknownSystem(place, "value", name.name, references);
    }),
    ...comparedSides(entry).flatMap((sides) => pairMistakes(path, sides, earlier)),
  ];
}

function duplicate(path: readonly PropertyKey[], name: string): Mistake {
  return { path, at: "value", code: "duplicate-entry", data: { name } };
}

function pairMistakes(
  entry: readonly PropertyKey[],
  { candidate, baseline, path }: ComparedSides,
  earlier: readonly ComparedSides[],
): readonly Mistake[] {
  const isSingle = path.length === 1;
  if (candidate === baseline) {
    // In `pairs` a system that is listed twice is said to be so already.
    if (path[0] === "pairs") return [];
    const place = isSingle ? [...entry, "baseline"] : [...entry, ...path];
    return [{ path: place, at: "value", code: "same-system", data: { system: baseline } }];
  }
  const isRepeated = earlier.some((sides) => sides.candidate === candidate && sides.baseline === baseline);
  const place = isSingle ? entry : [...entry, ...path];
  return isRepeated ? [{ path: place, at: "value", code: "duplicate-comparison", data: { candidate, baseline } }] : [];
}

/** Pairs are runs of one block, side by side in time; run one system after the other, they share nothing. */
function analysisMistakes(suite: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  if (textAt(suite, ...path, "analysis") !== "paired" || textAt(suite, "order") !== "sequential") return [];
  const data = { analysis: "paired", order: "sequential", expected: "interleaved" };
  return [{ path: [...path, "analysis"], at: "value", code: "paired-not-interleaved", data }];
}

function primaryMetricMistakes(
  suite: unknown,
  path: readonly PropertyKey[],
  references: SuiteReferences,
): readonly Mistake[] {
  const listed = listAt(suite, ...path, "primaryMetrics");
  return listed.flatMap((id, index): readonly Mistake[] => {
    if (typeof id !== "string") return [];
    const place = [...path, "primaryMetrics", index];
    if (listed.indexOf(id) < index) return [duplicate(place, id)];
    return unknownMetric(place, "value", id, references);
  });
}

/** Metrics that a hint names. */
const NAMED_METRICS = 4;

/** A comparison of a kind of workload that has no primary metric would have no headline. */
function primaryOfKindMistakes(
  suite: unknown,
  comparison: readonly PropertyKey[],
  { metrics, workloads }: SuiteReferences,
): readonly Mistake[] {
  const path = [...comparison, "primaryMetrics"];
  const listed = listAt(suite, ...path).map((id) => metrics.find((metric) => metric.id === id));
  // An unknown name may have been meant to be the one that is wanted.
  if (listed.length === 0 || listed.some((metric) => metric === undefined)) return [];
  return [...new Set(workloads.map(({ kind }) => kind))]
    .filter((kind) => !listed.some((metric) => metric?.of.includes(kind)))
    .map((kind): Mistake => {
      const known = metrics.filter(({ of }) => of.includes(kind)).slice(0, NAMED_METRICS);
      const data = { kind, known: known.map(({ id }) => id).join(", ") };
      return { path, at: "value", code: "no-primary-metric-of-kind", data, hint: "primary-metric-of-kind" };
    });
}
