import { suspectsOf } from "../compare/gate/confirm-regressions.js";
import type { GateJudgement } from "../compare/gate/gate-judgement.js";
import { type Selection, selectEntries } from "../compare/select-execution.js";
import { message } from "../locales/catalogue.js";
import { hashOf } from "../records/hash.js";
import { readLedger } from "../records/ledger.js";
import { type Results, readResults } from "../records/results-reader.js";
import { slowedCopy } from "../run/control/slowed-copy.js";
import { deriveSuite } from "../suite/derive-suite.js";
import type { ReadSuite } from "../suite/read-suite.js";
import type { CommandContext } from "./command.js";
import { executeWithProgress } from "./execute.js";
import { type GateArguments, type GateChosen, resumeCommand } from "./gate-arguments.js";
import type { ControlQuestion } from "./gate-form.js";

/** Results of one execution, and which one it is. */
export interface Measured {
  readonly results: Results;
  readonly selection: Selection & { readonly executionId: string };
  /** Whether a trial was run just now: false for what was complete before. */
  readonly isFresh: boolean;
}

type RunChoices = Pick<GateChosen, "results" | "workers" | "verbose">;

/** Runs a plan and reads what its records say; `interrupted` where it was stopped. */
export async function measure(
  suite: ReadSuite,
  { results: resultsDir, workers, verbose }: RunChoices,
  resume: boolean,
  context: CommandContext,
): Promise<Measured | "interrupted"> {
  const result = await executeWithProgress(suite, { resultsDir, resume, workers, verbose }, context);
  if (result.interrupted) return "interrupted";
  const { executionId } = result;
  const measured = await readMeasured(resultsDir, { planHash: result.plan.hash, executionId });
  return { ...measured, isFresh: result.runs.length > 0 };
}

export async function readMeasured(resultsDir: string, selection: Measured["selection"]): Promise<Measured> {
  const results = await readResults(resultsDir, (ledger) => selectEntries(ledger, selection));
  return { results, selection, isFresh: false };
}

/** The last execution of a plan in a results folder, or the one that is asked for; undefined where there is none. */
export async function findExecution(
  resultsDir: string,
  planHash: string,
  executionId?: string | undefined,
): Promise<Measured["selection"] | undefined> {
  const { entries } = await readLedger(resultsDir);
  const last = entries.findLast(
    (entry) => entry.planHash === planHash && (executionId === undefined || entry.executionId === executionId),
  );
  return last && { planHash, executionId: last.executionId };
}

/** The head beside a copy of it that tokwatt slows down. */
export function controlSuite(suite: ReadSuite, { head, rule }: ControlQuestion, slowdown: number): ReadSuite {
  const { systems, opened } = slowedCopy(suite, head.id, slowdown);
  const [original, copy] = systems;
  return deriveSuite(suite, {
    suffix: "control",
    systems,
    opened,
    order: "interleaved",
    comparisons: [{ ...rule, candidate: copy.id, baseline: original.id }],
  });
}

/**
 * The suspects once more: the same systems with other arrivals and prompts. The seed follows from the execution that is to be
 * confirmed, so that no other one can be mistaken for its confirmation.
 */
export function confirmSuite(suite: ReadSuite, judgement: GateJudgement): ReadSuite {
  const suspects = suspectsOf(judgement);
  const ids = new Set(suspects.map(({ systemId }) => systemId));
  return deriveSuite(suite, {
    suffix: "confirm",
    seed: Number.parseInt(hashOf(judgement.executionId).slice(0, 12), 16),
    repeats: Math.max(suite.plan.repeats, ...suspects.map(({ head }) => head.values.length)),
    systems: suite.plan.systems.filter(({ id }) => ids.has(id)),
    comparisons: [],
  });
}

/** Runs a derived plan, or what is left of it where the gate that it belongs to is resumed. */
export async function measureDerived(
  suite: ReadSuite,
  chosen: RunChoices & Pick<GateChosen, "resume">,
  context: CommandContext,
): Promise<Measured | "interrupted"> {
  const isBegun = chosen.resume && (await findExecution(chosen.results, suite.plan.hash)) !== undefined;
  return await measure(suite, chosen, isBegun, context);
}

/** Says how to go on where a gate was stopped. */
export function sayHowToResume(values: GateArguments, { language, stderr }: CommandContext): void {
  stderr.write(`${message(language, "cli.gate.resume", { command: resumeCommand(values) })}\n`);
}
