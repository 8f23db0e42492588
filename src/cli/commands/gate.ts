import { confirmRegressions, suspectsOf } from "../../compare/gate/confirm-regressions.js";
import type { GateJudgement } from "../../compare/gate/gate-judgement.js";
import { blindReport, gateReport } from "../../compare/gate/gate-report.js";
import { type JudgedControl, judgeControl } from "../../compare/gate/judge-control.js";
import { judgeGate } from "../../compare/gate/judge-gate.js";
import { message } from "../../locales/catalogue.js";
import { InputError, MeasurementError } from "../../model/errors.js";
import { EXIT, type ExitCode } from "../../model/exit-codes.js";
import { failure, warning } from "../../model/finding.js";
import type { GateForm, GateReport } from "../../model/gate.js";
import { type History, readHistory } from "../../records/history/read-history.js";
import { gateSurfaces } from "../../report/gate/surfaces.js";
import { type ReadSuite, readSuite } from "../../suite/read-suite.js";
import { type CommandContext, defineCommand } from "../command.js";
import { addHead, checkAdd } from "../gate-add.js";
import { buildGateOptions, type GateArguments, type GateChosen, readGateArguments } from "../gate-arguments.js";
import { chooseForm, controlQuestion } from "../gate-form.js";
import { checkOutputs, writeOutputs } from "../gate-outputs.js";
import {
  confirmSuite,
  controlSuite,
  findExecution,
  type Measured,
  measure,
  measureDerived,
  readMeasured,
  sayHowToResume,
} from "../gate-runs.js";
import { recordedCommit } from "../history-add.js";
import { refuseMissing } from "../read-judgement.js";
import { renderOptions } from "../render-options.js";
import { createVocabulary } from "../vocabulary.js";

/** `tokwatt gate SUITE`: whether the head is worse than its base, its history or what is required of it. */
export const command = defineCommand<GateArguments>({
  build: buildGateOptions,
  run: async (values, context) => {
    const chosen = readGateArguments(values);
    const suite = await readSuite(chosen.suite, createVocabulary());
    const form = chooseForm(suite.plan, chosen.against, chosen.suite);
    if (chosen.add && form !== "history") {
      throw new InputError([{ code: "gate-add-is-of-history", data: { form }, hint: "gate-against-history" }]);
    }
    await checkAdd(chosen, context);
    await checkOutputs(chosen.outputs);
    const exitCode = await runGate({ suite, form, chosen, context });
    if (exitCode === EXIT.interrupted) sayHowToResume(values, context);
    return exitCode;
  },
});

interface GateCall {
  readonly suite: ReadSuite;
  readonly form: GateForm;
  readonly chosen: GateChosen;
  readonly context: CommandContext;
}

async function runGate(call: GateCall): Promise<ExitCode> {
  const { suite, form, chosen, context } = call;
  // Damage is known before an hour of runs, not after it.
  const history = form === "history" ? await readHistory(chosen.history) : undefined;
  const control = await runControl(call);
  if (control === "interrupted") return EXIT.interrupted;
  if (control?.judged.control.isBlind === true) {
    const { judged, executionId } = control;
    const report = blindReport(suite.plan, form, judged, { commit: chosen.commit, executionId });
    return await show(report, chosen, context);
  }
  // Stopped in its control, a gate has made no run of its own: what the folder has of the plan is of an earlier one.
  const isBegun = chosen.resume && control?.isFresh !== true;
  const measured = chosen.recorded ? await readRecorded(suite, chosen) : await measure(suite, chosen, isBegun, context);
  if (measured === "interrupted") return EXIT.interrupted;
  const first = judgeGate(measured.results, { form, selection: measured.selection, history });
  const confirmed = await confirm(first, call, history);
  if (confirmed === "interrupted") return EXIT.interrupted;
  const { judgement, confirmation } = confirmed;
  const { inconclusive } = chosen;
  const report = gateReport(judgement, {
    inconclusive,
    commit: commitOf(measured, chosen),
    control: control?.judged.control,
    confirmation,
  });
  const exitCode = await show(report, chosen, context);
  if (chosen.add) await addHead(report, measured, chosen, context);
  return exitCode;
}

/** @throws MeasurementError where this very plan was not run into the folder: nothing to judge never passes */
async function readRecorded({ plan }: ReadSuite, { results, execution }: GateChosen): Promise<Measured> {
  await refuseMissing(results, "results-not-found", "run-first");
  const selection = await findExecution(results, plan.hash, execution);
  if (selection === undefined) {
    const isRun = execution !== undefined && (await findExecution(results, plan.hash)) !== undefined;
    throw new MeasurementError(
      isRun ? failure("gate-execution-unknown", { results, execution }) : failure("gate-plan-not-run", { results }),
    );
  }
  return await readMeasured(results, selection);
}

/** Whether the gate finds a slow-down that is known to be there, before it is asked for one that is not. */
async function runControl({
  suite,
  form,
  chosen,
  context,
}: GateCall): Promise<
  | { readonly judged: JudgedControl; readonly executionId: string; readonly isFresh: boolean }
  | "interrupted"
  | undefined
> {
  const { control: slowdown } = chosen;
  if (slowdown === undefined) return undefined;
  const question = controlQuestion(suite.plan, form, slowdown);
  const system = question.head.id;
  context.stderr.write(`${message(context.language, "cli.gate.control", { system, slowdown })}\n`);
  const measured = await measureDerived(controlSuite(suite, question, slowdown), chosen, context);
  if (measured === "interrupted") return measured;
  const { results, selection, isFresh } = measured;
  const judged = judgeControl(results, selection, { systemId: system, slowdown, family: question.family });
  return { judged, executionId: selection.executionId, isFresh };
}

/** Looks twice where a history alone says that something regressed. */
async function confirm(
  first: GateJudgement,
  { suite, chosen, context }: GateCall,
  history: History | undefined,
): Promise<{ readonly judgement: GateJudgement; readonly confirmation?: string | undefined } | "interrupted"> {
  const suspects = suspectsOf(first);
  if (suspects.length === 0) return { judgement: first };
  const again = confirmSuite(suite, first);
  const known = chosen.recorded ? await findExecution(chosen.results, again.plan.hash) : undefined;
  if (chosen.recorded && known === undefined) {
    return { judgement: confirmRegressions(first, { missing: warning("regression-unchecked") }) };
  }
  if (!chosen.recorded) {
    const data = { lines: suspects.length };
    context.stderr.write(`${message(context.language, "cli.gate.confirming", data)}\n`);
  }
  const measured = known ? await readMeasured(chosen.results, known) : await measureDerived(again, chosen, context);
  if (measured === "interrupted") return measured;
  const { results, selection } = measured;
  const second = judgeGate(results, {
    form: "history",
    selection,
    history,
    judged: [first.executionId],
    only: suspects,
  });
  return { judgement: confirmRegressions(first, second), confirmation: selection.executionId };
}

/** What the head is called: as it was told, or else the commit that the records name, if they name one. */
function commitOf({ results, selection }: Measured, { commit, add }: GateChosen): string | undefined {
  if (commit !== undefined) return commit.trim();
  try {
    return recordedCommit(results, selection);
  } catch (error) {
    if (add || !(error instanceof InputError)) throw error;
    return undefined;
  }
}

async function show(report: GateReport, { format, outputs }: GateChosen, context: CommandContext): Promise<ExitCode> {
  const { language, stdout, environment } = context;
  stdout.write(gateSurfaces.get(format).render(report, language, renderOptions(stdout, environment)));
  await writeOutputs(report, outputs, language);
  return report.exitCode;
}
