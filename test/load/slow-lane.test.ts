import { describe, expect, it } from "vitest";
import { createSlowLane } from "../../src/load/slow-lane.js";

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe("createSlowLane", () => {
  it("does its tasks in order, none of them at once", async () => {
    const lane = createSlowLane(() => 0);
    const done: number[] = [];
    for (let task = 0; task < 3000; task += 1) lane.run(() => done.push(task));
    expect(done).toEqual([]);
    await turns(2);
    expect(done).toEqual(Array.from({ length: 3000 }, (_, task) => task));
  });

  it("lets what a task has resolved go on before the next task", async () => {
    const lane = createSlowLane(() => 0);
    const seen: string[] = [];
    const follow = async (name: string): Promise<void> => {
      await Promise.resolve();
      await Promise.resolve();
      seen.push(`after ${name}`);
    };
    for (const name of ["a", "b"]) {
      lane.run(() => {
        seen.push(name);
        void follow(name);
      });
    }
    await turns(3);
    expect(seen).toEqual(["a", "after a", "b", "after b"]);
  });

  it("lets the event loop go round between slices of a millisecond", async () => {
    let nowNs = 0;
    const lane = createSlowLane(() => nowNs);
    const doneInTurn: number[] = [];
    let turn = 0;
    const count = setImmediate(function next() {
      turn += 1;
      if (turn < 20) setImmediate(next);
    });
    for (let task = 0; task < 10; task += 1) {
      lane.run(() => {
        nowNs += 0.4e6;
        doneInTurn.push(turn);
      });
    }
    await turns(20);
    clearImmediate(count);
    const perTurn = [...new Set(doneInTurn)].map((one) => doneInTurn.filter((other) => other === one).length);
    expect(doneInTurn).toHaveLength(10);
    expect(Math.max(...perTurn)).toBe(3);
  });

  it("takes tasks that tasks hand in", async () => {
    const lane = createSlowLane(() => 0);
    const seen: string[] = [];
    lane.run(() => {
      seen.push("first");
      lane.run(() => seen.push("third"));
    });
    lane.run(() => seen.push("second"));
    await turns(2);
    expect(seen).toEqual(["first", "second", "third"]);
  });

  it("works at once, in order, when it is too far behind", () => {
    const lane = createSlowLane(() => 0);
    let done = 0;
    for (let task = 0; task < 25_000; task += 1) {
      lane.run(() => {
        expect(done).toBe(task);
        done += 1;
      });
    }
    expect(done).toBe(5000);
  });
});
