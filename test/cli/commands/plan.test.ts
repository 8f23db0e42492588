import { expect, test } from "vitest";
import { command } from "../../../src/cli/commands/plan.js";
import { fakeProcess } from "../fake-context.js";
import { QUICKSTART, quickstartPlan } from "../quickstart-plan.js";

/** What the command line gives where nothing is asked for. */
const DEFAULTS = { detect: undefined, power: "80%", history: "history" };

test("shows trials in order, times, analysis, margins, limits and the plan's hash", async () => {
  const process = fakeProcess();
  expect(await command.run({ ...DEFAULTS, suite: QUICKSTART, json: false }, process.context)).toBe(0);
  const plan = await quickstartPlan();
  const text = process.out();
  expect(text).toContain(`plan hash ${plan.hash}`);
  expect(text).toContain("trials: 30, about 37 s in all");
  expect(text).toContain("mock-ascend (candidate) against mock-gpu (baseline): Welch, 95 % intervals, margin ± 2 %");
  expect(text).toContain("ttft.p99 ± 10 %");
  expect(text).toContain("p99 of event-loop delay, ms:");
  expect(text).toContain("will be stamped as a");
  const rows = text.split("\n").filter((line) => /^ *\d+ {2}mock-/.test(line));
  expect(rows.map((row) => row.trim().split(/ {2,}/)[1])).toEqual(plan.trials.map(({ systemId }) => systemId));
  expect(process.err()).toBe("");
});

test("prints the plan itself as JSON", async () => {
  const process = fakeProcess();
  await command.run({ ...DEFAULTS, suite: QUICKSTART, json: true }, process.context);
  const { plan, estimatedSeconds, notes } = JSON.parse(process.out());
  expect(plan).toEqual(JSON.parse(JSON.stringify(await quickstartPlan())));
  expect(estimatedSeconds).toBeCloseTo(37);
  expect(notes[0].code).toBe("plan-demonstration");
});

test("speaks Chinese", async () => {
  const process = fakeProcess([], { language: "zh" });
  await command.run({ ...DEFAULTS, suite: QUICKSTART, json: false }, process.context);
  expect(process.out()).toContain("共 30 个试验，预计约 37 s");
  expect(process.out()).toContain("试验执行顺序：交错");
});
