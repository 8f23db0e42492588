import { describe, expect, it } from "vitest";
import { createDelayLine } from "../../../src/run/control/delay-line.js";
import { createHandClock } from "./hand-clock.js";

/** Timers are a millisecond late at most: half of that they are aimed too early. */
const EARLY = 0.5e6;

/** A line of a request that began at 1 s and is slowed by a fifth, and what it forwarded when. */
function openLine() {
  const clock = createHandClock();
  clock.moveTo(1e9);
  const forwarded: [string, number][] = [];
  let drained = 0;
  const line = createDelayLine({ beganNs: 1e9, slowdown: 0.2, clock, drained: () => (drained += 1) });
  const put = (what: string, atNs: number, bytes = 1, takesMore = true): boolean => {
    clock.moveTo(atNs);
    return line.put(atNs, bytes, () => {
      forwarded.push([what, clock.nowNs()]);
      return takesMore;
    });
  };
  return { clock, line, put, forwarded, drained: () => drained };
}

describe("a delay line", () => {
  it("forwards every part 1.2 times as late after the request, in order", () => {
    const { clock, put, forwarded } = openLine();
    put("head", 1.1e9);
    put("first", 1.105e9);
    put("second", 1.2e9);
    put("end", 2e9);
    clock.moveTo(5e9);
    expect(forwarded).toEqual([
      ["head", 1.12e9 - EARLY],
      ["first", 1.126e9 - EARLY],
      ["second", 1.24e9 - EARLY],
      ["end", 2.2e9 - EARLY],
    ]);
    expect(clock.due).toEqual([]);
  });

  it("counts the server's time only, so that what passing things on costs is hidden in the slow-down", () => {
    const { clock, line, put, forwarded } = openLine();
    line.sent(1.01e9);
    put("first", 1.11e9);
    clock.moveTo(5e9);
    // The server took 100 ms; the client waits for 120 of them, and not for 10 more.
    expect(forwarded).toEqual([["first", 1.12e9 - EARLY]]);
  });

  it("waits for a reader that takes no more, and then does not catch up later than it must", () => {
    const { clock, line, put, forwarded } = openLine();
    put("full", 1.1e9, 1, false);
    put("after", 1.2e9);
    put("late", 1.5e9);
    clock.moveTo(1.55e9);
    expect(forwarded).toEqual([["full", 1.12e9 - EARLY]]);
    line.resume();
    clock.moveTo(3e9);
    expect(forwarded.slice(1)).toEqual([
      ["after", 1.55e9],
      ["late", 1.6e9 - EARLY],
    ]);
  });

  it("asks for no more than a MiB to wait, and for more when half of it has left", () => {
    const { clock, put, drained } = openLine();
    const half = 2 ** 19;
    expect(put("a", 2e9, half)).toBe(true);
    expect(put("b", 2.1e9, half)).toBe(false);
    clock.moveTo(2.2e9);
    expect(drained()).toBe(0);
    clock.moveTo(2.4e9);
    expect(drained()).toBe(1);
  });

  it("that is cut forwards nothing more", () => {
    const { clock, line, put, forwarded } = openLine();
    put("a", 1.5e9);
    line.cut();
    put("b", 1.6e9);
    clock.moveTo(9e9);
    expect([forwarded, clock.due]).toEqual([[], []]);
  });
});
