import { compareResults } from "../compare/compare-results.js";
import { selectEntries } from "../compare/select-execution.js";
import { isNarrowEnough, stoppedEarly, widestInterval } from "../compare/stop-rule.js";
import type { MessageKey } from "../locales/catalogue.js";
import type { Comparison } from "../model/comparison.js";
import { MeasurementError } from "../model/errors.js";
import type { ExecutionResult } from "../model/execution.js";
import type { MessageData } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import { readResults } from "../records/results-reader.js";

/** Watches how narrow the intervals of an execution become, for a plan that has a rule to stop; says what it finds. */
export interface WidthWatch {
  /** Absent where the plan has no rule. */
  readonly isEnough?: (workloadId: string, executionId: string) => Promise<boolean>;
  /** Names the workloads whose intervals are still wider than asked for after the most runs. */
  sayWhatStayedWide(result: ExecutionResult): Promise<void>;
}

export function watchWidths(
  plan: Plan,
  resultsDir: string,
  say: (key: MessageKey, data: MessageData) => void,
): WidthWatch {
  const { stop } = plan;
  if (stop === undefined) return { sayWhatStayedWide: async () => undefined };
  const enough = new Set<string>();
  return {
    isEnough: async (workloadId, executionId) => {
      const { comparisons, blocks } = await readSoFar(resultsDir, plan, workloadId, executionId);
      if (!isNarrowEnough(comparisons, stop)) return false;
      enough.add(workloadId);
      const data = { workload: workloadId, runs: blocks ?? plan.repeats, asked: stop.width };
      say("cli.run.narrow-enough", { ...data, width: widestInterval(comparisons) ?? 0 });
      return true;
    },
    sayWhatStayedWide: async ({ executionId, runs, interrupted }) => {
      if (interrupted || runs.length === 0) return;
      for (const { id } of plan.workloads.filter((workload) => !enough.has(workload.id))) {
        const { comparisons } = await readSoFar(resultsDir, plan, id, executionId);
        if (isNarrowEnough(comparisons, stop)) continue;
        const width = widestInterval(comparisons);
        const data = { workload: id, runs: stop.maxRuns, asked: stop.width };
        if (width === undefined) say("cli.run.without-interval", data);
        else say("cli.run.stayed-wide", { ...data, width });
      }
    },
  };
}

interface SoFar {
  readonly comparisons: readonly Comparison[];
  /** Runs of each system where the last block is whole. */
  readonly blocks: number | undefined;
}

/** Reads the runs of one workload back; nothing of other workloads or executions is read. */
async function readSoFar(resultsDir: string, plan: Plan, workloadId: string, executionId: string): Promise<SoFar> {
  const selection = { planHash: plan.hash, executionId };
  const trialIds = new Set(plan.trials.filter((trial) => trial.workloadId === workloadId).map(({ id }) => id));
  const results = await readResults(resultsDir, (ledger) =>
    selectEntries(ledger, selection).filter(({ trialId }) => trialIds.has(trialId)),
  );
  const blocks = stoppedEarly(plan, workloadId, selectEntries(results.ledger, selection));
  try {
    return { blocks, comparisons: compareResults(results, selection).filter((one) => one.workload.id === workloadId) };
  } catch (error) {
    // Records that cannot be read are no reason to end what is running.
    if (error instanceof MeasurementError) return { blocks, comparisons: [] };
    throw error;
  }
}
