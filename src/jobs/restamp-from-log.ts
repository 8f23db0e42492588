import type { LogEntry, LoggedStep } from "../contract/log-parser.js";
import { type Finding, warning } from "../model/finding.js";
import type { StepSample } from "../model/step-sample.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";
import type { StepStamps } from "../model/training-facts.js";
import { pairLogged } from "./pair-logged.js";
import { decimalsOf, resolutionsOf } from "./printed-resolution.js";

/** Samples of a job that had ended before it was read, at the instants that its log tells. */
export interface RestampedSteps {
  readonly samples: readonly StepSample[];
  readonly stamps: Exclude<StepStamps, "read">;
  /** `log-clock` only: wall clock at instant 0, in milliseconds since 1970, so that meters can be lined up. */
  readonly recordedFromUnixMs?: number | undefined;
  /** Why the instants are not better ones. */
  readonly findings: readonly Finding[];
}

export interface RestampOptions {
  /** How far the clock that the log's wall times are of was ahead of UTC; 0 where absent. */
  readonly utcOffsetMinutes?: number | undefined;
}

/** The instant 0 is so long before the first report: a meter's reading before it must have a place too. */
export const RECORDED_LEAD_NS: Nanoseconds = 60 * NS_PER_SECOND;

const MILLISECONDS_PER_MINUTE = 60_000;
/** Wall times as logs print them: to the second, the millisecond, the microsecond. */
const CLOCK_RESOLUTIONS_MS = [1000, 1];
const FINEST_CLOCK_MS = 0.001;

/**
 * Gives samples the instants that the log itself tells: by its wall times where every report has one; else by the seconds since
 * the start of the training; else by the durations of its steps, one after the other. The last two do not know what lies between
 * two starts of the training. A printed time was cut to its digits: the report is at most so much older (`withinNs`) than the
 * instant that it gets.
 *
 * @param samples as the step collector made them of `entries`, in the order of the log
 * @param entries all that the log says
 * @returns `undefined` where the log tells no times: such a job has no speed (`log-without-times`)
 */
export function restampFromLog(
  samples: readonly StepSample[],
  entries: readonly LogEntry[],
  options: RestampOptions = {},
): RestampedSteps | undefined {
  const logged = pairLogged(samples, entries);
  if (logged === undefined || logged.length === 0) return undefined;
  const clock = byClock(samples, logged, options);
  if (clock?.kind === "restamped") return clock.steps;
  const findings = clock === undefined ? [] : [clock.finding];
  const isOneStart = samples.every(({ after }, index) => index === 0 || after?.includes("restart") !== true);
  const timed = isOneStart ? (byElapsed(samples, logged) ?? byDurations(samples)) : undefined;
  return timed === undefined ? undefined : { samples: timed, stamps: "log-timer", findings };
}

type ByClock =
  | { readonly kind: "restamped"; readonly steps: RestampedSteps }
  | { readonly kind: "refused"; readonly finding: Finding };

function byClock(
  samples: readonly StepSample[],
  logged: readonly LoggedStep[],
  { utcOffsetMinutes = 0 }: RestampOptions,
): ByClock | undefined {
  const wallMs = all(logged, ({ wallUnixMs }) => wallUnixMs);
  if (wallMs === undefined) return undefined;
  const backAt = wallMs.findIndex((at, index) => at < (wallMs[index - 1] ?? at));
  // A clock that was set, or the lines of several machines: no difference of two times means anything then.
  if (backAt >= 0) {
    return { kind: "refused", finding: warning("log-clock-goes-back", { step: samples[backAt]?.step ?? 0 }) };
  }
  const resolutionMs = CLOCK_RESOLUTIONS_MS.find((step) => wallMs.every((at) => at % step === 0)) ?? FINEST_CLOCK_MS;
  const [firstMs = 0] = wallMs;
  const restamped = samples.map((sample, index) => ({
    ...sample,
    atNs: RECORDED_LEAD_NS + Math.round(((wallMs[index] ?? firstMs) - firstMs) * NS_PER_MILLISECOND),
    withinNs: Math.round(resolutionMs * NS_PER_MILLISECOND),
  }));
  const zeroMs = firstMs + resolutionMs - RECORDED_LEAD_NS / NS_PER_MILLISECOND;
  const recordedFromUnixMs = zeroMs - utcOffsetMinutes * MILLISECONDS_PER_MINUTE;
  return { kind: "restamped", steps: { samples: restamped, stamps: "log-clock", recordedFromUnixMs, findings: [] } };
}

/** Seconds since the start of the training: pauses between the steps are in them. */
function byElapsed(samples: readonly StepSample[], logged: readonly LoggedStep[]): readonly StepSample[] | undefined {
  const elapsed = all(logged, ({ elapsedSeconds }) => elapsedSeconds);
  if (elapsed === undefined || elapsed.some((at, index) => at < (elapsed[index - 1] ?? at))) return undefined;
  return samples.map((sample, index) => {
    const seconds = elapsed[index] ?? 0;
    const resolution = 10 ** -decimalsOf(seconds);
    return { ...sample, atNs: toNs(seconds + resolution), withinNs: toNs(resolution) };
  });
}

/** Each duration is off by up to half of its last digit, and so are all of them together, one way. */
function byDurations(samples: readonly StepSample[]): readonly StepSample[] | undefined {
  const durations = all(samples, ({ stepSeconds }) => stepSeconds);
  if (durations === undefined) return undefined;
  const resolutions = resolutionsOf(durations);
  let seconds = 0;
  let error = 0;
  return samples.map((sample, index) => {
    seconds += sample.steps * (durations[index] ?? 0);
    error += (sample.steps * (resolutions[index] ?? 0)) / 2;
    return { ...sample, atNs: toNs(seconds), withinNs: toNs(error) };
  });
}

/** One value of each, or `undefined` where one lacks it. */
function all<Item>(items: readonly Item[], value: (item: Item) => number | undefined): readonly number[] | undefined {
  const values = items.map(value).filter((each) => each !== undefined);
  return values.length === items.length ? values : undefined;
}

function toNs(seconds: number): Nanoseconds {
  return Math.round(seconds * NS_PER_SECOND);
}
