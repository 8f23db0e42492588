import { describe, expect, test } from "vitest";
import { command } from "../../src/cli/commands/plan.js";
import { createProgress } from "../../src/cli/progress.js";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import { readSuite } from "../../src/suite/read-suite.js";
import { fakeProcess, keepingStream } from "./fake-context.js";

const SUITE = "test/examples/three-systems.yaml";
const OPTIONS = { resultsDir: "results", verbose: false };
const NO_DETECTION = { detect: undefined, power: "80%", history: "history" };

describe("the plan of a suite with a rule to stop, families and a gate", () => {
  test("says the fewest and the most, the rule, families once, what is tested, and what a gate asks for", async () => {
    const process = fakeProcess();
    expect(await command.run({ suite: SUITE, json: false, ...NO_DETECTION }, process.context)).toBe(0);
    const text = process.out().replaceAll(/\s+/g, " ");
    for (const part of [
      "runs of every workload on every system: 5 to 20",
      "until the interval of every primary metric reaches at most 2 % above its ratio",
      "trials: 45 to 180, about 1 min 11 s to 4 min 42 s in all",
      "family 1: 2 comparisons",
      "hgx-h200 (candidate) against hgx-h100 (baseline)",
      "atlas-800-a2 (candidate) against hgx-h100 (baseline)",
      "tested for equivalence within: ± 3 %",
      "tested for being worse by no more than: 5 %",
      "interactive-chat-demo--c4 2, interactive-chat-demo--c16 2, offline-batch-demo 1",
      "history: output-tokens-per-second, tokens-per-joule; margins ± 3 %; 95 % intervals",
      "adapter.version, description.*",
      "ttft.p99 at most 0.5 s; workload interactive-chat-demo--c16",
      "output-tokens-per-second at least 1000 token/s; system atlas-800-a2",
      "repeats above 5 only where they are needed",
    ]) {
      expect(text).toContain(part);
    }
    expect(text.split("primary metrics: ")).toHaveLength(2);
  });

  test("says the same in Chinese, and the least time as JSON", async () => {
    const [chinese, json] = [fakeProcess([], { language: "zh" }), fakeProcess()];
    await command.run({ suite: SUITE, json: false, ...NO_DETECTION }, chinese.context);
    expect(chinese.out()).toContain("第 1 组：2 个对比");
    expect(chinese.out()).toContain("门禁的对照依据");
    await command.run({ suite: SUITE, json: true, ...NO_DETECTION }, json.context);
    const { plan, estimatedSeconds, leastEstimatedSeconds } = JSON.parse(json.out());
    expect(plan.stop).toEqual({ width: 0.02, maxRuns: 20 });
    expect(estimatedSeconds / leastEstimatedSeconds).toBeCloseTo(4, 10);
  });
});

describe("progress of an execution that may end early", () => {
  const read = async () => (await readSuite(SUITE, createVocabulary())).plan;

  test("counts from the fewest to the most, and without the trials that are left out", async () => {
    const process = fakeProcess();
    const plan = await read();
    const progress = createProgress(process.context, OPTIONS);
    progress.started(plan, "execution", plan.trials, 0);
    for (const trial of plan.trials.slice(0, 15)) {
      progress.trialStarted(trial, "run");
      progress.trialEnded(trial, "run", "complete", []);
    }
    progress.trialsSkipped?.(plan.trials.slice(15, 60));
    progress.trialStarted(plan.trials[60]!, "run");
    expect(process.err()).toContain("trials to run: 45 to 180, about 1 min 11 s to 4 min 42 s;");
    expect(process.err()).toMatch(/^\[15\/180\] .* repeat 5: complete after 0 s; at most .* left$/m);
    expect(process.err()).toContain("[16/135] hgx-h100, interactive-chat-demo--c16, repeat 1 ...");
    expect([progress.done(), progress.total()]).toEqual([15, 135]);
  });

  test("moves the end of the bar", async () => {
    const stderr = keepingStream(100);
    const process = fakeProcess([], { stderr: stderr.stream });
    const plan = await read();
    const trials = plan.trials.slice(12, 24);
    const progress = createProgress(process.context, OPTIONS);
    try {
      progress.started(plan, "execution", trials, 0);
      progress.trialStarted(trials[0]!, "run");
      progress.trialEnded(trials[0]!, "run", "complete", []);
      progress.trialsSkipped?.(trials.slice(2));
      progress.say("enough");
      progress.trialStarted(trials[1]!, "run");
      expect(stderr.text()).toContain("enough\n");
      expect(stderr.text()).toContain("██████████░░░░░░░░░░ 2/2  ");
    } finally {
      progress.close();
    }
  });
});
