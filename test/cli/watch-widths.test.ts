import { expect, test } from "vitest";
import { watchWidths } from "../../src/cli/watch-widths.js";
import type { ExecutionResult } from "../../src/model/execution.js";
import type { Plan } from "../../src/model/plan.js";
import { makePlan } from "../fixtures/records.js";
import { temporaryFolder } from "../records/temporary-folder.js";

const fixed = makePlan();
const adaptive: Plan = { ...fixed, stop: { width: 0.02, maxRuns: 8 } };

function ended(changes: Partial<ExecutionResult> = {}): ExecutionResult {
  const runs = [{ runId: "run", state: "failed" as const }];
  return { executionId: "execution", plan: adaptive, runs, interrupted: false, ...changes };
}

/** What is said about an execution of which nothing can be read. */
async function saidOf(plan: Plan, result: ExecutionResult): Promise<readonly string[]> {
  const said: string[] = [];
  const watch = watchWidths(plan, await temporaryFolder(), (key, data) => said.push(`${key} ${data["workload"]}`));
  expect(await watch.isEnough?.("chat", "execution")).toBe(plan.stop === undefined ? undefined : false);
  await watch.sayWhatStayedWide(result);
  return said;
}

test("a plan without a rule is not watched", async () => {
  expect(await saidOf(fixed, ended())).toEqual([]);
});

test("what cannot be read is never enough, and is said to have no interval at the end", async () => {
  expect(await saidOf(adaptive, ended())).toEqual(["cli.run.without-interval chat"]);
});

test("nothing is said of an execution that was interrupted, or had nothing left to run", async () => {
  expect(await saidOf(adaptive, ended({ interrupted: true }))).toEqual([]);
  expect(await saidOf(adaptive, ended({ runs: [] }))).toEqual([]);
});
