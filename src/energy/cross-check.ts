import { type Finding, warning } from "../model/finding.js";
import type { PowerTrace } from "../model/power-trace.js";
import type { Shard } from "../model/run-record.js";
import { type TimeWindow, windowSeconds } from "../model/time.js";
import { alignTrace } from "./align-trace.js";
import { hasReset, knownAccuracy } from "./device-energy.js";
import { integrateTrace } from "./integrate-trace.js";

/** How far two readings of the same joules may lie apart beyond what both meters say of their accuracy. */
export const CROSS_CHECK_TOLERANCE = 0.01;

/**
 * How far the stamp of a counter's reading may lie from the instant that it tells of: NVML's counter moves in steps of about
 * 100 ms (reference: power, section 2.4). Both edges of the window suffer from it.
 */
export const COUNTER_STEP_SECONDS = 0.1;

/** What a second opinion says of one device in one window. */
export interface CrossCheck {
  readonly device: string;
  /** Second opinion over the integrated readings, less 1: 0.01 means that it saw 1 % more. */
  readonly relative: number;
  /** How large `relative` may be, either way. */
  readonly limit: number;
}

export interface CrossCheckQuestion {
  readonly traces: readonly PowerTrace[];
  readonly crossChecks: readonly PowerTrace[];
  readonly shards: readonly Shard[];
  readonly window: TimeWindow;
  /** Relative bound that the suite assumes where a meter's accuracy is unknown. */
  readonly assumedAccuracy?: number | undefined;
  readonly minimumCoverage: number;
}

export interface CrossChecked {
  readonly checks: readonly CrossCheck[];
  /** Second opinions that could not be held against anything, and why. */
  readonly findings: readonly Finding[];
}

/**
 * Holds every second opinion (a counter's difference over the window) against the integrated readings of the same device,
 * both by the integration that the energy itself goes through. The limit is both accuracies, as worst cases, a counter's step
 * at both edges, and 1 %; an accuracy that nobody knows adds nothing to it.
 */
export function crossCheckEnergy(question: CrossCheckQuestion): CrossChecked {
  const checks: CrossCheck[] = [];
  const findings: Finding[] = [];
  for (const crossCheck of question.crossChecks) {
    const { device, boundary, shard } = crossCheck.header;
    const trace = question.traces.find(
      ({ header }) => header.device === device && header.boundary === boundary && header.shard === shard,
    );
    const result =
      trace === undefined ? warning("energy-counter-alone", { device }) : check(trace, crossCheck, question);
    if ("relative" in result) checks.push(result);
    else findings.push(result);
  }
  return { checks, findings };
}

function check(trace: PowerTrace, crossCheck: PowerTrace, question: CrossCheckQuestion): CrossCheck | Finding {
  const { shards, window, assumedAccuracy, minimumCoverage } = question;
  const { device } = trace.header;
  if (crossCheck.header.quantity === "joules" && hasReset(crossCheck))
    return warning("energy-counter-fell", { device });
  const [ours, theirs] = [trace, crossCheck].map((one) =>
    integrateTrace(alignTrace(one, shards), one.header.quantity, window, one.header.intervalNs),
  ) as [ReturnType<typeof integrateTrace>, ReturnType<typeof integrateTrace>];
  const coverage = Math.min(ours.coverage, theirs.coverage);
  if (coverage < minimumCoverage || !(ours.joules > 0)) {
    return warning("energy-counter-unusable", { device, coverage });
  }
  const accuracies = [trace, crossCheck].map(({ header }) => {
    const accuracy = knownAccuracy(header.accuracy, assumedAccuracy);
    if (accuracy === undefined) return 0;
    return accuracy.relative + (accuracy.absoluteWatts * windowSeconds(window)) / ours.joules;
  });
  const edges = (2 * COUNTER_STEP_SECONDS) / windowSeconds(window);
  const limit = CROSS_CHECK_TOLERANCE + edges + accuracies.reduce((sum, accuracy) => sum + accuracy, 0);
  return { device, relative: theirs.joules / ours.joules - 1, limit };
}
