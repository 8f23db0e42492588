import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { sleepUntil } from "../../src/contract/clock.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { NS_PER_MILLISECOND } from "../../src/model/time.js";

describe("createMonotonicClock", () => {
  it("counts whole nanoseconds up from its creation", () => {
    const clock = createMonotonicClock();
    const instants = Array.from({ length: 1000 }, () => clock.nowNs());
    expect(instants.every(Number.isSafeInteger)).toBe(true);
    expect(instants.every((instant, index) => instant >= (instants[index - 1] ?? 0))).toBe(true);
  });

  it.each([0, 1])("never calls back early, on either side of the polling, with a leeway of %d ms", async (leewayMs) => {
    const clock = createMonotonicClock();
    const aheadMs = [-1, 0, 0.2, 0.9, 1.1, 2, 3.7, 12];
    const early = await Promise.all(
      aheadMs.map(async (ms) => {
        const atNs = clock.nowNs() + ms * NS_PER_MILLISECOND;
        await sleepUntil(clock, atNs, undefined, leewayMs * NS_PER_MILLISECOND);
        return clock.nowNs() < atNs;
      }),
    );
    expect(early).toEqual(aheadMs.map(() => false));
  });

  it("reads as the operating system's counter does, from the zero that it was made with", () => {
    const zeroHrtimeNs = process.hrtime.bigint() - 5_000_000_000n;
    const clock = createMonotonicClock(zeroHrtimeNs);
    expect(clock.zeroHrtimeNs).toBe(zeroHrtimeNs);
    const outside = Array.from({ length: 2000 }, () => {
      const before = Number(process.hrtime.bigint() - zeroHrtimeNs);
      const nowNs = clock.nowNs();
      const after = Number(process.hrtime.bigint() - zeroHrtimeNs);
      return Math.max(before - nowNs, nowNs - after);
    });
    expect(Math.max(...outside)).toBeLessThan(1000);
  });

  it("agrees with a clock of another process that has the same zero", async () => {
    const clock = createMonotonicClock();
    const script = "process.on('message', () => process.send(process.hrtime.bigint().toString()))";
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    onTestFinished(() => void child.kill());
    for (let round = 0; round < 5; round += 1) {
      const before = clock.nowNs();
      const answered = once(child, "message");
      child.send("now");
      const [answer] = (await answered) as [string];
      const inChild = Number(BigInt(answer) - clock.zeroHrtimeNs);
      expect(inChild).toBeGreaterThanOrEqual(before - 1000);
      expect(inChild).toBeLessThanOrEqual(clock.nowNs() + 1000);
    }
  });

  it("calls back many that are due at once in the order of their instants, each once, and none that one of them cancels", async () => {
    const clock = createMonotonicClock();
    const startNs = clock.nowNs() + 3 * NS_PER_MILLISECOND;
    const order: number[] = [];
    const cancels = new Map<number, () => void>();
    for (const index of [4, 1, 3, 0, 2]) {
      const call = (): void => {
        order.push(index);
        if (index === 1) cancels.get(2)?.();
      };
      cancels.set(index, clock.schedule(startNs + index, call));
    }
    await sleepUntil(clock, startNs + 2 * NS_PER_MILLISECOND);
    expect(order).toEqual([0, 1, 3, 4]);
  });

  it("calls back in the order of the instants", async () => {
    const clock = createMonotonicClock();
    const startNs = clock.nowNs();
    const order: number[] = [];
    const aheadMs = [30, 10, 20, 0];
    await Promise.all(
      aheadMs.map(async (ms) => {
        await sleepUntil(clock, startNs + ms * NS_PER_MILLISECOND);
        order.push(ms);
      }),
    );
    expect(order).toEqual([0, 10, 20, 30]);
  });

  it.each([0.1, 3])("does not call back after it was cancelled %d ms ahead", async (ms) => {
    const clock = createMonotonicClock();
    let called = false;
    const cancel = clock.schedule(clock.nowNs() + ms * NS_PER_MILLISECOND, () => {
      called = true;
    });
    cancel();
    await sleepUntil(clock, clock.nowNs() + 2 * ms * NS_PER_MILLISECOND);
    expect(called).toBe(false);
  });

  it("does not call back for a sleep longer than the platform's longest", async () => {
    const clock = createMonotonicClock();
    let called = false;
    const cancel = clock.schedule(2 ** 33 * NS_PER_MILLISECOND, () => {
      called = true;
    });
    await sleepUntil(clock, clock.nowNs() + 5 * NS_PER_MILLISECOND);
    cancel();
    expect(called).toBe(false);
  });
});
