import { message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { Plan, ValidityLimits } from "../model/plan.js";

/**
 * The published limits of a plan, each in words; where there are two, the first degrades a run and the second voids it. Nothing
 * sends requests to a training, so that a plan without inference has only the limit on its meters.
 */
export function limitTexts({ limits, workloads }: Pick<Plan, "limits" | "workloads">, language: Language) {
  const ofMeters = message(language, "cli.plan.single-limit", {
    name: message(language, "cli.plan.limit.power-coverage"),
    limit: limits.powerCoverage,
  });
  return workloads.some(({ kind }) => kind === "inference")
    ? [...clientLimits(limits, language), ofMeters]
    : [ofMeters];
}

function clientLimits(limits: ValidityLimits, language: Language): readonly string[] {
  const double = (name: string, degraded: number, invalid: number) =>
    message(language, "cli.plan.limit", { name, degraded, invalid });
  // Plans of older versions have no such limit.
  const both = (name: string, degraded: number | undefined, invalid: number | undefined): readonly string[] =>
    degraded === undefined || invalid === undefined ? [] : [double(name, degraded, invalid)];
  const single = (name: string, limit: number) => message(language, "cli.plan.single-limit", { name, limit });
  return [
    double(
      message(language, "cli.plan.limit.lateness"),
      limits.scheduleLatenessP99DegradedMs,
      limits.scheduleLatenessP99InvalidMs,
    ),
    double(
      message(language, "cli.plan.limit.event-loop"),
      limits.eventLoopDelayP99DegradedMs,
      limits.eventLoopDelayP99InvalidMs,
    ),
    double(message(language, "cli.plan.limit.cpu"), limits.clientCpuDegraded, limits.clientCpuInvalid),
    double(message(language, "cli.plan.limit.sent"), limits.sentOverDueDegraded, limits.sentOverDueInvalid),
    ...both(
      message(language, "cli.plan.limit.receive-lag"),
      limits.receiveLagP99DegradedMs,
      limits.receiveLagP99InvalidMs,
    ),
    ...both(
      message(language, "cli.plan.limit.processor-wait"),
      limits.processorWaitDegraded,
      limits.processorWaitInvalid,
    ),
    ...both(message(language, "cli.plan.limit.late-bursts"), limits.lateBurstsDegraded, limits.lateBurstsInvalid),
    ...both(message(language, "cli.plan.limit.ceiling"), limits.ceilingShareDegraded, limits.ceilingShareInvalid),
    single(message(language, "cli.plan.limit.error-rate"), limits.errorRate),
  ];
}
