import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { createSleeper } from "../../../src/load/issue/sleeper.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";

it("wakes everybody at their time, with one listener for all of them", async () => {
  const clock = createVirtualClock();
  const { signal } = new AbortController();
  const sleeper = createSleeper(clock, signal);
  const woken: number[] = [];
  const all = [30, 10, 20, 10].map((atNs) => sleeper.until(atNs).then(() => woken.push(clock.nowNs())));
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await clock.run(Promise.all(all));
  expect(woken).toEqual([10, 10, 20, 30]);
  sleeper.close();
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("wakes everybody when the signal aborts, and lets nobody sleep after that", async () => {
  const clock = createVirtualClock();
  const stop = new AbortController();
  const sleeper = createSleeper(clock, stop.signal);
  const all = Promise.all([sleeper.until(10), sleeper.until(1000), sleeper.until(2000)]);
  clock.schedule(50, () => stop.abort());
  await clock.run(all);
  expect(clock.nowNs()).toBe(50);
  await sleeper.until(3000);
  expect(clock.nowNs()).toBe(50);
});
