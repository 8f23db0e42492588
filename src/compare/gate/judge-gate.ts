import { InputError } from "../../model/errors.js";
import type { Finding } from "../../model/finding.js";
import type { GateForm, GateLine } from "../../model/gate.js";
import type { SystemSpec } from "../../model/system.js";
import type { Workload } from "../../model/workload.js";
import type { History } from "../../records/history/read-history.js";
import type { Results } from "../../records/results-reader.js";
import { historyEntries } from "../history/history-entries.js";
import { type Execution, type Selection, selectExecution } from "../select-execution.js";
import { baseLines } from "./base-lines.js";
import { keyOf } from "./confirm-regressions.js";
import { decideLines } from "./decide-lines.js";
import { headsOf } from "./gate-heads.js";
import { distinct, type GateJudgement } from "./gate-judgement.js";
import { type HeadCell, headCell } from "./head-cell.js";
import { historyLine, historyMetrics } from "./history-lines.js";
import { requiredCells, requirementLine } from "./requirement-lines.js";
import { unusableTrials } from "./unusable-trials.js";

export interface GateQuestion {
  readonly form: GateForm;
  readonly selection: Selection;
  /** What the head is held against in the form `history`. */
  readonly history?: History | undefined;
  /** Executions whose entries are no history: those that are judged. */
  readonly judged?: readonly string[] | undefined;
  /** The lines that are asked for in the form `history`, by another judgement's; all where it is left out. */
  readonly only?: readonly GateLine[] | undefined;
}

/**
 * What one execution says to a gate. Everything that it goes by (metrics, margins, limits) is read from the plan in the records.
 *
 * @throws MeasurementError where the results hold no such execution
 * @throws InputError where the plan has not what this form needs
 */
export function judgeGate(results: Results, question: GateQuestion): GateJudgement {
  const execution = selectExecution(results, question.selection);
  // The very execution, should another one of the same plan be going on.
  const selection = { planHash: execution.plan.hash, executionId: execution.executionId };
  const { lines, stamps, caveats, systems } = judged(results, execution, { ...question, selection });
  const unusable = unusableTrials(results, execution, systems);
  return {
    form: question.form,
    plan: execution.plan,
    executionId: execution.executionId,
    lines,
    stamps: distinct(stamps),
    caveats: distinct(caveats),
    ...(unusable === undefined ? {} : { unusable }),
  };
}

type Judged = Pick<GateJudgement, "lines" | "stamps" | "caveats"> & { readonly systems: readonly string[] };

function judged(results: Results, execution: Execution, question: GateQuestion): Judged {
  if (question.form === "base") return judgeBase(results, question.selection);
  if (question.form === "requirement") return judgeRequirements(results, execution);
  return judgeHistory(results, execution, question);
}

function judgeBase(results: Results, selection: Selection): Judged {
  const { comparisons, open } = baseLines(results, selection);
  const systems = comparisons.flatMap(({ candidate, baseline }) => [candidate.systemId, baseline.systemId]);
  return {
    lines: decideLines(open),
    stamps: comparisons.flatMap((comparison) => comparison.stamps),
    caveats: comparisons.flatMap(({ differences, caveats }) => [...differences, ...caveats]),
    systems: distinct(systems),
  };
}

function judgeRequirements(results: Results, execution: Execution): Judged {
  const { plan } = execution;
  const cellOf = cells(results, execution);
  const required = (plan.gate?.requirements ?? []).flatMap((requirement) =>
    requiredCells(requirement, plan).map((cell) => ({ requirement, ...cell })),
  );
  const lines = required.map(({ requirement, system, workload, metric }) =>
    requirementLine(requirement, cellOf(system, workload), metric),
  );
  return { lines, ...said(required.map(({ system, workload }) => cellOf(system, workload))) };
}

function judgeHistory(results: Results, execution: Execution, { history, judged = [], only }: GateQuestion): Judged {
  const { plan, executionId } = execution;
  const gate = plan.gate?.history;
  if (gate === undefined || history === undefined) {
    throw new InputError([{ code: "gate-form-missing", data: { form: "history" }, hint: "gate-form-history" }]);
  }
  const excluded = new Set([executionId, ...judged]);
  const older = { ...history, entries: history.entries.filter((entry) => !excluded.has(entry.executionId)) };
  // Under which name it would be kept does not matter here.
  const fresh = historyEntries(results, { commit: "head", selection: { planHash: plan.hash, executionId } });
  const cellOf = cells(results, execution);
  const wanted = only && new Set(only.map(keyOf));
  const asked = headsOf(plan)
    .flatMap((system) =>
      plan.workloads.flatMap((workload) =>
        historyMetrics(gate, workload.kind).map((metric) => ({ metric, system, workload })),
      ),
    )
    .filter(({ metric, system, workload }) => {
      const key = keyOf({ systemId: system.id, workload, metricId: metric.id });
      return wanted === undefined || wanted.has(key);
    })
    .map(({ metric, system, workload }) => ({ metric, cell: cellOf(system, workload) }));
  const open = asked.map(({ metric, cell }) => {
    const own = fresh.entries.filter(
      ({ entry }) => entry.systemId === cell.system.id && entry.workloadId === cell.workload.id,
    );
    return historyLine(cell, metric, own.length === 1 ? own[0] : undefined, { gate, history: older });
  });
  const { caveats, ...others } = said(asked.map(({ cell }) => cell));
  // A plan that is run for every commit has other executions: they are the history.
  const own = caveats.filter(({ code }) => code !== "other-executions");
  return { lines: decideLines(open), ...others, caveats: [...history.findings, ...own] };
}

/** Makes each cell once, as all metrics of it look at the same runs. */
function cells(results: Results, execution: Execution): (system: SystemSpec, workload: Workload) => HeadCell {
  const known = new Map<string, HeadCell>();
  return (system, workload) => {
    const key = JSON.stringify([system.id, workload.id]);
    const cell = known.get(key) ?? headCell(results, execution, system, workload);
    known.set(key, cell);
    return cell;
  };
}

function said(cells: readonly HeadCell[]): Omit<Judged, "lines"> {
  return {
    stamps: cells.flatMap(({ stamps }) => stamps),
    caveats: cells.flatMap(({ caveats }): readonly Finding[] => caveats),
    systems: distinct(cells.map(({ system }) => system.id)),
  };
}
