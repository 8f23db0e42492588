import type { BackendAdapter } from "../contract/backend-adapter.js";
import type { Workload } from "../model/workload.js";
import type { Mistake } from "./mistake.js";
import type { ReadSystem } from "./read-system.js";
import { trainingAdapters } from "./system-checks.js";
import { pairMistakes } from "./training/pair-checks.js";

/** What a suite runs with what, as far as both could be read. */
export interface SuiteParts {
  /** By their places in the suite's list. */
  readonly systems: ReadonlyMap<number, ReadSystem>;
  /** Of every entry its rungs in their order, or the one workload where it is no ladder. */
  readonly workloads: readonly (readonly Workload[])[];
}

/** Systems that cannot run what the suite has for them, at the line that names the system or the workload. */
export function abilityMistakes(parts: SuiteParts, adapters: readonly BackendAdapter[]): readonly Mistake[] {
  return [...parts.systems].flatMap(([index, system]) => {
    const lacking = lackingAbilities(system, parts.workloads.flat(), adapters);
    const mistakes = lacking.map((mistake): Mistake => ({ path: ["systems", index], at: "value", ...mistake }));
    return [...mistakes, ...(canTrain(system) ? pairsOf(system, parts.workloads) : [])];
  });
}

type PlacelessMistake = Omit<Mistake, "path" | "at">;

/** Said once a system, of the first workload that it cannot run. */
function lackingAbilities(
  { spec, adapter }: ReadSystem,
  workloads: readonly Workload[],
  adapters: readonly BackendAdapter[],
): readonly PlacelessMistake[] {
  const [inference, training] = (["inference", "training"] as const).map((kind) =>
    workloads.find((workload) => workload.kind === kind),
  );
  const mistakes: PlacelessMistake[] = [];
  if (inference !== undefined && spec.serving === undefined) {
    const data = { system: spec.id, workload: inference.id };
    mistakes.push({ code: "system-serves-nothing", data, hint: "add-serving" });
  }
  if (training === undefined) return mistakes;
  const data = { system: spec.id, workload: training.id, adapter: adapter.name, known: trainingAdapters(adapters) };
  if (adapter.train === undefined) {
    return [...mistakes, { code: "system-cannot-train", data, hint: "training-adapters" }];
  }
  if (spec.training === undefined && adapter.trainsByItself !== true) {
    return [...mistakes, { code: "system-trains-nothing", data, hint: "add-training" }];
  }
  return mistakes;
}

function canTrain({ spec, adapter }: ReadSystem): boolean {
  return adapter.train !== undefined && (spec.training !== undefined || adapter.trainsByItself === true);
}

function pairsOf(system: ReadSystem, workloads: SuiteParts["workloads"]): readonly Mistake[] {
  return workloads.flatMap((rungs, index) =>
    rungs.flatMap((workload, place): readonly Mistake[] => {
      if (workload.kind !== "training") return [];
      const path = workload.rung === undefined ? ["workloads", index] : ["workloads", index, "nodes", place];
      const [first] = pairMistakes(system, workload);
      // What the first rung says of a job that is not there holds for all of them.
      const isRepeated = place > 0 && first?.code === "no-job";
      return first === undefined || isRepeated ? [] : [{ path, at: "value", ...first }];
    }),
  );
}
