import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blockOrder, expandTrials, type TrialGrid } from "../../src/suite/expand-trials.js";

const grid: TrialGrid = {
  seed: 7,
  repeats: 3,
  order: "interleaved",
  systemIds: ["a", "b"],
  workloadIds: ["chat", "batch"],
};

describe("the order of trials", () => {
  it("alternates two systems A B, B A, A B in each workload", () => {
    expect(expandTrials(grid).map(({ id }) => id)).toEqual([
      ...["a--chat--1", "b--chat--1", "b--chat--2", "a--chat--2", "a--chat--3", "b--chat--3"],
      ...["a--batch--1", "b--batch--1", "b--batch--2", "a--batch--2", "a--batch--3", "b--batch--3"],
    ]);
  });

  it("runs one system after the other when sequential", () => {
    expect(expandTrials({ ...grid, order: "sequential", repeats: 2 }).map(({ id }) => id)).toEqual([
      ...["a--chat--1", "a--chat--2", "a--batch--1", "a--batch--2"],
      ...["b--chat--1", "b--chat--2", "b--batch--1", "b--batch--2"],
    ]);
  });

  it("counts places from 0 and repeats from 1", () => {
    const trials = expandTrials(grid);
    expect(trials.map(({ index }) => index)).toEqual(trials.map((_, index) => index));
    expect(new Set(trials.map(({ repeat }) => repeat))).toEqual(new Set([1, 2, 3]));
  });
});

describe("seeds", () => {
  it("are equal on all systems of a block and differ between blocks", () => {
    const seeds = new Map<string, Set<string>>();
    for (const { workloadId, repeat, arrivalSeed } of expandTrials(grid)) {
      const block = `${workloadId} ${repeat}`;
      seeds.set(block, (seeds.get(block) ?? new Set()).add(arrivalSeed));
    }
    expect([...seeds.values()].map((set) => set.size)).toEqual(Array.from({ length: 6 }, () => 1));
    expect(new Set([...seeds.values()].flatMap((set) => [...set])).size).toBe(6);
    expect(expandTrials(grid)[0]?.arrivalSeed).toBe("7:chat:1");
  });

  it("do not depend on the order of execution", () => {
    const seedsById = (order: TrialGrid["order"]) =>
      Object.fromEntries(expandTrials({ ...grid, order }).map(({ id, arrivalSeed }) => [id, arrivalSeed]));
    expect(seedsById("sequential")).toEqual(seedsById("interleaved"));
  });
});

describe("every block", () => {
  const systems = fc
    .integer({ min: 1, max: 8 })
    .map((count) => Array.from({ length: count }, (_, index) => `s${index}`));

  it("holds each system once", () => {
    fc.assert(
      fc.property(systems, fc.nat(100), (ids, block) => {
        expect([...blockOrder(ids, block)].sort()).toEqual([...ids].sort());
      }),
    );
  });

  it("together with as many blocks as twice the systems puts each system at each place equally often", () => {
    fc.assert(
      fc.property(systems, (ids) => {
        const blocks = Array.from({ length: 2 * ids.length }, (_, block) => blockOrder(ids, block));
        for (const id of ids) {
          const places = blocks.map((block) => block.indexOf(id)).sort((a, b) => a - b);
          expect(places).toEqual(ids.flatMap((_, place) => [place, place]));
        }
      }),
    );
  });
});
