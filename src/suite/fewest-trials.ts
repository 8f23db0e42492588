import type { Plan, Trial } from "../model/plan.js";

/** Of some trials of a plan those that are run in any case; all of them where the plan has no rule to stop. */
export function fewestTrials({ stop, repeats }: Pick<Plan, "stop" | "repeats">, trials: readonly Trial[]) {
  return stop === undefined ? trials : trials.filter(({ repeat }) => repeat <= repeats);
}
