import { MINIMUM_NOISE_RUNS } from "../compare/noise/metric-noise.js";
import { unknownName } from "../contract/registry.js";
import { InputError } from "../model/errors.js";
import type { Plan, PlannedComparison } from "../model/plan.js";
import type { Problem } from "../model/problem.js";
import { slowedCopy } from "../run/control/slowed-copy.js";
import { deriveSuite } from "../suite/derive-suite.js";
import type { ReadSuite } from "../suite/read-suite.js";

/** Which noise is to be measured. */
export interface AaQuestion {
  /** Runs of every system on every workload. */
  readonly runs: number;
  /** Relative: a copy of each system that is slowed down by it runs in turn with the system. */
  readonly slowdown?: number | undefined;
  /** Ids; all where they are left out. */
  readonly systems?: readonly string[] | undefined;
  readonly workloads?: readonly string[] | undefined;
}

/** With fewer the spread is hardly known: after ten runs to a factor between 0.7 and 1.8. */
export const ADVISED_NOISE_RUNS = 10;
/** Nobody makes more runs than these. */
const MOST_RUNS = 1000;

/** What decides where a suite compares nothing, and the margin of a gate that nobody set. */
const DEFAULT_PRIMARY = [
  "output-tokens-per-second",
  "tokens-per-joule",
  "training-tokens-per-second",
  "training-tokens-per-joule",
] as const;
const DEFAULT_MARGIN = 0.02;

/**
 * A suite's systems against themselves: so many runs of each in turn, no comparison but that of slowed copies with their
 * originals, where they are asked for.
 *
 * @throws InputError with all that is wrong with the question
 */
export function aaSuite(suite: ReadSuite, question: AaQuestion): ReadSuite {
  const { plan } = suite;
  const problems = questionProblems(plan, question);
  if (problems.length > 0) throw new InputError(problems);
  const { runs, slowdown, systems: asked, workloads } = question;
  const chosen = plan.systems.filter(({ id }) => asked?.includes(id) ?? true);
  const narrowed = {
    ...suite,
    plan: { ...plan, workloads: plan.workloads.filter(({ id }) => workloads?.includes(id) ?? true) },
  };
  const copies = slowdown === undefined ? [] : chosen.map(({ id }) => slowedCopy(suite, id, slowdown));
  return deriveSuite(narrowed, {
    suffix: "aa",
    repeats: runs,
    order: "interleaved",
    systems: slowdown === undefined ? chosen : copies.flatMap(({ systems }) => systems),
    comparisons: copies.map(({ systems: [original, copy] }) => controlComparison(plan, original.id, copy.id)),
    opened: new Map(copies.flatMap(({ opened }) => [...opened])),
  });
}

/** Ids of the metrics that a suite decides by about a system; of the whole suite where it compares the system with nothing. */
export function primaryMetricsOf({ comparisons }: Pick<Plan, "comparisons">, systemId: string): readonly string[] {
  const own = comparisonsOf(comparisons, systemId);
  const ids = (own.length > 0 ? own : comparisons).flatMap(({ primaryMetrics }) => primaryMetrics);
  return ids.length > 0 ? [...new Set(ids)] : DEFAULT_PRIMARY;
}

function comparisonsOf(comparisons: readonly PlannedComparison[], systemId: string): readonly PlannedComparison[] {
  return comparisons.filter(({ candidate, baseline }) => candidate === systemId || baseline === systemId);
}

/** Slowed against untouched, as the suite compares the system with others. */
function controlComparison(plan: Plan, systemId: string, copyId: string): PlannedComparison {
  const [like] = comparisonsOf(plan.comparisons, systemId);
  return {
    candidate: copyId,
    baseline: systemId,
    analysis: like?.analysis ?? "welch",
    confidence: like?.confidence ?? 0.95,
    margins: like?.margins ?? { default: DEFAULT_MARGIN, metrics: {} },
    primaryMetrics: primaryMetricsOf(plan, systemId),
    meters: "shared",
  };
}

function questionProblems(plan: Plan, { runs, slowdown, systems, workloads }: AaQuestion): readonly Problem[] {
  const isFine = Number.isInteger(runs) && runs >= MINIMUM_NOISE_RUNS && runs <= MOST_RUNS;
  const expected = `>= ${MINIMUM_NOISE_RUNS}, <= ${MOST_RUNS}, integer`;
  const received = { option: "runs", expected, received: String(runs) };
  return [
    ...(isFine ? [] : [{ code: "option-out-of-range", data: received, hint: "aa-runs" }]),
    ...unknown("system", systems, plan.systems),
    ...unknown("workload", workloads, plan.workloads),
    ...(slowdown === undefined ? [] : unseenControl(plan, systems, slowdown)),
  ];
}

function unknown(
  kind: "system" | "workload",
  asked: readonly string[] | undefined,
  present: readonly { readonly id: string }[],
): readonly Problem[] {
  const ids = present.map(({ id }) => id);
  return (asked ?? []).filter((id) => !ids.includes(id)).map((id) => unknownName(kind, id, ids));
}

/**
 * A slow-down within the margin is none to any gate, however well it measures. Each system has the margins by which its own copy
 * is judged: what the narrower ones of another comparison would find leaves it blind, and it is not to be called so.
 */
function unseenControl(plan: Plan, systems: readonly string[] | undefined, slowdown: number): readonly Problem[] {
  const named = plan.systems.filter(({ id }) => systems?.includes(id) ?? true);
  const narrowest = (named.length > 0 ? named : plan.systems).map(({ id }) => {
    const { margins, primaryMetrics } = controlComparison(plan, id, id);
    return Math.min(...primaryMetrics.map((metric) => margins.metrics[metric] ?? margins.default));
  });
  const margin = Math.max(...narrowest);
  if (1 / (1 + slowdown) < 1 - margin) return [];
  return [{ code: "control-within-margin", data: { slowdown, margin }, hint: "larger-control" }];
}
