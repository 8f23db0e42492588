import { headsOf } from "../compare/gate/gate-heads.js";
import { METRICS, metricsFor } from "../metrics/all.js";
import { InputError } from "../model/errors.js";
import { GATE_FORMS, type GateForm } from "../model/gate.js";
import type { Plan, PlannedComparison } from "../model/plan.js";
import type { SystemSpec } from "../model/system.js";

/** In the order of preference: what was run beside the head says more than what was run long ago (statistics.md Q6). */
const PREFERRED: readonly GateForm[] = ["base", "requirement", "history"];

/**
 * What the head is held against: what was asked for, or else the strongest that the suite has.
 *
 * @throws InputError where the suite does not say what this needs: how to write it
 */
export function chooseForm(plan: Plan, asked: GateForm | undefined, suiteFile: string): GateForm {
  const form = asked ?? PREFERRED.find((one) => hasForm(plan, one));
  if (form !== undefined && hasForm(plan, form)) return form;
  const wanted = form === undefined ? GATE_FORMS : [form];
  throw new InputError(
    form === undefined
      ? [{ code: "gate-nothing-to-hold", data: {}, hint: "gate-forms", file: suiteFile }]
      : wanted.map((one) => ({
          code: "gate-form-missing",
          data: { form: one },
          hint: `gate-form-${one}`,
          file: suiteFile,
        })),
  );
}

function hasForm({ comparisons, gate }: Plan, form: GateForm): boolean {
  if (form === "base") return comparisons.length > 0;
  return form === "history" ? gate?.history !== undefined : (gate?.requirements.length ?? 0) > 0;
}

/** A head against its slowed copy, by the rule of the gate that it is a control of. */
export interface ControlQuestion {
  readonly head: SystemSpec;
  readonly rule: Omit<PlannedComparison, "candidate" | "baseline" | "family">;
  /** Lines of the gate: its p are adjusted for as many tests. */
  readonly family: number;
}

/** Metrics in which a slow-down has to show. */
const TELLING = ["throughput", "latency"];

/**
 * What a control is to ask: the first head, with the metrics, the margins and the analysis of the gate.
 *
 * @throws InputError where a slow-down could not show: a fixed requirement has no margin, a workload no metric of its speed, or all
 *   margins are wider than the slow-down
 */
export function controlQuestion(plan: Plan, form: GateForm, slowdown: number): ControlQuestion {
  const [first] = headsOf(plan);
  const head = form === "base" ? plan.systems.find(({ id }) => id === plan.comparisons[0]?.candidate) : first;
  const rule = head && ruleOf(plan, form, head);
  if (head === undefined || rule === undefined) {
    throw new InputError([{ code: "gate-control-needs-margins", data: {}, hint: "gate-control-against" }]);
  }
  const telling = METRICS.filter(({ id, group }) => rule.primaryMetrics.includes(id) && TELLING.includes(group));
  const showing = telling.filter(({ id }) => 1 / (1 + slowdown) < 1 - marginOf(rule, id));
  const blind = plan.workloads.filter(({ kind }) => !metricsFor(kind).some((metric) => showing.includes(metric)));
  if (blind.length > 0) {
    throw new InputError(
      blind.map(({ id, kind }) => {
        const isSilent = !metricsFor(kind).some((metric) => telling.includes(metric));
        const data = { workload: id, slowdown };
        return isSilent
          ? { code: "gate-control-no-metric", data, hint: "gate-control-metric" }
          : { code: "gate-control-within-margin", data, hint: "gate-control-larger" };
      }),
    );
  }
  return { head, rule, family: linesOf(plan, form) };
}

/** How many lines a gate has at most: metrics with a better direction, of the workloads that have them. */
function linesOf(plan: Plan, form: GateForm): number {
  const asked =
    form === "base"
      ? plan.comparisons.map(({ primaryMetrics }) => primaryMetrics)
      : headsOf(plan).map(() => plan.gate?.history?.metrics ?? []);
  const on = (kind: Plan["workloads"][number]["kind"], ids: readonly string[]) =>
    metricsFor(kind).filter(({ id, better }) => better !== "neither" && ids.includes(id)).length;
  return plan.workloads.reduce((sum, { kind }) => sum + asked.reduce((lines, ids) => lines + on(kind, ids), 0), 0);
}

function ruleOf(plan: Plan, form: GateForm, head: SystemSpec): ControlQuestion["rule"] | undefined {
  if (form === "base") {
    const planned = plan.comparisons.find(({ candidate }) => candidate === head.id);
    if (planned === undefined) return undefined;
    const { analysis, confidence, margins, primaryMetrics, meters } = planned;
    return { analysis, confidence, margins, primaryMetrics, ...(meters === undefined ? {} : { meters }) };
  }
  const gate = form === "history" ? plan.gate?.history : undefined;
  if (gate === undefined) return undefined;
  const { confidence, margins, metrics: primaryMetrics } = gate;
  return { analysis: "welch", confidence, margins, primaryMetrics };
}

function marginOf({ margins }: ControlQuestion["rule"], metric: string): number {
  return margins.metrics[metric] ?? margins.default;
}
