import { findingText, message } from "../locales/catalogue.js";
import type { ExecutionObserver } from "../model/execution.js";
import type { Finding } from "../model/finding.js";
import type { Plan, Trial } from "../model/plan.js";
import type { RunState } from "../model/run-record.js";
import { fewestTrials } from "../suite/fewest-trials.js";
import type { CommandContext } from "./command.js";
import { formatDuration } from "./format-duration.js";
import { createProgressBar, type ProgressBar } from "./progress-bar.js";
import { createRemainingTime } from "./remaining-time.js";

export interface Progress extends ExecutionObserver {
  /** Trials of the plan that have a complete run by now. */
  done(): number;
  /** Trials of the plan, without those that turned out not to be needed. */
  total(): number;
  /** Prints a line, above the bar where there is one. */
  say(line: string): void;
  /** Takes the bar off the screen; to be called in every case. */
  close(): void;
}

const MS_PER_SECOND = 1000;

/**
 * Shows an execution on stderr, with the time that is left: as a bar for people who watch, as lines for everything else.
 *
 * @param options.verbose show what servers and adapters print; always as lines, which a bar would write over
 */
export function createProgress(
  context: CommandContext,
  options: { readonly resultsDir: string; readonly verbose: boolean },
): Progress {
  const { language, stderr } = context;
  const print = (text: string): void => void stderr.write(`${text}\n`);
  let bar: ProgressBar | undefined;
  let remaining: ReturnType<typeof createRemainingTime>;
  let pending: readonly Trial[] = [];
  let total = 0;
  let done = 0;
  /** Whether the trials that are pending are the most that may be run. */
  let isMost = false;
  let trialStartedMs = context.nowMs();

  const elapsedSeconds = () => (context.nowMs() - trialStartedMs) / MS_PER_SECOND;
  const left = (elapsed: number) => formatDuration(remaining.secondsFor(pending, elapsed));
  const place = () => total - pending.length + 1;
  const nameOf = ({ systemId, workloadId, repeat }: Trial) =>
    message(language, "cli.run.trial", { system: systemId, workload: workloadId, repeat });
  const say = (line: string) => {
    if (bar === undefined) print(line);
    else bar.above(line);
  };
  const show = (trial: Trial) => {
    const data = { place: place(), total, trial: nameOf(trial), left: left(elapsedSeconds()) };
    bar?.show(place() - 1, message(language, isMost ? "cli.run.bar-adaptive" : "cli.run.bar", data));
  };

  return {
    started: (plan: Plan, _executionId, trialsToRun, trialsDone) => {
      remaining = createRemainingTime(plan);
      pending = trialsToRun;
      done = trialsDone;
      total = trialsToRun.length + trialsDone;
      const fewest = fewestTrials(plan, trialsToRun);
      isMost = fewest.length < trialsToRun.length;
      const data = {
        suite: plan.suite.id,
        trials: trialsToRun.length,
        done: trialsDone,
        time: left(0),
        fewest: fewest.length,
        least: formatDuration(remaining.secondsFor(fewest, 0)),
        results: options.resultsDir,
      };
      const key = trialsDone > 0 ? "cli.run.resumed" : "cli.run.started";
      print(message(language, isMost ? `${key}-adaptive` : key, data));
      if (trialsToRun.length === 0) print(message(language, "cli.run.nothing-left"));
      else if (stderr.isTTY && !options.verbose) bar = createProgressBar(stderr, total);
    },
    trialStarted: (trial) => {
      trialStartedMs = context.nowMs();
      if (bar === undefined)
        print(message(language, "cli.run.trial-started", { place: place(), total, trial: nameOf(trial) }));
      else bar.every(() => show(trial));
    },
    trialEnded: (trial: Trial, _runId: string, state: RunState, findings: readonly Finding[]) => {
      const seconds = elapsedSeconds();
      const ended = { place: place(), total, trial: nameOf(trial), state, time: formatDuration(seconds) };
      if (state === "complete") {
        done += 1;
        remaining.observe(trial, seconds);
      }
      pending = pending.slice(1);
      const line =
        pending.length === 0
          ? message(language, "cli.run.last-trial-ended", ended)
          : message(language, isMost ? "cli.run.trial-ended-adaptive" : "cli.run.trial-ended", {
              ...ended,
              left: left(0),
            });
      const errors = findings.filter((finding) => finding.severity === "error" && state !== "interrupted");
      const lines = errors.map((finding) => message(language, "cli.error", { text: findingText(language, finding) }));
      if (bar === undefined || lines.length > 0) say([line, ...lines].join("\n"));
    },
    trialsSkipped: (trials) => {
      const skipped = new Set(trials.map(({ id }) => id));
      pending = pending.filter(({ id }) => !skipped.has(id));
      total -= skipped.size;
      bar?.resize(total);
    },
    log: (line) => {
      if (options.verbose) print(line);
    },
    done: () => done,
    total: () => total,
    say,
    close: () => bar?.close(),
  };
}
