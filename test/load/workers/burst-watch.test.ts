import { describe, expect, it } from "vitest";
import { createBurstCounter } from "../../../src/load/workers/burst-watch.js";
import { NS_PER_MILLISECOND } from "../../../src/model/time.js";

/** A counter whose turns end when the test says so. */
function turnByTurn() {
  const pending: (() => void)[] = [];
  const counter = createBurstCounter((callback) => pending.push(callback));
  const turn = (...atMs: number[]): number => {
    for (const ms of atMs) counter.read(ms * NS_PER_MILLISECOND);
    const callbacks = pending.splice(0);
    for (const end of callbacks) end();
    return callbacks.length;
  };
  return { counter, turn };
}

describe("createBurstCounter", () => {
  it("counts turns with several reads by the time between the first and the last", () => {
    const { counter, turn } = turnByTurn();
    turn(0);
    turn(10, 11, 13);
    turn(20, 25.5);
    turn(30, 35);
    expect(counter.statistics()).toEqual({ bursts: 3, late: 1, longestMs: 5.5 });
  });

  it("asks for one callback a turn, however many reads it has, and none in a turn without", () => {
    const { turn } = turnByTurn();
    expect([turn(1, 2, 3, 4), turn(), turn(5)]).toEqual([1, 0, 1]);
  });

  it("begins afresh, a turn that is under way included", () => {
    const { counter, turn } = turnByTurn();
    turn(0, 50);
    counter.reset();
    turn(60, 61);
    expect(counter.statistics()).toEqual({ bursts: 1, late: 0, longestMs: 1 });
  });

  it("takes reads of one turn of a real event loop together, and of two turns apart", async () => {
    const counter = createBurstCounter();
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    counter.read(0);
    counter.read(7 * NS_PER_MILLISECOND);
    await turn();
    counter.read(100 * NS_PER_MILLISECOND);
    await turn();
    expect(counter.statistics()).toEqual({ bursts: 1, late: 1, longestMs: 7 });
  });
});
