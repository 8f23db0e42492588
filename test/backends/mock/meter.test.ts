import { describe, expect, it } from "vitest";
import { createMockEngine } from "../../../src/backends/mock/engine.js";
import { createMockMeter } from "../../../src/backends/mock/meter.js";
import { type MockMeterOptions, type MockOptionsInput, mockOptionsSchema } from "../../../src/backends/mock/options.js";
import { sleepUntil } from "../../../src/contract/clock.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { mockOptions, recordingSink } from "./mock-run.js";

const SECONDS = 20;

/** Meters one request of some 10 s on an otherwise idle engine. */
async function meterOneRequest(meter: NonNullable<MockOptionsInput["meter"]>, powerCv = 0) {
  const options = mockOptions({ meter, itl: { meanSeconds: 0.1, cv: 0.5 }, noise: { powerCv } });
  const clock = createVirtualClock();
  const engine = createMockEngine(options, "seed", clock);
  const { sink, traces } = recordingSink(() => clock.nowNs());
  const source = createMockMeter(options.meter as MockMeterOptions, engine, "seed", clock);
  const work = async (): Promise<void> => {
    await source.start(sink);
    engine.submit(
      { promptTokens: 40, maximumOutputTokens: 100, minimumOutputTokens: 0, ignoreEndOfSequence: true },
      { chunk: () => undefined, finished: () => undefined },
    );
    // The reading of the last instant is still taken.
    await sleepUntil(clock, SECONDS * 1e9 + 1);
    await source.stop();
  };
  await clock.run(work());
  const trace = traces[0];
  if (trace === undefined) throw new Error("no trace");
  return { trace, engine };
}

describe("engine energy", () => {
  it("is the sum of idle, prompt and output, whatever the variation of times", async () => {
    const { engine } = await meterOneRequest({ rateHz: 10 });
    expect(engine.energyJoules(SECONDS * 1e9)).toBeCloseTo(100 * SECONDS + 40 * 0.01 + 100 * 0.5, 9);
  });

  it("is spread evenly over the prefill and over each gap, as a bounded power", async () => {
    const clock = createVirtualClock();
    const options = mockOptions({ ttft: { meanSeconds: 1 }, itl: { meanSeconds: 0.5 } });
    const engine = createMockEngine(options, "seed", clock);
    engine.submit(
      { promptTokens: 200, maximumOutputTokens: 3, minimumOutputTokens: 0, ignoreEndOfSequence: true },
      { chunk: () => undefined, finished: () => undefined },
    );
    const watts: number[] = [];
    const sample = async (): Promise<void> => {
      for (let step = 1; step <= 12; step += 1) {
        const before = engine.energyJoules(clock.nowNs());
        await sleepUntil(clock, step * 0.25e9);
        watts.push((engine.energyJoules(clock.nowNs()) - before) / 0.25);
      }
    };
    await clock.run(sample());
    // Prefill: 200 * 0.01 J and one token of 0.5 J in 1 s; then 0.5 J in each 0.5 s; then idle.
    const expected = [102.5, 102.5, 102.5, 102.5, 101, 101, 101, 101, 100, 100, 100, 100];
    expect(watts.map((value) => Number(value.toFixed(6)))).toEqual(expected);
  });

  it("of a cancelled request ends with it", async () => {
    const clock = createVirtualClock();
    const engine = createMockEngine(mockOptions({ ttft: { meanSeconds: 1 } }), "seed", clock);
    const cancel = engine.submit(
      { promptTokens: 150, maximumOutputTokens: 1, minimumOutputTokens: 0, ignoreEndOfSequence: true },
      { chunk: () => undefined, finished: () => undefined },
    );
    clock.schedule(0.25e9, cancel);
    await clock.run(sleepUntil(clock, 2e9));
    expect(engine.energyJoules(2e9)).toBeCloseTo(200 + (1.5 + 0.5) / 4, 9);
  });
});

describe("createMockMeter", () => {
  it("reads exact means, so that readings times intervals are the energy", async () => {
    const { trace, engine } = await meterOneRequest({ rateHz: 20 }, 0.1);
    expect(trace.header).toMatchObject({ quantity: "watts", averagingNs: 50e6, intervalNs: 50e6, accuracy: "unknown" });
    expect(trace.readings[0]?.atNs).toBe(50e6);
    let previousNs = 0;
    let joules = 0;
    for (const { atNs, value } of trace.readings) {
      joules += (value ?? 0) * ((atNs - previousNs) / 1e9);
      previousNs = atNs;
    }
    expect(joules).toBeCloseTo(engine.energyJoules(SECONDS * 1e9), 6);
    expect(trace.readings.length).toBe(SECONDS * 20);
  });

  it("errs by its gain, rounds to its resolution and leaves readings out", async () => {
    const exact = await meterOneRequest({ rateHz: 10 });
    const wrong = await meterOneRequest({ rateHz: 10, gainError: 0.02, resolutionWatts: 0.25, missingEvery: 5 });
    for (const [index, { value }] of wrong.trace.readings.entries()) {
      const truth = (exact.trace.readings[index]?.value ?? 0) * 1.02;
      if ((index + 1) % 5 === 0) expect(value).toBeNull();
      else expect(value).toBe(Math.round(truth / 0.25) * 0.25);
    }
    expect(wrong.trace.header.resolution).toBe(0.25);
  });

  it("adds noise of the given size that is the same with the same seed", async () => {
    const exact = await meterOneRequest({ rateHz: 100 });
    const noisy = await meterOneRequest({ rateHz: 100, noiseWatts: 3 });
    const again = await meterOneRequest({ rateHz: 100, noiseWatts: 3 });
    const errors = noisy.trace.readings.map(
      ({ value }, index) => (value ?? 0) - (exact.trace.readings[index]?.value ?? 0),
    );
    const spread = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(spread).toBeGreaterThan(2.8);
    expect(spread).toBeLessThan(3.2);
    expect(again.trace.readings).toEqual(noisy.trace.readings);
  });

  it("claims the accuracy that the options state", async () => {
    const { trace } = await meterOneRequest({ accuracy: { relative: 0.01 } });
    expect(trace.header.accuracy).toMatchObject({ relative: 0.01, absoluteWatts: 0, assumed: false });
  });
});

describe("mockOptionsSchema", () => {
  it("fills in defaults and refuses misspelt keys", () => {
    expect(mockOptions().noise).toEqual({ speedCv: 0, powerCv: 0 });
    const misspelt = { ttft: { mean: 1 }, itl: { meanSeconds: 1 }, energy: { idleWatts: 1 }, slot: 3 };
    const issues = mockOptionsSchema.safeParse(misspelt).error?.issues ?? [];
    expect(issues.map((issue) => issue.path.join(".")).sort()).toEqual(
      ["", "energy.joulesPerOutputToken", "ttft", "ttft.meanSeconds"].sort(),
    );
  });
});
