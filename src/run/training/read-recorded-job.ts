import type { PowerSource } from "../../contract/power-source.js";
import { restampFromLog } from "../../jobs/restamp-from-log.js";
import { MeasurementError } from "../../model/errors.js";
import { failure, warning } from "../../model/finding.js";
import { LOCAL_SHARD } from "../../model/run-record.js";
import { stepWindows } from "../../model/step-windows.js";
import { createPowerSink } from "../../power/recording.js";
import { findingOf } from "../finding-of.js";
import type { Measured } from "../measured.js";
import type { Training } from "../train-trial.js";
import { seeOff, watchEarlyEnd } from "./end-early.js";
import { complaintOf } from "./job-ending.js";
import type { JobPlan } from "./job-plan.js";
import { createNodeAliases } from "./node-aliases.js";
import { watchJob } from "./watch-job.js";

/**
 * Reads the log of a job that had ended before, and power from files that were recorded with it. When something was read means
 * nothing here: instants are those that the log tells.
 *
 * @throws MeasurementError where the log cannot be read, or tells no time of its steps; where a meter is no file
 */
export async function readRecordedJob(training: Training, plan: JobPlan): Promise<Omit<Measured, "description">> {
  const { workload, writer, clock, signal, log } = training;
  const aliases = createNodeAliases();
  const early = watchEarlyEnd({ clock, signal, failed: writer.failed });
  try {
    const watch = watchJob({
      workload,
      logs: plan.logs,
      origin: plan.request.command,
      aliases,
      // The stamps of the reading are no use to anybody.
      writer: { ...writer, step: () => {} },
      log,
    });
    const job = await plan.launcher.launch(plan.request, watch.observer);
    const { end, lost } = await seeOff(job, early, findingOf);
    watch.end(clock.nowNs(), true);
    const complaint = early.reason() ?? lost ?? (end && complaintOf(end, watch.steps(), workload, aliases.hide));
    const { utcOffsetMinutes } = plan.launcher;
    const restamped = restampFromLog(watch.steps(), watch.entries(), { utcOffsetMinutes });
    if (restamped === undefined) throw new MeasurementError(complaint ?? failure("log-without-times"));
    const { samples, stamps, recordedFromUnixMs } = restamped;
    for (const finding of restamped.findings) writer.finding(finding);
    for (const sample of samples) writer.step(sample);
    const shards =
      recordedFromUnixMs === undefined
        ? []
        : [{ alias: LOCAL_SHARD, wallUnixMs: recordedFromUnixMs, offsetNs: 0, offsetUncertaintyNs: 0 }];
    const facts = { ...plan.facts, stamps, nodes: watch.nodes(), history: [] };
    const told = { shards, training: facts, keptIn: plan.request.keepIn };
    const windows = stepWindows(samples, workload.warmUpSteps, workload.steps);
    const reason =
      complaint ?? (windows === undefined ? failure("too-few-reports", { reports: samples.length }) : undefined);
    if (reason !== undefined)
      return { state: reason.code === "interrupted" ? "interrupted" : "failed", failure: reason, ...told };
    await readRecordedPower(training, recordedFromUnixMs);
    return { state: "complete", windows, ...told };
  } finally {
    early.release();
  }
}

/** Without a wall clock in the log nothing tells which reading belongs to which step. */
async function readRecordedPower(training: Training, recordedFromUnixMs: number | undefined): Promise<void> {
  const { writer, clock } = training;
  if (recordedFromUnixMs === undefined) {
    const sources = training.system.power.sources.length;
    if (sources > 0) writer.finding(warning("recorded-power-not-aligned", { sources }));
    return;
  }
  const recording = createPowerSink({ writer, clock });
  const started: PowerSource[] = [];
  try {
    for (const source of training.createMeters(recordedFromUnixMs)) {
      started.push(source);
      await source.start(recording);
    }
  } finally {
    for (const source of started) await source.stop().catch((error: unknown) => writer.finding(findingOf(error)));
    recording.finish();
  }
}
