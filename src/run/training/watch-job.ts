import type { JobEvent, JobObserver } from "../../contract/job-launcher.js";
import type { LogEntry, LogParserDefinition } from "../../contract/log-parser.js";
import { createStepCollector } from "../../jobs/collect-steps.js";
import { followLog, type StampedLogEntry } from "../../jobs/logs/follow-log.js";
import { type Finding, failure, warning } from "../../model/finding.js";
import type { StepSample } from "../../model/step-sample.js";
import type { Nanoseconds } from "../../model/time.js";
import type { JobHistoryEntry } from "../../model/training-facts.js";
import type { TrainingWorkload } from "../../model/training-workload.js";
import { createJobLog } from "./job-log.js";
import type { NodeAliases } from "./node-aliases.js";
import type { TrainingWriter } from "./training-writer.js";

export interface JobWatchOptions {
  readonly workload: TrainingWorkload;
  readonly logs: LogParserDefinition;
  /** Program and arguments of the job. */
  readonly origin: readonly string[];
  readonly aliases: NodeAliases;
  readonly writer: Pick<TrainingWriter, "finding" | "openRaw" | "step">;
  readonly log: (line: string) => void;
  /** Told of the reports of each piece of the log. */
  readonly onSteps?: ((samples: readonly StepSample[]) => void) | undefined;
  /** @param hosts as the scheduler calls them */
  readonly onStarted?: ((hosts: readonly string[]) => void) | undefined;
  /** The job began anew: what follows are steps of another start. */
  readonly onRequeued?: ((reason: Finding) => void) | undefined;
}

/** What is seen of one job as it goes on. */
export interface JobWatch {
  readonly observer: JobObserver;
  /** All that the log has reported, in order. */
  steps(): readonly StepSample[];
  /** All that the log has said, in order. */
  entries(): readonly LogEntry[];
  history(): readonly JobHistoryEntry[];
  /** Aliases in the order of ranks; none before the job runs. */
  nodes(): readonly string[];
  /** The job has ended, or is not waited for: reads what is left of the log, reports what was wrong with it, and hears no more. */
  end(atNs: Nanoseconds, endedWell: boolean): void;
}

/** Follows a job: its log into steps, its events into a history without hosts. */
export function watchJob(options: JobWatchOptions): JobWatch {
  const { workload, aliases, writer } = options;
  const jobLog = createJobLog({ ...options, hide: aliases.hide });
  const follower = followLog(jobLog.logs);
  const collector = createStepCollector({ workload, logs: options.logs });
  const steps: StepSample[] = [];
  const entries: LogEntry[] = [];
  const history: JobHistoryEntry[] = [];
  let nodes: readonly string[] = [];
  let lastReadNs: Nanoseconds = 0;
  let lastWithinNs: Nanoseconds = 0;
  /** A job that could not be ended goes on; the record does not. */
  let isOver = false;

  const take = (said: readonly StampedLogEntry[], atNs: Nanoseconds, withinNs: Nanoseconds): void => {
    jobLog.settle(said.length > 0);
    if (said.length === 0) return;
    const now = said.map(({ entry }) => entry);
    entries.push(...now);
    const samples = collector.take(now, atNs, withinNs);
    if (samples.length === 0) return;
    steps.push(...samples);
    for (const sample of samples) writer.step(sample);
    options.onSteps?.(samples);
  };

  return {
    observer: {
      event: (event) => {
        if (isOver) return;
        history.push({ atNs: event.atNs, kind: event.kind, detail: aliases.hide(detailOf(event, aliases)) });
        if (event.kind === "started") {
          nodes = aliases.name(event.nodes);
          options.onStarted?.(event.nodes);
        } else if (event.kind === "requeued") {
          options.onRequeued?.(failure("job-requeued", { reason: aliases.hide(event.reason) }));
        }
      },
      output: (bytes, atNs, withinNs = 0) => {
        if (isOver) return;
        [lastReadNs, lastWithinNs] = [atNs, withinNs];
        jobLog.output(bytes, atNs, withinNs);
        take(follower.push(bytes, atNs), atNs, withinNs);
      },
      report: (finding) => {
        if (!isOver) writer.finding(finding);
      },
    },
    steps: () => steps,
    entries: () => entries,
    history: () => history,
    nodes: () => nodes,
    end: (atNs, endedWell) => {
      // What only the log's end completes was printed before the last bytes were read.
      take(follower.end(atNs), lastReadNs, lastWithinNs);
      if (!endedWell) jobLog.keepEnd(atNs);
      for (const finding of collector.findings()) writer.finding(finding);
      if (follower.droppedBytes > 0) writer.finding(warning("job-log-cut", { bytes: follower.droppedBytes }));
      isOver = true;
    },
  };
}

function detailOf(event: JobEvent, aliases: NodeAliases): string {
  switch (event.kind) {
    case "started":
      return aliases.name(event.nodes).join(", ");
    case "ended":
      return event.detail === "" ? event.outcome : `${event.outcome}: ${event.detail}`;
    default:
      return event.reason;
  }
}
