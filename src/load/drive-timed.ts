import { sleepUntil } from "../contract/clock.js";
import type { RunWindows } from "../model/run-record.js";
import type { Nanoseconds } from "../model/time.js";
import type { ArrivalSchedule } from "./arrivals/arrival-schedule.js";
import { issueClosedLoop } from "./issue/closed-loop.js";
import { issueOpenLoop } from "./issue/open-loop.js";
import type { LoadRun } from "./load-run.js";
import { type PhaseTimes, phaseAt } from "./phases.js";

/**
 * A run whose phases have lengths that were fixed before: requests arrive through warm-up, measured window and cool-down,
 * unfinished ones are waited for until `times.cutNs` and then cut.
 *
 * Resolves when every request has ended, with the windows if the measured one was completed.
 */
export async function driveTimed(
  run: LoadRun,
  schedule: Exclude<ArrivalSchedule, { kind: "batch" }>,
  times: PhaseTimes,
): Promise<RunWindows | undefined> {
  const { clock, runner, signal, watch } = run;
  let completed = false;
  run.events.countIn(times.measure);
  const timers = [
    clock.schedule(times.measure.startNs, watch.start),
    clock.schedule(times.measure.endNs, () => {
      watch.end();
      completed = true;
    }),
    clock.schedule(times.cutNs, runner.cutAll),
  ];
  try {
    await Promise.all([issue(run, schedule, times), sleepUntil(clock, times.coolDown.endNs, signal)]);
    await runner.idle();
  } finally {
    for (const cancel of timers) cancel();
  }
  return completed ? { warmUp: times.warmUp, measure: times.measure } : undefined;
}

function issue(run: LoadRun, schedule: Exclude<ArrivalSchedule, { kind: "batch" }>, times: PhaseTimes): Promise<void> {
  const { clock, requests, runner, share, signal } = run;
  const start = (index: number, scheduledNs: Nanoseconds) =>
    runner.start(index, scheduledNs, phaseAt(times, scheduledNs));
  if (schedule.kind === "closed") {
    return issueClosedLoop({
      clock,
      users: schedule.users,
      share,
      startNs: times.warmUp.startNs,
      endNs: times.coolDown.endNs,
      signal,
      firstIndex: 0,
      thinkNs: schedule.thinkNs,
      prepare: requests.prepareMeanwhile,
      start,
    });
  }
  return issueOpenLoop({
    clock,
    dueNs: dueTimes(schedule, times),
    share,
    signal,
    prepare: requests.prepareMeanwhile,
    start: (index, scheduledNs) => void start(index, scheduledNs),
  });
}

/** The arrival list on the run's clock. */
export function dueTimes(
  schedule: Extract<ArrivalSchedule, { kind: "open" }>,
  times: PhaseTimes,
): readonly Nanoseconds[] {
  return schedule.timesNs.map((atNs) => times.warmUp.startNs + atNs);
}
