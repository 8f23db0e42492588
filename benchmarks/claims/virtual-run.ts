import { createMockEngine } from "../../src/backends/mock/engine.js";
import { createMockMeter } from "../../src/backends/mock/meter.js";
import type { MockOptions } from "../../src/backends/mock/options.js";
import { createVirtualClient } from "../../src/backends/mock/virtual-client.js";
import { driveLoad } from "../../src/load/drive-load.js";
import { joinOutcomes } from "../../src/load/join-outcomes.js";
import { WHOLE_LOAD } from "../../src/load/load-share.js";
import { WORD_VOCABULARY } from "../../src/load/prompts/word-vocabulary.js";
import { createQuietProbe } from "../../src/load/self-check.js";
import type { Plan, Trial } from "../../src/model/plan.js";
import type { PowerTrace } from "../../src/model/power-trace.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { RequestTokenEvents } from "../../src/model/token-events.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { createPowerSink } from "../../src/power/recording.js";
import { mergeTokenEvents } from "../../src/records/token-events-codec.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";

/**
 * One run of a mock system in virtual time: the engine, the meter, the load driver and the recording of power are those
 * of a real run; only HTTP and the disk are left out.
 */
export async function runVirtually(
  options: MockOptions,
  workload: InferenceWorkload,
  plan: Plan,
  trial: Trial,
): Promise<RunRecord> {
  const clock = createVirtualClock();
  const seed = `${plan.seed}:${trial.id}`;
  const engine = createMockEngine(options, seed, clock);
  const requests: RequestSample[] = [];
  const blocks: RequestTokenEvents[] = [];
  const power: PowerTrace[] = [];
  const meter = options.meter === undefined ? undefined : createMockMeter(options.meter, engine, seed, clock);
  const openTrace = (header: PowerTrace["header"]) => collectTrace(header, power);
  const openRaw = () => ({ append: () => undefined });
  const writer = { openTrace, openCrossCheck: openTrace, openRaw, finding: () => undefined };
  const outcome = await clock.run(
    (async () => {
      await meter?.start(createPowerSink({ writer, clock }));
      const load = await driveLoad({
        workload,
        seed: trial.arrivalSeed,
        inputs: { vocabulary: WORD_VOCABULARY, salt: trial.id },
        share: WHOLE_LOAD,
        client: createVirtualClient({ service: engine, workload, usage: options.usage, clock }),
        clock,
        sink: {
          request: (sample) => requests.push(sample),
          tokenEvents: (events) => blocks.push(events),
        },
        signal: new AbortController().signal,
        selfCheck: createQuietProbe(),
      });
      await meter?.stop();
      return load;
    })(),
  );
  return {
    manifest: {
      format: "tokwatt.run",
      version: 1,
      runId: trial.id,
      executionId: "virtual",
      plan,
      trial,
      adapter: { name: "mock", version: "1", provenance: "simulated", label: { en: "mock", zh: "模拟" } },
      state: "complete",
      startedAt: new Date(clock.wallUnixMs()).toISOString(),
      shards: [{ alias: "client", wallUnixMs: clock.wallUnixMs(), offsetNs: 0, offsetUncertaintyNs: 0 }],
      windows: outcome.windows,
      client: joinOutcomes([outcome], 1).client,
      environment: VIRTUAL_MACHINE,
      description: {},
      files: {},
    },
    requests,
    tokenEvents: mergeTokenEvents(blocks),
    power,
    crossChecks: [],
    engine: [],
    findings: [],
  };
}

const VIRTUAL_MACHINE = {
  tokwattVersion: "0",
  nodeVersion: process.version,
  platform: "virtual",
  arch: "virtual",
  kernel: "virtual",
  cpuModel: "virtual",
  cpuCount: 1,
  memoryBytes: 1,
};

function collectTrace(header: PowerTrace["header"], into: PowerTrace[]) {
  const timesNs: number[] = [];
  const values: number[] = [];
  const states: undefined[] = [];
  into.push({ header, timesNs, values, states, missing: 0 });
  return {
    append: (atNs: number, value: number | null) => {
      if (value === null) return;
      timesNs.push(atNs);
      values.push(value);
      states.push(undefined);
    },
  };
}
