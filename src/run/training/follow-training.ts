import { mkdir } from "node:fs/promises";
import type { OpenTraining } from "../../contract/backend-adapter.js";
import { sleepUntil } from "../../contract/clock.js";
import type { PowerSource } from "../../contract/power-source.js";
import { MeasurementError } from "../../model/errors.js";
import { failure, note } from "../../model/finding.js";
import type { RunWindows, SystemDescription } from "../../model/run-record.js";
import { stepWindows } from "../../model/step-windows.js";
import { NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";
import type { TrainingFacts } from "../../model/training-facts.js";
import { createPowerSink, type RecordingPowerSink } from "../../power/recording.js";
import { slowTraining } from "../control/slowed-training.js";
import { findingOf } from "../finding-of.js";
import type { Measured } from "../measured.js";
import type { Training } from "../train-trial.js";
import { type AttachedJob, attachJob } from "./attach-job.js";
import { type EarlyEnd, seeOff, watchEarlyEnd } from "./end-early.js";
import { complaintOf, madeSteps } from "./job-ending.js";
import type { JobPlan } from "./job-plan.js";
import { meterNodes } from "./metered-nodes.js";
import { createNodeAliases } from "./node-aliases.js";
import { type JobWatchOptions, watchJob } from "./watch-job.js";

export interface FollowedTraining extends Training {
  readonly plan: JobPlan;
  /** Read on this machine from before the job until after it. */
  readonly meters: readonly PowerSource[];
  /** Makes the meters of a node; undefined where all of them are on this machine. */
  readonly nodeMeters: OpenTraining["nodeMeters"];
  /** What is known of the system already. */
  readonly description: SystemDescription;
}

/** A job that goes on; one that was launched here has no `liveStep`, as all of it counts. */
type RunningJob = Omit<AttachedJob, "liveStep"> & Partial<Pick<AttachedJob, "liveStep">>;

/**
 * Launches a job, or goes on with one that was left behind, and follows it to its end. Meters on this machine read from before it
 * until after it, those on its nodes while it runs.
 *
 * @throws MeasurementError where no job could be launched, or a meter on this machine cannot be read
 */
export async function followTraining(training: FollowedTraining): Promise<Measured> {
  const { meters, writer, clock, signal } = training;
  const recording = createPowerSink({ writer, clock });
  const early = watchEarlyEnd({ clock, signal, failed: writer.failed });
  try {
    for (const meter of meters) await meter.start(recording);
    return await followJob(training, recording, early);
  } finally {
    early.release();
    for (const meter of meters) await meter.stop().catch((error: unknown) => writer.finding(findingOf(error)));
    recording.finish();
  }
}

async function followJob(
  training: FollowedTraining,
  recording: RecordingPowerSink,
  early: EarlyEnd,
): Promise<Measured> {
  const { plan, workload, writer, clock, signal, environment } = training;
  const aliases = createNodeAliases();
  const report = writer.finding;
  const lastStep = workload.warmUpSteps + workload.steps;
  const { nodeMeters: createMeters, description: known } = training;
  const nodes = meterNodes({ createMeters, aliases, lastStep, sink: recording, clock, environment, report, known });
  const slowed = slowTraining({ slowdown: training.system.injected?.slowdown, plan, clock, ask: early.ask });
  /** Keeps what is known of the job in the record, as soon as there is a job. */
  let noteFacts = async (): Promise<void> => {};
  const watching: JobWatchOptions = {
    workload,
    logs: plan.logs,
    origin: plan.request.command,
    aliases,
    writer,
    log: training.log,
    onStarted: (hosts) => {
      nodes.started(hosts);
      slowed.started();
      void noteFacts();
    },
    onSteps: (samples) => {
      nodes.stepped(samples);
      slowed.stepped();
    },
    onRequeued: early.ask,
  };
  try {
    const running = await handIn(training, watching, early);
    const { job, watch } = running;
    const ticket = { ticket: job.ticket };
    noteFacts = () => noteRunning(training, { ...factsOf(plan, running), ...ticket }, early);
    await noteFacts();
    nodes.beside(job);
    slowed.take(job);
    const { end, lost } = await seeOff(slowed.cancelled(job), early, findingOf);
    const injected = await slowed.stop();
    for (const finding of injected.findings) writer.finding(finding);
    await nodes.stop();
    const windows = windowsOf(running, training);
    const complaint =
      early.reason() ??
      lost ??
      (end && complaintOf(end, watch.steps(), workload, aliases.hide)) ??
      noWindow(windows, watch.steps().length) ??
      injected.missed;
    early.release();
    // Why it was cancelled is one thing, that it could not be is another.
    if (lost !== undefined && lost !== complaint) writer.finding(lost);
    watch.end(clock.nowNs(), complaint === undefined);
    if (complaint === undefined) await sleepUntil(clock, clock.nowNs() + recording.tailNs(), signal);
    return {
      state: stateOf(complaint?.code),
      ...(complaint === undefined ? { windows } : { failure: complaint }),
      description: nodes.description(),
      shards: nodes.shards(),
      // A job that may still run can be found again.
      training: { ...factsOf(plan, running), ...(end === undefined ? ticket : {}) },
      keptIn: running.request.keepIn,
    };
  } finally {
    await slowed.stop();
    await nodes.stop();
  }
}

/** A job to follow: the one that was left behind where it can be used, else a new one. */
async function handIn(training: FollowedTraining, watching: JobWatchOptions, early: EarlyEnd): Promise<RunningJob> {
  const { plan, workload, writer, clock, earlier } = training;
  const { launcher, request } = plan;
  const limitNs = workload.timeoutSeconds * NS_PER_SECOND;
  let steps = (): number => 0;
  const tooSlow = () => failure("job-too-slow", { seconds: workload.timeoutSeconds, steps: steps() });
  early.limit(clock.nowNs() + limitNs, tooSlow);
  if (earlier !== undefined && launcher.attach !== undefined) {
    const facts = { ...plan.facts, stamps: "read", nodes: [], history: [], isReattached: true } as const;
    // So that the next process finds the job too, should this one be killed.
    await noteRunning(training, { ...facts, ticket: earlier.ticket }, early);
    const attached = await attachJob({ ...training, earlier, launcher, request, watching, early });
    if (attached !== undefined) {
      steps = () => madeSteps(attached.watch.steps());
      const sinceNs = Math.max(0, clock.wallUnixMs() - earlier.launchedUnixMs) * NS_PER_MILLISECOND;
      early.limit(clock.nowNs() + Math.max(0, limitNs - sinceNs), tooSlow);
      if (early.reason() === undefined) writer.finding(note("job-reattached", { step: attached.liveStep }));
      return attached;
    }
  }
  watching.aliases.forget();
  const reason = early.reason();
  if (reason !== undefined) throw new MeasurementError(reason);
  if (plan.outputFolder !== undefined) await mkdir(plan.outputFolder, { recursive: true });
  const watch = watchJob(watching);
  steps = () => madeSteps(watch.steps());
  early.limit(clock.nowNs() + limitNs, tooSlow);
  return { job: await launcher.launch(request, watch.observer), watch, request };
}

/** A record that cannot be written ends the job. */
async function noteRunning({ writer }: FollowedTraining, facts: TrainingFacts, early: EarlyEnd): Promise<void> {
  await writer.note(facts).catch((error: unknown) => early.ask(findingOf(error)));
}

function factsOf({ facts }: JobPlan, { watch, liveStep }: RunningJob): TrainingFacts {
  return {
    ...facts,
    stamps: "read",
    nodes: watch.nodes(),
    history: [...watch.history()],
    ...(liveStep === undefined ? {} : { isReattached: true }),
  };
}

function windowsOf({ watch, liveStep = 0 }: RunningJob, { workload }: FollowedTraining): RunWindows | undefined {
  const first = Math.max(workload.warmUpSteps, liveStep);
  return stepWindows(watch.steps(), first, workload.warmUpSteps + workload.steps - first);
}

function noWindow(windows: RunWindows | undefined, reports: number) {
  return windows === undefined ? failure("too-few-reports", { reports }) : undefined;
}

function stateOf(code: string | undefined): Measured["state"] {
  if (code === undefined) return "complete";
  return code === "interrupted" ? "interrupted" : "failed";
}
