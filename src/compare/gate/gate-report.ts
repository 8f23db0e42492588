import { EXIT, type ExitCode, worstExitCode } from "../../model/exit-codes.js";
import { failure } from "../../model/finding.js";
import type { GateControl, GateDecision, GateForm, GateLine, GateReport } from "../../model/gate.js";
import type { Plan } from "../../model/plan.js";
import { distinct, type GateJudgement } from "./gate-judgement.js";
import type { JudgedControl } from "./judge-control.js";

export interface GateChoices {
  /** What becomes of a gate that cannot tell: `warn` lets it pass. */
  readonly inconclusive: "fail" | "warn";
  readonly commit?: string | undefined;
  readonly control?: GateControl | undefined;
  /** The execution that confirmed, or did not confirm, a regression. */
  readonly confirmation?: string | undefined;
}

/** From the gravest to the best. */
const GRAVITY: readonly GateDecision[] = ["not-comparable", "regressed", "inconclusive", "ok", "improved"];

const EXIT_CODES: Readonly<Record<GateDecision, ExitCode>> = {
  "not-comparable": EXIT.measurement,
  regressed: EXIT.regression,
  inconclusive: EXIT.inconclusive,
  ok: EXIT.ok,
  improved: EXIT.ok,
};

/** What a gate says of a judgement, with the exit code that it stands for. */
export function gateReport(judgement: GateJudgement, choices: GateChoices): GateReport {
  const { plan, form, executionId, lines, stamps, unusable } = judgement;
  const { commit, control, confirmation } = choices;
  const [decision] = GRAVITY.filter((one) => lines.some((line) => line.decision === one));
  return {
    ...identity(plan, form),
    executionIds: [executionId, ...(confirmation === undefined ? [] : [confirmation])],
    ...(commit === undefined ? {} : { commit }),
    lines,
    ...(control === undefined ? {} : { control }),
    stamps,
    caveats: distinct([
      ...(lines.length === 0 ? [failure("gate-no-lines")] : []),
      ...(unusable === undefined ? [] : [unusable]),
      ...judgement.caveats,
    ]),
    decision: decision ?? "not-comparable",
    exitCode: exitCodeOf(lines, { ...choices, isBroken: unusable !== undefined }),
  };
}

/** A gate that did not find its control has run nothing else: whatever it had said would mean nothing. */
export function blindReport(
  plan: Plan,
  form: GateForm,
  { control, reasons }: JudgedControl,
  { commit, executionId }: { readonly commit?: string | undefined; readonly executionId: string },
): GateReport {
  const { slowdown, systemId: system } = control;
  return {
    ...identity(plan, form),
    executionIds: [executionId],
    ...(commit === undefined ? {} : { commit }),
    lines: [],
    control,
    stamps: [],
    caveats: [failure("gate-blind", { slowdown, system }), ...reasons],
    decision: "not-comparable",
    exitCode: EXIT.measurement,
  };
}

function identity({ suite, hash }: Plan, form: GateForm) {
  const named = { suiteId: suite.id, title: suite.title, planHash: hash };
  return { format: "tokwatt.gate", version: 1, form, ...named } as const;
}

function exitCodeOf(
  lines: readonly GateLine[],
  { inconclusive, control, isBroken }: GateChoices & { readonly isBroken: boolean },
): ExitCode {
  const codes = lines.map(({ decision }) => EXIT_CODES[decision]);
  const isUseless = lines.length === 0 || isBroken || control?.isBlind === true;
  return worstExitCode([
    ...(isUseless ? [EXIT.measurement] : []),
    ...codes.filter((code) => code !== EXIT.inconclusive || inconclusive === "fail"),
  ]);
}
