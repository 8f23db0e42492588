import type { Plan } from "../model/plan.js";
import { hashOf } from "../records/hash.js";
import { expandTrials } from "./expand-trials.js";
import type { ReadSuite } from "./read-suite.js";
import type { OpenableSystem } from "./read-system.js";

/** What a derived plan has in the place of the suite's own. */
export interface PlanChanges extends Partial<Pick<Plan, "seed" | "repeats" | "order" | "systems" | "comparisons">> {
  /** Appended to the suite's id: the executions of a derived plan are told from those of the suite by their names. */
  readonly suffix: string;
  /** How to open the systems that the suite does not have, by their ids. */
  readonly opened?: ReadonlyMap<string, OpenableSystem> | undefined;
}

/**
 * A plan of its own, with its own trials and hash, made of what a suite says: the same runs with another seed, a system against
 * itself. A rule to stop is the suite's and does not come along.
 */
export function deriveSuite(suite: ReadSuite, { suffix, opened, ...changes }: PlanChanges): ReadSuite {
  const { hash: _, stop: __, trials: ___, ...kept } = suite.plan;
  const content: Omit<Plan, "hash" | "trials"> = {
    ...kept,
    ...changes,
    suite: { ...kept.suite, id: `${kept.suite.id}-${suffix}` },
  };
  const trials = expandTrials({
    seed: content.seed,
    repeats: content.repeats,
    order: content.order,
    systemIds: content.systems.map(({ id }) => id),
    workloadIds: content.workloads.map(({ id }) => id),
  });
  const plan = { ...content, trials };
  return {
    ...suite,
    plan: { ...plan, hash: hashOf(plan) },
    systems: new Map([...suite.systems, ...(opened ?? [])]),
  };
}
