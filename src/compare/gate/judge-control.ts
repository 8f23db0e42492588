import type { Finding } from "../../model/finding.js";
import type { GateControl, GateLine } from "../../model/gate.js";
import type { Results } from "../../records/results-reader.js";
import type { Selection } from "../select-execution.js";
import { baseLines } from "./base-lines.js";
import { decideLines } from "./decide-lines.js";
import { distinct } from "./gate-judgement.js";

export interface JudgedControl {
  readonly control: GateControl;
  /** Of a blind gate: what is known of why. */
  readonly reasons: readonly Finding[];
}

/** What a known slow-down has to show in: a slower system need not draw more. */
const TELLING: readonly GateLine["group"][] = ["throughput", "latency"];

/**
 * Whether a gate finds a slow-down that tokwatt injected: the slowed copy is the candidate, the untouched system the baseline, and
 * the rule is the gate's own. It is blind where a workload has no throughput or latency that regressed.
 *
 * @param systemId the untouched system
 * @throws MeasurementError where the results hold no such execution
 */
export function judgeControl(
  results: Results,
  selection: Selection,
  { systemId, slowdown }: Pick<GateControl, "systemId" | "slowdown">,
): JudgedControl {
  const lines = decideLines(baseLines(results, selection).open);
  const telling = lines.filter(({ group }) => TELLING.includes(group));
  const found = new Set(telling.filter(isFound).map(({ workload }) => workload.id));
  const control = {
    slowdown,
    systemId,
    lines: telling.map((line) => ({
      workloadId: line.workload.id,
      metricId: line.metricId,
      title: line.title,
      ...(line.change === undefined ? {} : { change: line.change }),
      isFound: isFound(line),
    })),
    isBlind: lines.length === 0 || lines.some(({ workload }) => !found.has(workload.id)),
  };
  const missed = telling.filter((line) => !isFound(line));
  return { control, reasons: control.isBlind ? distinct(missed.flatMap(({ reasons }) => reasons)) : [] };
}

function isFound({ decision }: GateLine): boolean {
  return decision === "regressed";
}
