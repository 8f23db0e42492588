import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sleepUntil } from "../../src/contract/clock.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";

describe("createVirtualClock", () => {
  it("jumps from timer to timer and keeps the order of registration of equal times", async () => {
    const clock = createVirtualClock();
    const seen: string[] = [];
    const at = (atNs: number, name: string) => clock.schedule(atNs, () => seen.push(`${name}@${clock.nowNs()}`));
    at(20, "c");
    at(10, "a");
    at(20, "d");
    at(10, "b");
    await clock.run(sleepUntil(clock, 30));
    expect(seen).toEqual(["a@10", "b@10", "c@20", "d@20"]);
    expect(clock.nowNs()).toBe(30);
  });

  it("carries out all that follows from one timer before the next one", async () => {
    const clock = createVirtualClock();
    const seen: string[] = [];
    const chain = async (): Promise<void> => {
      await sleepUntil(clock, 5);
      for (let hop = 0; hop < 50; hop += 1) await Promise.resolve();
      await new Promise<void>((resolve) => process.nextTick(resolve));
      seen.push(`chain@${clock.nowNs()}`);
      await sleepUntil(clock, 6);
      seen.push(`chain@${clock.nowNs()}`);
    };
    clock.schedule(6, () => seen.push("timer@6"));
    clock.schedule(7, () => seen.push("timer@7"));
    await clock.run(chain());
    expect(seen).toEqual(["chain@5", "timer@6", "chain@6"]);
  });

  it("calls a timer of the past now and never goes backwards", async () => {
    const clock = createVirtualClock();
    const stamps: number[] = [];
    clock.schedule(100, () => clock.schedule(1, () => stamps.push(clock.nowNs())));
    await clock.run(sleepUntil(clock, 200));
    expect(stamps).toEqual([100]);
  });

  it("never calls a cancelled timer, however many there are and however often they are cancelled", async () => {
    const clock = createVirtualClock();
    let calls = 0;
    for (let index = 0; index < 10_000; index += 1) {
      const cancel = clock.schedule(index, () => {
        calls += 1;
      });
      cancel();
      if (index % 10 === 0) cancel();
    }
    const cancelled = clock.schedule(3, () => {
      calls += 1;
    });
    clock.schedule(2, cancelled);
    await clock.run(sleepUntil(clock, 20_000));
    expect(calls).toBe(0);
  });

  it("fires in time order whatever is registered and cancelled", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(1000), fc.boolean()), { minLength: 1, maxLength: 3000 }),
        async (plan) => {
          const clock = createVirtualClock();
          const fired: number[] = [];
          const cancels = plan.map(([atNs], index) => clock.schedule(atNs, () => fired.push(index)));
          for (const [index, [, cancelled]] of plan.entries()) if (cancelled) cancels[index]?.();
          await clock.run(sleepUntil(clock, 2000));
          const expected = plan
            .map(([atNs, cancelled], index) => ({ atNs, cancelled, index }))
            .filter((timer) => !timer.cancelled)
            .sort((a, b) => a.atNs - b.atNs || a.index - b.index)
            .map((timer) => timer.index);
          expect(fired).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("throws instead of hanging when nothing can happen any more", async () => {
    const clock = createVirtualClock();
    clock.schedule(5, () => undefined);
    await expect(clock.run(new Promise(() => undefined))).rejects.toThrow("Deadlock in virtual time");
  });

  it("ends at once when the promise settles, and passes its rejection on", async () => {
    const clock = createVirtualClock();
    clock.schedule(1e9, () => undefined);
    await expect(clock.run(Promise.resolve("done"))).resolves.toBe("done");
    await expect(clock.run(Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(clock.nowNs()).toBe(0);
  });

  it("passes on what a timer's callback throws", async () => {
    const clock = createVirtualClock();
    clock.schedule(1, () => {
      throw new Error("thrown in a timer");
    });
    await expect(clock.run(sleepUntil(clock, 2))).rejects.toThrow("thrown in a timer");
  });

  it("tells the wall time from its epoch", async () => {
    const clock = createVirtualClock({ epochUnixMs: 1000 });
    expect(clock.wallUnixMs()).toBe(1000);
    await clock.run(sleepUntil(clock, 2.5e6));
    expect(clock.wallUnixMs()).toBe(1002.5);
  });
});
