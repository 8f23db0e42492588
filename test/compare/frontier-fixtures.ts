import type { Plan, Trial } from "../../src/model/plan.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { Results } from "../../src/records/results-reader.js";
import { rungOf } from "../../src/suite/ladder.js";
import { makePlan, makeRecord, makeRequest, makeSystem, makeWorkload } from "../fixtures/records.js";
import { results, SPREAD } from "./results-fixtures.js";

/** Tokens/s of each user by system and number of users. */
export type Paces = Readonly<Record<string, Readonly<Record<number, number>>>>;

/** Three runs on each rung; b is slower for few users and keeps its pace for longer. */
export const PACES: Paces = { a: { 1: 100, 4: 80, 16: 25 }, b: { 1: 70, 4: 60, 16: 40 } };

const REPEATS = 3;
const REQUESTS_A_USER = 8;

export function ladderPlan(paces: Paces = PACES): Plan {
  const systems = Object.keys(paces).map((id) => makeSystem(id));
  const users = Object.keys(Object.values(paces)[0] ?? {}).map(Number);
  const workloads = users.map((count) => rungOf(makeWorkload(), "concurrency", count));
  const trials = workloads.flatMap(({ id: workloadId }) =>
    Array.from({ length: REPEATS }, (_, index) => index + 1).flatMap((repeat) =>
      systems.map(({ id }): Omit<Trial, "index"> => {
        return { id: `${id}--${workloadId}--${repeat}`, systemId: id, workloadId, repeat, arrivalSeed: "1" };
      }),
    ),
  );
  return makePlan({
    systems,
    workloads,
    repeats: REPEATS,
    trials: trials.map((trial, index) => ({ ...trial, index })),
    comparisons: [],
  });
}

/** Every user is served all the time at its pace, with a spread of about 1 % from run to run. */
export function ladderResults(paces: Paces = PACES, plan: Plan = ladderPlan(paces)): Results {
  return results({ plan, record: (trial, of) => ladderRecord(trial, of, paces) });
}

function ladderRecord(trial: Trial, plan: Plan, paces: Paces): RunRecord {
  const users = plan.workloads.find(({ id }) => id === trial.workloadId)?.rung?.value ?? 0;
  const pace = (paces[trial.systemId]?.[users] ?? 0) * (SPREAD[trial.repeat - 1] ?? 1);
  const seconds = 10 / REQUESTS_A_USER;
  const requests = Array.from({ length: users * REQUESTS_A_USER }, (_, index) => {
    const start = Math.floor(index / users) * seconds;
    // The first token is there at once, so that tokens / time is the pace.
    const tokens = Math.round(pace * seconds * 1000) / 1000;
    return makeRequest({
      index,
      scheduled: start,
      firstToken: start,
      lastToken: start + ((tokens - 1) / pace) * 0.999_999,
      events: 5,
      tokens,
    });
  });
  return makeRecord({ plan, trial, requests });
}
