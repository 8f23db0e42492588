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
import type { RequestSample } from "../../src/model/request-sample.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { RequestTokenEvents } from "../../src/model/token-events.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { mergeTokenEvents } from "../../src/records/token-events-codec.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { keepPower } from "./keep-power.js";
import { virtualRecord } from "./virtual-record.js";

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
  const power = keepPower(clock);
  const meter = options.meter === undefined ? undefined : createMockMeter(options.meter, engine, seed, clock);
  const outcome = await clock.run(
    (async () => {
      await meter?.start(power.sink);
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
  return virtualRecord(plan, trial, clock, {
    windows: outcome.windows,
    client: joinOutcomes([outcome], 1).client,
    requests,
    tokenEvents: mergeTokenEvents(blocks),
    power: power.traces,
  });
}
