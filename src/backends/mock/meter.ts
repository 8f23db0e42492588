import { randomNormal } from "d3-random";
import type { Clock } from "../../contract/clock.js";
import type { PowerSource } from "../../contract/power-source.js";
import { namedRandom } from "../../contract/random.js";
import type { PowerTraceHeader } from "../../model/power-trace.js";
import { LOCAL_SHARD } from "../../model/run-record.js";
import { NS_PER_SECOND } from "../../model/time.js";
import { createPolledSource } from "../../power/polled-source.js";
import type { MockEngine } from "./engine.js";
import type { MockMeterOptions } from "./options.js";

/** What a mock meter reads. */
export type MeteredEngine = Pick<MockEngine, "energyJoules">;

/**
 * A power meter on a mock engine. Each reading is the engine's exact mean power since the reading before it, times one
 * plus the meter's gain error, plus noise, rounded to the meter's resolution.
 *
 * @param seed of the run, for the noise
 */
export function createMockMeter(
  options: MockMeterOptions,
  engine: MeteredEngine,
  seed: string,
  clock: Clock,
): PowerSource {
  const intervalNs = NS_PER_SECOND / options.rateHz;
  const header: PowerTraceHeader = {
    id: "mock-meter",
    source: "mock-meter",
    device: "mock",
    boundary: options.boundary,
    quantity: "watts",
    shard: LOCAL_SHARD,
    averagingNs: intervalNs,
    intervalNs,
    resolution: options.resolutionWatts,
    accuracy:
      options.accuracy === "unknown" ? "unknown" : { ...options.accuracy, source: "mock options", assumed: false },
  };
  const read = createReader(options, engine, seed, clock);
  return createPolledSource({ id: header.id, devices: [{ header, read: async () => read() }], intervalNs, clock });
}

function createReader(
  options: MockMeterOptions,
  engine: MeteredEngine,
  seed: string,
  clock: Clock,
): () => number | null {
  const { gainError, noiseWatts, resolutionWatts, missingEvery } = options;
  const drawNoise = randomNormal.source(namedRandom(seed, "mock-meter"))(0, noiseWatts);
  let previousNs = clock.nowNs();
  let previousJoules = engine.energyJoules(previousNs);
  let readings = 0;
  return () => {
    const nowNs = clock.nowNs();
    const joules = engine.energyJoules(nowNs);
    const trueWatts = (joules - previousJoules) / ((nowNs - previousNs) / NS_PER_SECOND);
    previousNs = nowNs;
    previousJoules = joules;
    readings += 1;
    if (missingEvery !== undefined && readings % missingEvery === 0) return null;
    return Math.max(0, rounded(trueWatts * (1 + gainError) + drawNoise(), resolutionWatts));
  };
}

function rounded(watts: number, resolutionWatts: number): number {
  return resolutionWatts === 0 ? watts : Math.round(watts / resolutionWatts) * resolutionWatts;
}
