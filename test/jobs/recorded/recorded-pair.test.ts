import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { LogEntry } from "../../../src/contract/log-parser.js";
import { alignTrace } from "../../../src/energy/align-trace.js";
import { integrateTrace } from "../../../src/energy/integrate-trace.js";
import { createStepCollector } from "../../../src/jobs/collect-steps.js";
import { attachLauncher } from "../../../src/jobs/launch/attach.js";
import { followLog } from "../../../src/jobs/logs/follow-log.js";
import { megatronLm } from "../../../src/jobs/logs/parsers/megatron-lm.js";
import { restampFromLog } from "../../../src/jobs/restamp-from-log.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import type { DeviceState, PowerTraceHeader } from "../../../src/model/power-trace.js";
import { measuredReports, stepWindows } from "../../../src/model/step-windows.js";
import { recordedTelemetrySource } from "../../../src/power/recorded-telemetry.js";
import { createPowerSink } from "../../../src/power/recording.js";
import { recordJob } from "../launch/recorded-job.js";
import { trainingWorkload } from "../training-workload.js";

const clock = createMonotonicClock();
const context = { clock, environment: {} };
const workload = trainingWorkload({ sequenceLength: 2048, globalBatch: 64, warmUpSteps: 2, steps: 10 });

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

async function readLog(utcOffsetMinutes: number) {
  const options = attachLauncher.optionsSchema.parse({ log: pathOf("megatron-lm.txt"), utcOffsetMinutes });
  const launcher = attachLauncher.create(options, context);
  const follower = followLog(megatronLm);
  const entries: LogEntry[] = [];
  const observer = {
    ...recordJob(),
    output: (bytes: Uint8Array, atNs: number) => {
      entries.push(...follower.push(bytes, atNs).map(({ entry }) => entry));
    },
  };
  const request = { name: "made", command: ["true"] as const, environment: {}, directory: "/", nodes: 1, keepIn: "/" };
  await (await launcher.launch(request, observer)).ended;
  entries.push(...follower.end(clock.nowNs()).map(({ entry }) => entry));
  const collector = createStepCollector({ workload, logs: megatronLm });
  const samples = collector.take(entries, clock.nowNs(), 0);
  expect(collector.findings()).toEqual([]);
  const restamped = restampFromLog(samples, entries, { utcOffsetMinutes: launcher.utcOffsetMinutes });
  if (restamped === undefined) throw new Error("the log tells no times");
  return restamped;
}

async function readPower(utcOffsetMinutes: number, recordedFromUnixMs: number | undefined) {
  const options = { format: "nvidia-smi-query", file: pathOf("nvidia-smi.csv"), utcOffsetMinutes };
  const source = recordedTelemetrySource.create(recordedTelemetrySource.optionsSchema.parse(options), {
    ...context,
    signal: new AbortController().signal,
    recordedFromUnixMs,
  });
  const traces: {
    header: PowerTraceHeader;
    timesNs: number[];
    values: number[];
    states: (DeviceState | undefined)[];
  }[] = [];
  const openTrace = (header: PowerTraceHeader) => {
    const trace = {
      header,
      timesNs: [] as number[],
      values: [] as number[],
      states: [] as (DeviceState | undefined)[],
    };
    traces.push(trace);
    return {
      append: (atNs: number, value: number | null, state?: DeviceState) => {
        trace.timesNs.push(atNs);
        trace.values.push(value ?? Number.NaN);
        trace.states.push(state);
      },
    };
  };
  const writer = {
    openTrace,
    openCrossCheck: openTrace,
    openRaw: () => ({ append: () => undefined }),
    finding: ({ code }: { readonly code: string }) => expect(code).toBe("none"),
  };
  const sink = createPowerSink({ writer, clock });
  await source.start(sink);
  await source.stop();
  sink.finish();
  return traces.map((trace) => ({ ...trace, missing: 0 }));
}

it.each([0, 480])(
  "from a log and readings with clocks %d min ahead of UTC to tokens and joules of one window",
  async (offset) => {
    const { samples, stamps, recordedFromUnixMs } = await readLog(offset);
    expect(stamps).toBe("log-clock");
    const windows = stepWindows(samples, workload.warmUpSteps, workload.steps);
    if (windows === undefined) throw new Error("no window");
    const { measure } = windows;
    const tokens = measuredReports(samples, measure).reduce((sum, sample) => sum + sample.tokens, 0);
    const seconds = (measure.endNs - measure.startNs) / 1e9;
    expect([tokens, seconds]).toEqual([1_310_720, 105]);

    const traces = await readPower(offset, recordedFromUnixMs);
    expect(traces.map(({ header }) => header.device)).toEqual([
      "NVIDIA H100 80GB HBM3 GPU 0",
      "NVIDIA H100 80GB HBM3 GPU 1",
    ]);
    const energies = traces.map((trace) =>
      integrateTrace(alignTrace(trace, []), "watts", measure, trace.header.intervalNs),
    );
    expect(energies.map(({ joules }) => Math.round(joules * 1000) / 1000)).toEqual([61_400, 63_420]);
    expect(energies.map(({ coverage, samples: readings }) => [coverage, readings])).toEqual([
      [1, 105],
      [1, 105],
    ]);
    const joules = energies.reduce((sum, energy) => sum + energy.joules, 0);
    expect(tokens / joules).toBeCloseTo(1_310_720 / 124_820, 9);
  },
);

it("finds that clocks which are ahead by different hours have nothing in common", async () => {
  const { recordedFromUnixMs } = await readLog(0);
  await expect(readPower(480, recordedFromUnixMs)).rejects.toMatchObject({
    finding: {
      code: "recorded-telemetry-elsewhere",
      data: { file: "nvidia-smi.csv", from: "2026-03-02T09:59:40.500Z", until: "2026-03-02T10:02:30.500Z" },
    },
  });
});

it("lines nothing up with a log without wall times", async () => {
  await expect(readPower(480, undefined)).rejects.toMatchObject({
    finding: { code: "recorded-telemetry-needs-clock" },
  });
});
