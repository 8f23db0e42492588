import { mockBackend } from "../../src/backends/mock/adapter.js";
import type { MockOptions } from "../../src/backends/mock/options.js";
import { sleepUntil } from "../../src/contract/clock.js";
import { createStepCollector } from "../../src/jobs/collect-steps.js";
import { followLog, type StampedLogEntry } from "../../src/jobs/logs/follow-log.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { StepSample } from "../../src/model/step-sample.js";
import { stepWindows } from "../../src/model/step-windows.js";
import type { JobHistoryEntry } from "../../src/model/training-facts.js";
import type { TrainingWorkload } from "../../src/model/training-workload.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { keepPower } from "./keep-power.js";
import { virtualRecord } from "./virtual-record.js";

/**
 * One training of a mock system in virtual time: the job, its log, the parser, the steps, the window, the meter and the recording
 * of power are those of a real run; only the disk is left out.
 */
export async function trainVirtually(
  options: MockOptions,
  workload: TrainingWorkload,
  plan: Plan,
  trial: Trial,
): Promise<RunRecord> {
  const clock = createVirtualClock();
  const power = keepPower(clock);
  const steps: StepSample[] = [];
  const history: JobHistoryEntry[] = [];
  const opened = await openMock(options, workload, plan, trial, clock);
  const collector = createStepCollector({ workload, logs: opened.logs });
  const log = followLog(opened.logs);
  const collect = (said: readonly StampedLogEntry[], atNs: number, withinNs: number): void => {
    const entries = said.map(({ entry }) => entry);
    steps.push(...collector.take(entries, atNs, withinNs));
  };
  await clock.run(
    (async () => {
      for (const meter of opened.powerSources) await meter.start(power.sink);
      const job = await opened.launcher.launch(
        { name: "job", command: ["mock"], environment: {}, directory: "", nodes: 1, keepIn: "" },
        {
          event: ({ kind, atNs }) => history.push({ atNs, kind, detail: "" }),
          output: (bytes, atNs, withinNs = 0) => collect(log.push(bytes, atNs), atNs, withinNs),
          report: () => undefined,
        },
      );
      const { atNs } = await job.ended;
      collect(log.end(atNs), atNs, 0);
      await sleepUntil(clock, clock.nowNs() + power.sink.tailNs());
      for (const meter of opened.powerSources) await meter.stop();
    })(),
  );
  return virtualRecord(plan, trial, clock, {
    windows: stepWindows(steps, workload.warmUpSteps, workload.steps),
    training: {
      launcher: opened.launcher.id,
      logs: opened.logs.name,
      stamps: "read",
      nodes: ["node-1"],
      nodeCount: 1,
      units: 1,
      precision: workload.precision,
      parallelism: workload.parallelism,
      history,
    },
    steps,
    power: power.traces,
    findings: collector.findings(),
  });
}

async function openMock(
  options: MockOptions,
  workload: TrainingWorkload,
  plan: Plan,
  trial: Trial,
  clock: ReturnType<typeof createVirtualClock>,
) {
  const system = plan.systems.find(({ id }) => id === trial.systemId);
  if (system === undefined) throw new Error(`The plan does not describe ${trial.systemId}.`);
  const opened = await mockBackend.train?.({
    system,
    options,
    workload,
    seed: `${plan.seed}:${trial.id}`,
    dataSeed: trial.arrivalSeed,
    clock,
    signal: new AbortController().signal,
    environment: {},
    log: () => undefined,
  });
  if (opened?.own === undefined) throw new Error("The mock adapter does not train by itself.");
  return { ...opened.own, powerSources: opened.powerSources };
}
