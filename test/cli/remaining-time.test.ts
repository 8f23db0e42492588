import { expect, test } from "vitest";
import { createRemainingTime } from "../../src/cli/remaining-time.js";
import { estimateTrialSeconds } from "../../src/suite/estimate-time.js";
import { quickstartPlan } from "./quickstart-plan.js";

test("counts on the plan until a cell has shown how long it takes", async () => {
  const plan = await quickstartPlan();
  const [ours, theirs] = plan.trials;
  const planned = estimateTrialSeconds(plan.workloads[0]!);
  const time = createRemainingTime(plan);
  expect(time.secondsFor([ours!, theirs!], 0)).toBeCloseTo(2 * planned);
  time.observe(ours!, 10);
  time.observe(ours!, 20);
  expect(time.secondsFor([ours!, theirs!], 0)).toBeCloseTo(15 + planned);
});

test("takes off what has passed, and never less than nothing", async () => {
  const plan = await quickstartPlan();
  const [ours, theirs] = plan.trials;
  const planned = estimateTrialSeconds(plan.workloads[0]!);
  const time = createRemainingTime(plan);
  expect(time.secondsFor([ours!, theirs!], 1)).toBeCloseTo(2 * planned - 1);
  expect(time.secondsFor([ours!, theirs!], 1000)).toBeCloseTo(planned);
  expect(time.secondsFor([], 3)).toBe(0);
});
