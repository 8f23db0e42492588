import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../src/model/ledger-entry.js";
import { freshWork, remainingWork } from "../../src/run/remaining-trials.js";
import { makePlan } from "../fixtures/records.js";

const plan = makePlan({ repeats: 2 });
const NAME = `suite-${plan.hash.slice(0, 8)}-20261122t190102007z`;
const WALL = Date.UTC(2026, 10, 22, 19, 1, 2, 7);

/** A ledger of runs; the run ids say how each ended. */
function ledgerOf(...runs: readonly (readonly [executionId: string, trialId: string, state: string])[]): LedgerEntry[] {
  return runs.map(([executionId, trialId, state], sequence) => ({
    format: "tokwatt.ledger",
    version: 1,
    sequence,
    runId: `${executionId} ${trialId} ${state}`,
    executionId,
    planHash: plan.hash,
    trialId,
    startedAt: "",
    previousHash: "",
    hash: "",
  }));
}

const isComplete = async (runId: string): Promise<boolean> => runId.endsWith(" complete");

describe("a fresh execution", () => {
  it("runs every trial under a new name, whatever ran before", () => {
    const work = freshWork(plan, ledgerOf(["old", "a--chat--1", "complete"]), WALL);
    expect(work).toMatchObject({ executionId: NAME, done: 0 });
    expect(work.pending).toEqual(plan.trials.map((trial) => ({ trial, attempt: 1 })));
  });

  it("does not share a name with one that begins in the same second and is not in the ledger yet", () => {
    expect(freshWork(plan, [], WALL + 1).executionId).not.toBe(freshWork(plan, [], WALL).executionId);
  });

  it("does not share a name with one that began in the same millisecond", () => {
    const ledger = ledgerOf([NAME, "a--chat--1", "complete"], [`${NAME}-2`, "a--chat--1", "complete"]);
    expect(freshWork(plan, ledger, WALL).executionId).toBe(`${NAME}-3`);
  });
});

describe("a resumed execution", () => {
  it("continues the last one and runs only what has no complete run, as the next attempt", async () => {
    const ledger = ledgerOf(
      ["first", "b--chat--2", "complete"],
      ["last", "a--chat--1", "complete"],
      ["last", "b--chat--1", "failed"],
      ["last", "b--chat--1", "interrupted"],
      ["last", "a--chat--2", "lost"],
    );
    const work = await remainingWork(plan, ledger, isComplete);
    expect(work).toMatchObject({ executionId: "last", done: 1 });
    expect(work.pending.map(({ trial, attempt }) => [trial.id, attempt])).toEqual([
      ["b--chat--1", 3],
      ["a--chat--2", 2],
      ["b--chat--2", 1],
    ]);
  });

  it("is refused where this plan never ran", async () => {
    await expect(remainingWork(plan, [], isComplete)).rejects.toThrow(/nothing-to-resume/);
  });
});
