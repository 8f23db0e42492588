import { comparisonsOf, confirmChange } from "../compare/history/confirm-change.js";
import type { ChangeOptions } from "../compare/history/level-changes.js";
import type { Selection } from "../compare/select-execution.js";
import { message } from "../locales/catalogue.js";
import type { Comparison } from "../model/comparison.js";
import { InputError, MeasurementError, problemsOf } from "../model/errors.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import { failure } from "../model/finding.js";
import type { Fingerprint } from "../model/fingerprint.js";
import type { HistoryEvent, HistorySeries } from "../model/history.js";
import type { Problem } from "../model/problem.js";
import { appendEvent } from "../records/history/append-history.js";
import type { History } from "../records/history/read-history.js";
import { formatRatio } from "../report/format-number.js";
import { printable } from "../report/renderers/printable.js";
import type { CommandContext } from "./command.js";
import { findChange } from "./history-selection.js";
import { readFilledHistory } from "./history-store.js";
import { readJudgement } from "./read-judgement.js";

interface ChangeCall {
  readonly history: string;
  readonly options: ChangeOptions;
}

/** `tokwatt history acknowledge CHANGE...`: they are known and stay; what follows is held against the new level. */
export async function acknowledgeChanges(
  call: ChangeCall & { readonly changes: readonly string[]; readonly reason: string | undefined },
  context: CommandContext,
): Promise<ExitCode> {
  const { history: dir, changes: ids, options, reason = "" } = call;
  if (reason.trim() === "") {
    throw new InputError([{ code: "history-reason-missing", data: {}, hint: "history-give-reason" }]);
  }
  const history = await readFilledHistory(dir, context);
  const found = findChanges(history, ids, options);
  for (const { change } of found) {
    await appendEvent(dir, { ...stamped("acknowledged", change.id), reason: reason.trim() });
    say("history.acknowledged", { change: change.id, commit: change.firstAfter }, context);
  }
  return EXIT.ok;
}

/** @throws InputError with every id that is none */
function findChanges(history: History, ids: readonly string[], options: ChangeOptions) {
  const problems: Problem[] = [];
  const found = ids.flatMap((id) => {
    try {
      return [findChange(history, id, options)];
    } catch (error) {
      problems.push(...problemsOf(error));
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

/** `tokwatt history confirm CHANGE RESULTS`: what fresh interleaved runs of both sides say of it. */
export async function decideChange(
  call: ChangeCall & { readonly change: string; readonly results: string; readonly selection: Selection },
  context: CommandContext,
): Promise<ExitCode> {
  const { history: dir, change: id } = call;
  const history = await readFilledHistory(dir, context);
  const { change, series } = findChange(history, id, call.options);
  const { comparisons } = await readJudgement(call.results, call.selection);
  const comparison = onlyOne(comparisonsOf(series, comparisons), id, series);
  requireSameWork(comparison, history.fingerprints.get(series.points[change.index]?.fingerprint ?? ""));
  const confirmation = confirmChange(change, series, comparison);
  const { executionId: execution } = comparison;
  const about = { metric: series.metricId, workload: series.workloadId };
  if (confirmation === undefined || confirmation.outcome === "not-comparable") {
    throw new MeasurementError(failure("history-not-comparable", about));
  }
  const { outcome, ratio } = confirmation;
  if (outcome === "inconclusive" || ratio === undefined) {
    say("history.undecided", { change: id, execution, state: change.state, verdict: "inconclusive" }, context);
    return EXIT.inconclusive;
  }
  await appendEvent(dir, { ...stamped(outcome, id), executionId: execution, ratio });
  const { point, low, high } = ratio;
  const [shown, from, to] = [point, low, high].map((value) => formatRatio(value, (high - low) / 2));
  const data = { change: id, execution, ratio: shown ?? "", low: from ?? "", high: to ?? "" };
  say(outcome === "confirmed" ? "history.confirmed" : "history.refuted", data, context);
  return EXIT.ok;
}

/** @throws MeasurementError where the fresh runs did other work than the history's: the id is the same, the workload is not */
function requireSameWork({ workload }: Comparison, environment: Fingerprint | undefined): void {
  const known = environment?.facts["workload"];
  if (known === undefined || known === workload.hash) return;
  throw new MeasurementError(failure("history-other-workload", { workload: workload.id }));
}

function stamped(kind: HistoryEvent["kind"], change: string): HistoryEvent {
  return { format: "tokwatt.history-event", version: 1, kind, change, at: new Date().toISOString() };
}

/**
 * @throws MeasurementError where there is none
 * @throws InputError where nobody can tell which one is meant
 */
function onlyOne(
  comparisons: readonly Comparison[],
  change: string,
  { metricId: metric, workloadId: workload }: HistorySeries,
): Comparison {
  const [first, ...others] = comparisons;
  if (first === undefined) throw new MeasurementError(failure("history-no-comparison", { metric, workload }));
  if (others.length === 0) return first;
  const list = comparisons.map(({ candidate, baseline }) => `${candidate.systemId} / ${baseline.systemId}`).join(", ");
  const data = { change, comparisons: list };
  throw new InputError([{ code: "history-comparisons-many", data, hint: "history-one-comparison" }]);
}

function say(
  key: "history.acknowledged" | "history.confirmed" | "history.refuted" | "history.undecided",
  data: Readonly<Record<string, string>>,
  { language, stdout }: CommandContext,
): void {
  stdout.write(`${printable(message(language, key, data))}\n`);
}
