import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { LedgerEntry } from "../model/ledger-entry.js";
import type { Plan } from "../model/plan.js";
import type { Results } from "../records/results-reader.js";

export interface Selection {
  /** A plan's hash or the beginning of it. */
  readonly planHash?: string | undefined;
  readonly executionId?: string | undefined;
}

/** One execution of one plan: what a comparison is made of. */
export interface Execution {
  readonly executionId: string;
  readonly plan: Plan;
  /** Its ledger entries, in the order in which the trials started. */
  readonly entries: readonly LedgerEntry[];
  /** Other executions of the same plan in the same results, which a reader must know of. */
  readonly others: readonly string[];
}

/** The ledger entries of the execution that is asked for, else of the one that started last; none where nothing fits. */
export function selectEntries(ledger: readonly LedgerEntry[], selection: Selection): readonly LedgerEntry[] {
  const fitting = ledger.filter(
    (entry) =>
      entry.planHash.startsWith(selection.planHash ?? "") &&
      (selection.executionId === undefined || entry.executionId === selection.executionId),
  );
  return fitting.filter((entry) => entry.executionId === fitting.at(-1)?.executionId);
}

/**
 * The execution to compare, with its plan.
 *
 * @throws MeasurementError where nothing fits: an empty result is an error, never a success
 */
export function selectExecution(results: Results, selection: Selection): Execution {
  const entries = selectEntries(results.ledger, selection);
  const [first] = entries;
  if (first === undefined) throw new MeasurementError(failure("nothing-to-compare"));
  const { executionId, planHash } = first;
  const plan = entries
    .map((entry) => results.runs.get(entry.runId)?.manifest.plan)
    .find((candidate) => candidate?.hash === planHash);
  if (plan === undefined) throw new MeasurementError(failure("no-readable-run", { execution: executionId }));
  const samePlan = results.ledger.filter((entry) => entry.planHash === planHash).map((entry) => entry.executionId);
  const others = [...new Set(samePlan)].filter((other) => other !== executionId);
  return { executionId, plan, entries, others };
}
