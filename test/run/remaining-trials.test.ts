import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../src/model/ledger-entry.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { Results } from "../../src/records/results-reader.js";
import { remainingTrials } from "../../src/run/remaining-trials.js";
import { makePlan, makeRecord } from "../fixtures/records.js";

const plan = makePlan({ repeats: 2 });
const NAME = `suite-${plan.hash.slice(0, 8)}-20261122t190102z`;
const WALL = Date.UTC(2026, 10, 22, 19, 1, 2);

function started(executionId: string, trialId: string, state: RunRecord["manifest"]["state"] | "lost") {
  const trial = plan.trials.find((candidate) => candidate.id === trialId);
  if (trial === undefined) throw new Error(`no trial ${trialId}`);
  const runId = `${executionId}-${trialId}-${state}`;
  const entry: LedgerEntry = {
    format: "tokwatt.ledger",
    version: 1,
    sequence: 0,
    runId,
    executionId,
    planHash: plan.hash,
    trialId,
    startedAt: "",
    previousHash: "",
    hash: "",
  };
  const record = state === "lost" ? undefined : makeRecord({ plan, trial, manifest: { runId, state } });
  return { entry, record };
}

function resultsOf(...runs: ReturnType<typeof started>[]): Results {
  const records = runs.flatMap(({ entry, record }) => (record === undefined ? [] : [[entry.runId, record] as const]));
  return {
    ledger: runs.map((run) => run.entry),
    ledgerFindings: [],
    runs: new Map(records),
    unreadable: new Map(),
  };
}

describe("a fresh execution", () => {
  it("runs every trial under a new name, whatever ran before", () => {
    const work = remainingTrials(plan, resultsOf(started("old", "a--chat--1", "complete")), false, WALL);
    expect(work).toMatchObject({ executionId: NAME, done: 0 });
    expect(work.pending.map(({ trial }) => trial.id)).toEqual(plan.trials.map((trial) => trial.id));
  });

  it("does not share a name with one that began in the same second", () => {
    const results = resultsOf(started(NAME, "a--chat--1", "complete"), started(`${NAME}-2`, "a--chat--1", "complete"));
    expect(remainingTrials(plan, results, false, WALL).executionId).toBe(`${NAME}-3`);
  });
});

describe("a resumed execution", () => {
  it("continues the last one and runs only what has no complete run, as the next attempt", () => {
    const results = resultsOf(
      started("first", "b--chat--2", "complete"),
      started("last", "a--chat--1", "complete"),
      started("last", "b--chat--1", "failed"),
      started("last", "b--chat--1", "interrupted"),
      started("last", "a--chat--2", "lost"),
    );
    const work = remainingTrials(plan, results, true, WALL);
    expect(work).toMatchObject({ executionId: "last", done: 1 });
    expect(work.pending.map(({ trial, attempt }) => [trial.id, attempt])).toEqual([
      ["b--chat--1", 3],
      ["a--chat--2", 2],
      ["b--chat--2", 1],
    ]);
  });

  it("is refused where this plan never ran", () => {
    expect(() => remainingTrials(plan, resultsOf(), true, WALL)).toThrow(/nothing-to-resume/);
  });
});
