import { describe, expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.js";
import { failure, warning } from "../../src/model/finding.js";
import { fakeProcess, keepingStream } from "./fake-context.js";
import { quickstartPlan } from "./quickstart-plan.js";

const OPTIONS = { resultsDir: "results", verbose: false };

describe("progress without a terminal", () => {
  test("is lines with the time that is left, which is learnt from the trials", async () => {
    const process = fakeProcess();
    const plan = await quickstartPlan();
    const trials = plan.trials.slice(0, 3);
    const progress = createProgress(process.context, OPTIONS);
    progress.started(plan, "execution", trials, 0);
    for (const trial of trials) {
      progress.trialStarted(trial, "run");
      process.advanceMs(30_000);
      progress.trialEnded(trial, "run", "complete", []);
    }
    progress.close();
    expect(process.err().trimEnd().split("\n")).toEqual([
      "quickstart: trials to run: 3, about 5.7 s; records go to results",
      "[1/3] mock-ascend, interactive-chat-demo, repeat 1 ...",
      "[1/3] mock-ascend, interactive-chat-demo, repeat 1: complete after 30 s; about 3.8 s left",
      "[2/3] mock-gpu, interactive-chat-demo, repeat 1 ...",
      "[2/3] mock-gpu, interactive-chat-demo, repeat 1: complete after 30 s; about 30 s left",
      "[3/3] mock-gpu, interactive-chat-demo, repeat 2 ...",
      "[3/3] mock-gpu, interactive-chat-demo, repeat 2: complete after 30 s",
    ]);
    expect(process.out()).toBe("");
    expect(progress.done()).toBe(3);
  });

  test("tells a failed trial's reason, but not every warning", async () => {
    const process = fakeProcess([], { language: "zh" });
    const plan = await quickstartPlan();
    const [first] = plan.trials;
    const progress = createProgress(process.context, OPTIONS);
    progress.started(plan, "execution", plan.trials.slice(0, 2), 18);
    progress.trialStarted(first!, "run");
    const findings = [warning("power-not-metered"), failure("server-died", { outcome: "SIGKILL", words: "oom" })];
    progress.trialEnded(first!, "run", "failed", findings);
    expect(process.err()).toContain("已完成 18 个试验，剩余 2 个");
    expect(process.err()).toContain("[19/20] mock-ascend，interactive-chat-demo，第 1 次：失败");
    expect(process.err()).toContain("错误：服务在运行期间退出（SIGKILL）。最后的输出：oom");
    expect(process.err()).not.toContain("功率");
    expect(progress.done()).toBe(18);
  });

  test("shows what servers print only when asked", () => {
    const [quiet, verbose] = [fakeProcess(), fakeProcess()];
    createProgress(quiet.context, OPTIONS).log("loading weights");
    createProgress(verbose.context, { ...OPTIONS, verbose: true }).log("loading weights");
    expect([quiet.err(), verbose.err()]).toEqual(["", "loading weights\n"]);
  });

  test("says so when nothing is left", async () => {
    const process = fakeProcess();
    createProgress(process.context, OPTIONS).started(await quickstartPlan(), "execution", [], 20);
    expect(process.err()).toContain("Nothing was left to run.");
  });
});

describe("progress on a terminal", () => {
  test("is a bar that leaves errors above it and takes itself away", async () => {
    const stderr = keepingStream(100);
    const process = fakeProcess([], { stderr: stderr.stream });
    const plan = await quickstartPlan();
    const trials = plan.trials.slice(0, 2);
    const progress = createProgress(process.context, OPTIONS);
    try {
      progress.started(plan, "execution", trials, 0);
      progress.trialStarted(trials[0]!, "run");
      expect(stderr.text()).toContain("1/2  mock-ascend, interactive-chat-demo, repeat 1  about 3.8 s left");
      progress.trialEnded(trials[0]!, "run", "failed", [failure("interrupted")]);
      progress.trialStarted(trials[1]!, "run");
      expect(stderr.text()).toContain("repeat 1: failed after 0 s");
      expect(stderr.text()).toContain("██████████░░░░░░░░░░ 2/2  mock-gpu");
    } finally {
      progress.close();
    }
    // Line wrapping is switched on again, and the bar's line is cleared.
    expect(stderr.text().lastIndexOf("\u001b[?7h")).toBeGreaterThan(stderr.text().lastIndexOf("\u001b[?7l"));
    expect(stderr.text()).toMatch(/\[2K$/);
  });
});
