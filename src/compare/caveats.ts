import type { ListedRun, Stamp } from "../model/comparison.js";
import { type Finding, note, warning } from "../model/finding.js";
import type { PlannedComparison } from "../model/plan.js";
import type { Workload } from "../model/workload.js";
import type { Side } from "./common-boundary.js";
import type { Execution } from "./select-execution.js";

/** Fewest runs a side below which a report says that they are few. */
const LOW_RUNS = 5;

/** What a reader who was not there must know before believing the rows. */
export function findCaveats(
  execution: Execution,
  planned: PlannedComparison,
  workload: Workload,
  sides: readonly Side[],
  listed: readonly ListedRun[],
  ledgerFindings: readonly Finding[],
  stamps: readonly Stamp[],
): readonly Finding[] {
  const { plan, others } = execution;
  const findings: Finding[] = [...ledgerFindings];
  if (stamps.some((stamp) => stamp.kind === "demonstration")) {
    const { windowSeconds, powerSamples } = workload.minimum;
    findings.push(warning("demonstration-window", { seconds: windowSeconds, samples: powerSamples }));
  }
  for (const { system, records } of sides) {
    if (system.lifecycle === "attached") findings.push(warning("attached-excludes-starts", { system: system.id }));
    if (records.length < LOW_RUNS) findings.push(warning("few-runs", { system: system.id, runs: records.length }));
    const assumed = plan.assumedMeterAccuracy[system.id];
    if (assumed !== undefined && records.some(hasUnknownMeter)) {
      findings.push(warning("meter-accuracy-assumed", { system: system.id, bound: `${assumed * 100} %` }));
    }
  }
  const leftOut = listed.filter((run) => !run.used).length;
  if (leftOut > 0) findings.push(warning("runs-left-out", { leftOut, runs: listed.length }));
  const missing = plan.trials.filter(
    (trial) =>
      trial.workloadId === workload.id &&
      [planned.candidate, planned.baseline].includes(trial.systemId) &&
      !listed.some((run) => run.trialId === trial.id),
  ).length;
  if (missing > 0) findings.push(warning("trials-not-run", { missing }));
  if (plan.order === "sequential") findings.push(warning("order-sequential"));
  if (others.length > 0) findings.push(warning("other-executions", { count: others.length, list: others.join(", ") }));
  findings.push(note("one-machine-each"));
  return findings;
}

function hasUnknownMeter(record: Side["records"][number]): boolean {
  return record.power.some((trace) => trace.header.accuracy === "unknown");
}
