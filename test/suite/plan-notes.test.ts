import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import { planNotes } from "../../src/suite/plan-notes.js";
import { readWritten, smallTexts } from "./fixtures/written-suite.js";
import { type Change, readChanged } from "./training/training-suite.js";

async function planAfter(...changes: readonly (readonly [file: string, before: string | RegExp, after: string])[]) {
  const texts: Record<string, string> = { ...(await smallTexts()) };
  for (const [file, before, after] of changes) texts[file] = texts[file]!.replace(before, after);
  return (await readWritten(texts)).plan;
}

function codes(plan: Plan): readonly string[] {
  return planNotes(plan).map(({ code, severity }) => `${severity} ${code}`);
}

describe("what a plan cannot give", () => {
  it("is nothing for an interleaved plan with enough runs and long windows", async () => {
    expect(codes(await planAfter())).toEqual([]);
  });

  it("is an interval, with fewer than three runs", async () => {
    const plan = await planAfter(["suite.yaml", "repeats: 3", "repeats: 2"]);
    expect(planNotes(plan)).toEqual([
      { code: "plan-too-few-runs", severity: "warning", data: { repeats: 2, minimum: 3 } },
    ]);
  });

  it("is more than a demonstration, with a window below the workload's minimum", async () => {
    const plan = await planAfter(["workloads/chat.yaml", "measureSeconds: 60", "measureSeconds: 59"]);
    expect(planNotes(plan)).toEqual([
      { code: "plan-demonstration", severity: "warning", data: { workload: "chat", seconds: 59, minimumSeconds: 60 } },
    ]);
  });

  it("is a steady state to compare, with a rate that changes on purpose", async () => {
    const ramp = "arrival: { kind: ramp, fromRequestsPerSecond: 1, toRequestsPerSecond: 5 }";
    expect(codes(await planAfter(["workloads/chat.yaml", /arrival: .*/, ramp]))).toEqual(["warning plan-rate-changes"]);
    const looked = await planAfter(
      ["workloads/chat.yaml", /arrival: .*/, ramp],
      ["suite.yaml", /comparisons:[\s\S]*?(?=assumedMeterAccuracy)/, ""],
    );
    expect(codes(looked)).toEqual(["note plan-no-comparison"]);
  });

  it("is protection against drift, with one system after the other", async () => {
    const plan = await planAfter(
      ["suite.yaml", "order: interleaved", "order: sequential"],
      ["suite.yaml", "analysis: paired", "analysis: welch"],
    );
    expect(codes(plan)).toEqual(["note plan-sequential"]);
  });

  it("is a comparison, where the suite names none", async () => {
    const plan = await planAfter(["suite.yaml", /comparisons:[\s\S]*?\n(?=\w)/, ""]);
    expect(codes(plan)).toEqual(["note plan-no-comparison"]);
  });
});

describe("what a plan of trainings cannot give", () => {
  const one = "systems/one.yaml" as const;
  const notes = async (...changes: readonly Change[]) =>
    planNotes((await readChanged(...changes)).plan).map(({ code, severity, data }) => ({ code, severity, ...data }));

  it("is nothing with enough steps and known peaks", async () => {
    expect(await notes()).toEqual([]);
  });

  it("is more than a demonstration, with fewer steps than the workload's minimum", async () => {
    expect(await notes(["workloads/learn.yaml", "steps: 50\nloss", "steps: 49\nloss"])).toEqual([
      { code: "plan-training-demonstration", severity: "warning", workload: "learn", steps: 49, minimumSteps: 50 },
    ]);
  });

  it.each([
    ["a job in a precision that the device does not have", "units: 8", "units: 8\n      precision: fp8", "fp8"],
    ["no peak", "  peak: { device: ascend-910c }\n", "", "bf16"],
    [
      "a peak of another precision",
      "{ device: ascend-910c }",
      "{ precision: fp16, teraFlops: 1, source: mine }",
      "bf16",
    ],
  ] as const)("is MFU, with %s", async (_, before, after, precision) => {
    expect(await notes([one, before, after])).toEqual([
      { code: "plan-no-peak", severity: "note", system: "one", precision },
    ]);
  });
});
