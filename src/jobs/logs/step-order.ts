import type { LogEntry, LoggedStep } from "../../contract/log-parser.js";
import { NO_ENTRIES } from "../../contract/log-parser.js";

/** Brings the entries of all processes of a job into one order. */
export interface StepOrder {
  /** @param label the process that said it, as `splitRankLabel` found it; `""` where nobody says */
  admit(entry: LogEntry, label: string): readonly LogEntry[];
}

/**
 * Several processes may print the same step, one a little after the other: the first that prints a step is heard. A
 * process whose own step number falls has started again, and all after it is new. Where several share a label (or
 * nobody labels the lines), which shows in steps that come twice under it, a fall by one report is one of them lagging
 * behind another.
 *
 * A start that no line announces is reported as going on after the report before the first new one, which is as late as
 * the log allows.
 */
export function createStepOrder(): StepOrder {
  let last: number | undefined;
  let hasStepped = false;
  let stepsPerReport = 1;
  /** Labels under which a step came twice. */
  const shared = new Set<string>();
  /** Last step of each process since the last start. */
  const ownLast = new Map<string, number>();
  let announced: number | undefined;
  /** Processes that announced that start: the others may follow. */
  const announcers = new Set<string>();
  /** Notes since the last step: a checkpoint is reported by several lines and processes. */
  const noted = new Set<LogEntry["kind"]>();

  const start = (step: number): LogEntry => {
    last = step;
    hasStepped = false;
    ownLast.clear();
    announcers.clear();
    noted.clear();
    return { kind: "restart", step };
  };

  const take = (entry: LoggedStep, label: string): LogEntry => {
    if (hasStepped && last !== undefined) stepsPerReport = entry.step - last;
    last = entry.step;
    hasStepped = true;
    ownLast.set(label, entry.step);
    noted.clear();
    return entry;
  };

  const admitStep = (entry: LoggedStep, label: string): readonly LogEntry[] => {
    if (last === undefined || entry.step > last || (!hasStepped && entry.step === last)) return [take(entry, label)];
    const own = ownLast.get(label);
    const lag = shared.has(label) ? stepsPerReport : 0;
    // Right after a start, a lower number than announced: weights came from a checkpoint, the count of steps did not.
    if (entry.step < last && (!hasStepped || (own !== undefined && entry.step < own - lag))) {
      return [start(Math.max(0, entry.step - stepsPerReport)), take(entry, label)];
    }
    if (entry.step === own) shared.add(label);
    ownLast.set(label, Math.max(entry.step, own ?? 0));
    return NO_ENTRIES;
  };

  const admitStart = (entry: Extract<LogEntry, { kind: "restart" }>, label: string): readonly LogEntry[] => {
    const isFollower = last !== undefined && announcers.size > 0 && !announcers.has(label) && announced === entry.step;
    const isRepeated = !hasStepped && last === entry.step;
    const isBeginning = last === undefined && entry.step === 0;
    if (isFollower || isRepeated) {
      announcers.add(label);
      return NO_ENTRIES;
    }
    const started = start(entry.step);
    announcers.add(label);
    announced = entry.step;
    return isBeginning ? NO_ENTRIES : [started];
  };
  return {
    admit: (entry, label) => {
      if (entry.kind === "step") return admitStep(entry, label);
      if (entry.kind === "restart") return admitStart(entry, label);
      if (entry.kind === "setup") return [entry];
      if (noted.has(entry.kind)) return NO_ENTRIES;
      noted.add(entry.kind);
      return [entry];
    },
  };
}
