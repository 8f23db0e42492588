import { describe, expect, it } from "vitest";
import { sleepUntil } from "../../src/contract/clock.js";
import type { PowerTraceHeader } from "../../src/model/power-trace.js";
import { createPolledSource, type PolledDevice } from "../../src/power/polled-source.js";
import { createVirtualClock, type VirtualClock } from "../../src/simulation/virtual-clock.js";
import { recordingSink } from "../backends/mock/mock-run.js";

const header: PowerTraceHeader = {
  id: "meter",
  source: "test",
  device: "device",
  boundary: "board",
  quantity: "watts",
  shard: "client",
  averagingNs: 0,
  intervalNs: 100,
  resolution: 0,
  accuracy: "unknown",
};

/** Polls one device every 100 ns from instant 1000 on, for `lengthNs`. */
async function poll(read: (clock: VirtualClock) => Promise<number | null>, lengthNs: number, averagingNs = 0) {
  const clock = createVirtualClock();
  const device: PolledDevice = { header: { ...header, averagingNs }, read: () => read(clock) };
  const { sink, traces, codes } = recordingSink(() => clock.nowNs());
  const source = createPolledSource({ id: "test", devices: [device], intervalNs: 100, clock });
  const work = async (): Promise<number> => {
    await sleepUntil(clock, 1000);
    await source.start(sink);
    const started = traces[0]?.readings.length ?? 0;
    await sleepUntil(clock, 1000 + lengthNs);
    await source.stop();
    return started;
  };
  const readingsAtStart = await clock.run(work());
  return { readings: traces[0]?.readings ?? [], codes, readingsAtStart, clock };
}

describe("createPolledSource", () => {
  it("reads at once and then at its interval, and has a reading when it has started", async () => {
    let count = 0;
    const { readings, readingsAtStart, codes } = await poll(async () => ++count, 350);
    expect(readingsAtStart).toBe(1);
    expect(readings).toEqual([1, 2, 3, 4].map((value, index) => ({ atNs: 1000 + index * 100, value })));
    expect(codes).toEqual([]);
  });

  it("waits one averaging time before the first reading", async () => {
    const { readings } = await poll(async () => 1, 350, 70);
    expect(readings.map(({ atNs }) => atNs)).toEqual([1070, 1170, 1270]);
  });

  it("keeps its instants when a reading is slow, and leaves out those that it slept through", async () => {
    let count = 0;
    const slow = async (clock: VirtualClock): Promise<number> => {
      count += 1;
      // The third takes two and a half intervals, all others a little.
      await sleepUntil(clock, clock.nowNs() + (count === 3 ? 250 : 10));
      return count;
    };
    const { readings, codes } = await poll(slow, 890);
    expect(readings.map(({ atNs }) => atNs)).toEqual([1010, 1110, 1450, 1510, 1610, 1710, 1810]);
    expect(codes).toEqual(["power-readings-skipped"]);
  });

  it("reads one after the other, never two at once", async () => {
    let atOnce = 0;
    let most = 0;
    await poll(async (clock) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await sleepUntil(clock, clock.nowNs() + 170);
      atOnce -= 1;
      return 1;
    }, 2000);
    expect(most).toBe(1);
  });

  it("has missing readings while its device fails, and reports the failure once", async () => {
    let count = 0;
    const { readings, codes } = await poll(async () => {
      count += 1;
      if (count === 3 || count === 4) throw new Error("the device is lost");
      return count;
    }, 450);
    expect(readings.map(({ value }) => value)).toEqual([1, 2, null, null, 5]);
    expect(codes).toEqual(["power-source-failed"]);
  });

  it("does not start when its first reading fails, and can be stopped then", async () => {
    const clock = createVirtualClock();
    const device = { header, read: () => Promise.reject(new Error("no such device")) };
    const source = createPolledSource({ id: "test", devices: [device], intervalNs: 100, clock });
    const { sink, traces } = recordingSink(() => clock.nowNs());
    await expect(clock.run(source.start(sink))).rejects.toThrow("no such device");
    await clock.run(source.stop());
    expect(traces[0]?.readings).toEqual([]);
  });

  it("hands nothing over once it is stopped, also not the reading that was under way", async () => {
    const { readings, clock } = await poll(async (own) => {
      await sleepUntil(own, own.nowNs() + 40);
      return 1;
    }, 120);
    expect(readings.map(({ atNs }) => atNs)).toEqual([1040]);
    await clock.run(sleepUntil(clock, 5000));
    expect(readings).toHaveLength(1);
  });
});
