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
 * `systemId` is the untouched system. `family` is the number of lines that the gate itself has: it adjusts over all of them, also
 * over those of other heads and bases that the control has not, and what it would hold back the control has not found.
 *
 * @throws MeasurementError where the results hold no such execution
 */
export function judgeControl(
  results: Results,
  selection: Selection,
  { systemId, slowdown, family }: Pick<GateControl, "systemId" | "slowdown"> & { readonly family?: number | undefined },
): JudgedControl {
  const lines = decideLines(baseLines(results, selection).open, family);
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
