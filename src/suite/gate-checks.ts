import { closestFact, FINGERPRINT_FACTS, isFact } from "./fingerprint-facts.js";
import type { Mistake } from "./mistake.js";
import { keysAt, listAt, textAt, valueAt } from "./peek.js";
import {
  answersTo,
  type KnownMetric,
  type SuiteReferences,
  unknownMetric,
  unknownSystem,
  unknownWorkload,
} from "./suite-references.js";

/** What is wrong with what a suite says for gates, on a value that may be wrong in any other way. */
export function gateMistakes(suite: unknown, references: SuiteReferences): readonly Mistake[] {
  if (valueAt(suite, "gate") === undefined) return [];
  const requirements = listAt(suite, "gate", "requirements");
  // Without anything to hold a system against, everything would pass.
  if (valueAt(suite, "gate", "history") === undefined && requirements.length === 0) {
    return [{ path: ["gate"], at: "key", code: "gate-empty", data: {}, hint: "gate-empty" }];
  }
  return [
    ...historyMistakes(suite, references),
    ...requirements.flatMap((_, index) => requirementMistakes(suite, index, references)),
  ];
}

function historyMistakes(suite: unknown, references: SuiteReferences): readonly Mistake[] {
  const path = ["gate", "history"];
  const listed = listAt(suite, ...path, "metrics");
  return [
    ...listed.flatMap((id, index): readonly Mistake[] => {
      if (typeof id !== "string") return [];
      const place = [...path, "metrics", index];
      if (listed.indexOf(id) < index) {
        return [{ path: place, at: "value", code: "duplicate-entry", data: { name: id } }];
      }
      return metricMistakes(place, id, undefined, references);
    }),
    ...keysAt(suite, ...path, "margins", "metrics").flatMap((id) =>
      unknownMetric([...path, "margins", "metrics", id], "key", id, references),
    ),
    ...listAt(suite, ...path, "vary").flatMap((fact, index) => factMistakes([...path, "vary", index], fact)),
  ];
}

function factMistakes(path: readonly PropertyKey[], fact: unknown): readonly Mistake[] {
  if (typeof fact !== "string" || isFact(fact)) return [];
  const suggestion = closestFact(fact);
  const data = { name: fact, known: [...FINGERPRINT_FACTS, "description.*"].join(", "), suggestion: suggestion ?? "" };
  const hint = suggestion === undefined ? "known-names" : "did-you-mean";
  return [{ path, at: "value", code: "unknown-fact", data, hint }];
}

function requirementMistakes(suite: unknown, index: number, references: SuiteReferences): readonly Mistake[] {
  const path = ["gate", "requirements", index];
  const requirement = valueAt(suite, ...path);
  const [metric, workload] = [textAt(requirement, "metric"), textAt(requirement, "workload")];
  return [
    ...(metric === undefined ? [] : metricMistakes([...path, "metric"], metric, workload, references)),
    ...boundMistakes(path, requirement, references),
    ...unknownSystem([...path, "system"], "value", textAt(requirement, "system"), references),
    ...(workload === undefined ? [] : unknownWorkload([...path, "workload"], "value", workload, references)),
  ];
}

/** A gate needs a metric that has a better direction, and a workload that has the metric. */
function metricMistakes(
  path: readonly PropertyKey[],
  id: string,
  workload: string | undefined,
  references: SuiteReferences,
): readonly Mistake[] {
  const metric = references.metrics.find((known) => known.id === id);
  if (metric === undefined) return unknownMetric(path, "value", id, references);
  if (metric.better === "neither") {
    return [
      { path, at: "value", code: "metric-without-direction", data: { metric: id }, hint: "metric-with-direction" },
    ];
  }
  const { workloads, hasAllWorkloads } = references;
  const meant = workloads.filter((one) => workload === undefined || answersTo(one, workload));
  if (meant.some(({ kind }) => metric.of.includes(kind)) || meant.length === 0) return [];
  if (workload === undefined && !hasAllWorkloads) return [];
  const data = { metric: id, kind: metric.of.join(" | ") };
  return [{ path, at: "value", code: "metric-of-no-workload", data, hint: "metric-of-workload" }];
}

function boundMistakes(
  path: readonly PropertyKey[],
  requirement: unknown,
  { metrics }: SuiteReferences,
): readonly Mistake[] {
  const keys = keysAt(requirement);
  const [atLeast, atMost] = [keys.includes("atLeast"), keys.includes("atMost")];
  if (atLeast && atMost) {
    return [
      { path: [...path, "atMost"], at: "key", code: "requirement-two-bounds", data: {}, hint: "two-requirements" },
    ];
  }
  const known = metrics.find(({ id }) => id === textAt(requirement, "metric"));
  if (!atLeast && !atMost) {
    if (typeof requirement !== "object" || requirement === null || keys.some(isMisspeltBound)) return [];
    const data = { key: known === undefined ? "atLeast" : boundOf(known) };
    return [{ path, at: "value", code: "requirement-without-bound", data, hint: "requirement-bound" }];
  }
  if (known === undefined || known.better === "neither") return [];
  const [given, expected] = [atLeast ? "atLeast" : "atMost", boundOf(known)];
  if (given === expected) return [];
  const data = { metric: known.id, better: known.better, key: expected, given };
  return [{ path: [...path, given], at: "key", code: "requirement-wrong-way", data, hint: "requirement-bound" }];
}

/** It is said to be an unknown key already. */
function isMisspeltBound(key: string): boolean {
  return key.toLowerCase().startsWith("at");
}

/** The bound that a better value is on the right side of. */
function boundOf({ better }: KnownMetric): "atLeast" | "atMost" {
  return better === "lower" ? "atMost" : "atLeast";
}
