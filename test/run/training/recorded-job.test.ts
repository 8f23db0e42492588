import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { JobLauncherDefinition } from "../../../src/contract/job-launcher.js";
import type { PowerSourceContext } from "../../../src/contract/power-source.js";
import { attachLauncher } from "../../../src/jobs/launch/attach.js";
import { failure, warning } from "../../../src/model/finding.js";
import { traceHeader } from "../../records/sample-run.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { executeTraining } from "./executed-training.js";
import { stepLine } from "./training-fixtures.js";

const BEGAN_MS = Date.UTC(2026, 4, 1, 12);
const STEPS = [1, 2, 3, 4, 5, 6, 7, 8];

/** A meter that has one reading a second of the ten minutes after it was asked to begin, and remembers by which clock. */
function recordedMeter() {
  const contexts: PowerSourceContext[] = [];
  const definition = {
    apiVersion: 1,
    name: "file",
    optionsSchema: z.unknown(),
    create: (_options: unknown, context: PowerSourceContext) => {
      contexts.push(context);
      return {
        id: "file",
        start: async (sink: import("../../../src/contract/power-source.js").PowerSink) => {
          const trace = sink.open(traceHeader("file-0"));
          for (let second = 0; second < 120; second += 1) trace.sample(100, undefined, second * 1e9);
        },
        stop: async () => {},
      };
    },
  };
  return { source: { definition, options: {} }, contexts };
}

async function recorded(log: string, powerSources: Parameters<typeof executeTraining>[0]["powerSources"] = []) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "job.log"), log);
  return executeTraining({
    resultsDir: join(folder, "results"),
    launcher: attachLauncher as JobLauncherDefinition,
    launcherOptions: { log: join(folder, "job.log"), nodes: ["gpu-4.example.org"], utcOffsetMinutes: 480 },
    powerSources,
  });
}

describe("a job that had ended before it was read", () => {
  it("has the times of its log, and the power that was recorded with it", async () => {
    const meter = recordedMeter();
    const log = STEPS.map((step) => stepLine(step, { unixMs: BEGAN_MS + 1000 * step })).join("");
    const { record } = await recorded(`gpu-4: starting\n${log}`, [meter.source]);
    const { manifest, steps, power, findings } = record;
    expect(findings).toEqual([]);
    expect(manifest).toMatchObject({
      state: "complete",
      training: { launcher: "attach", stamps: "log-clock", nodes: ["node-1"], history: [] },
    });
    expect(steps.map(({ atNs }) => (atNs - (steps[0]?.atNs ?? 0)) / 1e9)).toEqual(STEPS.map((step) => step - 1));
    expect(manifest.windows?.measure).toEqual({ startNs: steps[1]?.atNs, endNs: steps[7]?.atNs });
    const [context] = meter.contexts;
    expect(meter.contexts).toHaveLength(1);
    // The log's clock was eight hours ahead.
    const zeroMs = context?.recordedFromUnixMs ?? 0;
    const firstMs = zeroMs + (steps[0]?.atNs ?? 0) / 1e6;
    expect(Math.abs(firstMs - (BEGAN_MS + 1000 - 8 * 3_600_000))).toBeLessThanOrEqual(1000);
    expect(manifest.shards).toMatchObject([{ alias: "client", wallUnixMs: zeroMs }]);
    expect(power[0]?.timesNs).toHaveLength(120);
  });

  it("has the durations that its log tells, and no power without a clock to line it up", async () => {
    const meter = recordedMeter();
    const log = STEPS.map((step) => stepLine(step, { stepSeconds: 0.5 })).join("");
    const { record } = await recorded(log, [meter.source]);
    expect(record.manifest).toMatchObject({ state: "complete", training: { stamps: "log-timer" } });
    const { startNs = 0, endNs = 0 } = record.manifest.windows?.measure ?? {};
    expect((endNs - startNs) / 1e9).toBeCloseTo(3, 6);
    expect([record.power, meter.contexts]).toEqual([[], []]);
    expect(record.findings).toEqual([warning("recorded-power-not-aligned", { sources: 1 })]);
  });

  it("whose log tells no times has no speed, and is a failed run", async () => {
    const { record } = await recorded(STEPS.map((step) => stepLine(step)).join(""));
    expect(record.manifest).toMatchObject({ state: "failed", failure: failure("log-without-times") });
  });

  it("that made too few steps has failed, and keeps them", async () => {
    const log = STEPS.slice(0, 5).map((step) => stepLine(step, { stepSeconds: 0.5 }));
    const { record } = await recorded(log.join(""));
    expect(record.manifest.failure).toEqual(failure("too-few-steps", { asked: 8, made: 5 }));
    expect(record.steps).toHaveLength(5);
  });

  it("without its log is a failed run", async () => {
    const resultsDir = await temporaryFolder();
    const launcher = attachLauncher as JobLauncherDefinition;
    const launcherOptions = { log: join(resultsDir, "none.log"), nodes: [], utcOffsetMinutes: 0 };
    const { record } = await executeTraining({ resultsDir, launcher, launcherOptions });
    expect(record.manifest.failure).toEqual(failure("job-log-missing", { file: "none.log" }));
  });
});
