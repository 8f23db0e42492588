import type { ListedRun } from "../model/comparison.js";
import { type Finding, failure, note, warning } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import { judgeSteadiness, type Steadiness } from "./steadiness.js";
import type { Side, ViewedSide } from "./viewed-side.js";

/** How steady each used run is, by its id. */
export type SteadinessOfRuns = ReadonlyMap<string, Steadiness>;

export function steadinessOfRuns(side: Side, viewed: ViewedSide, plan: Plan): SteadinessOfRuns {
  return new Map(
    side.records.flatMap(({ manifest: { runId, windows } }) => {
      const view = viewed.views.get(runId);
      if (view?.kind !== "view" || windows === undefined) return [];
      return [[runId, judgeSteadiness(view, windows, plan)] as const];
    }),
  );
}

/** The list of runs; those that were not steady say so behind their other findings. */
export function withSteadiness(listed: readonly ListedRun[], known: SteadinessOfRuns): readonly ListedRun[] {
  return listed.map((run) => {
    const { kind, findings = [] } = known.get(run.runId) ?? {};
    return kind === "unsteady" ? { ...run, findings: [...run.findings, ...findings] } : run;
  });
}

/** That some runs of a system were not steady, or that nobody can tell; nothing where all were. */
export function steadinessCaveats(system: string, known: SteadinessOfRuns): readonly Finding[] {
  const unsteady = countOf(known, "unsteady");
  const unknown = [...known.values()].find(({ kind }) => kind === "unknown")?.findings ?? [];
  return [
    ...(unsteady === 0 ? [] : [warning("runs-unsteady", { system, unsteady, runs: known.size })]),
    ...unknown.map(({ code, data }) => note(code, { ...data, system, unknown: countOf(known, "unknown") })),
  ];
}

/**
 * Where at least half of a side's used runs were not steady, its figures are those of no state that the system stays in:
 * a ratio to them is not comparable.
 */
export function steadinessObstacles(systemId: string, known: SteadinessOfRuns): readonly Finding[] {
  const unsteady = countOf(known, "unsteady");
  if (unsteady === 0 || unsteady * 2 < known.size) return [];
  return [failure("runs-not-steady", { system: systemId, unsteady, runs: known.size })];
}

function countOf(known: SteadinessOfRuns, kind: Steadiness["kind"]): number {
  return [...known.values()].filter((steadiness) => steadiness.kind === kind).length;
}
