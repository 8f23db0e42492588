import { describe, expect, it } from "vitest";
import { command } from "../../src/cli/commands/plan.js";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import { InputError } from "../../src/model/errors.js";
import type { MetricNoise, NoiseEntry } from "../../src/model/noise.js";
import type { Plan } from "../../src/model/plan.js";
import { hashOf } from "../../src/records/hash.js";
import { appendNoise } from "../../src/records/history/append-history.js";
import { readSuite } from "../../src/suite/read-suite.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fakeProcess, keepingStream } from "./fake-context.js";
import { QUICKSTART } from "./quickstart-plan.js";

const { plan } = await readSuite(QUICKSTART, createVocabulary());

const NOISE: MetricNoise = { n: 10, cv: 0.02, cvLow: 0.0138, cvHigh: 0.0365, aa: { ratio: 1, low: 0.98, high: 1.02 } };

/** A history with the noise of every system on every workload, or of some. */
async function historyOf(
  { systems, workloads }: Pick<Plan, "systems" | "workloads">,
  changes: (systemId: string) => { readonly noise?: Partial<MetricNoise>; readonly file?: string } = () => ({}),
): Promise<string> {
  const dir = await temporaryFolder();
  for (const system of systems) {
    for (const workload of workloads) {
      const { noise = {}, file = system.hash } = changes(system.id);
      const facts = { "system.file": file, workload: workload.hash };
      const fingerprint = { hash: hashOf(facts).slice(0, 12), facts };
      const ids = plan.comparisons.flatMap(({ primaryMetrics }) => primaryMetrics);
      const entry: NoiseEntry = {
        format: "tokwatt.noise",
        version: 1,
        systemId: system.id,
        workloadId: workload.id,
        fingerprint: fingerprint.hash,
        at: "2026-11-20T00:00:00.000Z",
        executionId: "e",
        metrics: Object.fromEntries(ids.map((id) => [id, { ...NOISE, ...noise }])),
      };
      await appendNoise(dir, entry, fingerprint);
    }
  }
  return dir;
}

async function planned(values: { history: string; detect?: string; power?: string; json?: boolean; language?: "zh" }) {
  const { language = "en", ...asked } = values;
  // Wide enough for every cell to stay on its line.
  const stdout = keepingStream(240);
  const process = fakeProcess([], { language, stdout: stdout.stream, environment: { NO_COLOR: "1" } });
  const exitCode = await command.run(
    { suite: QUICKSTART, detect: "3%", power: "80%", json: false, ...asked },
    process.context,
  );
  return { exitCode, out: stdout.text().replace(/\s+/g, " "), err: process.err(), text: stdout.text() };
}

describe("tokwatt plan --detect", () => {
  it("says how many runs find the difference, from which noise, how long they take and that the plan has too few", async () => {
    const { exitCode, out, err } = await planned({ history: await historyOf(plan) });
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toContain("Runs needed to find a difference of 3 % with 80 % chance");
    expect(out).toContain("mock-ascend (candidate) against mock-gpu (baseline): Welch");
    expect(out).toContain(
      "interactive-chat-demo output-tokens-per-second 2 % (1.4 to 3.6) 2 % (1.4 to 3.6) 11 (6 to 31) 42 s 5 %",
    );
    expect(out).toContain("5 runs find");
    expect(out).toContain('set "repeats" to 11');
    expect(out).toContain("adjusted together (Holm)");
  });

  it("has it all as JSON, beside the plan", async () => {
    const { text } = await planned({ history: await historyOf(plan), json: true });
    const { detection, plan: shown } = JSON.parse(text);
    expect(shown.hash).toBe(plan.hash);
    expect(detection).toMatchObject({ difference: 0.03, power: 0.8 });
    // Two metrics of each of the two workloads of inference, and of that of training.
    expect(detection.lines).toHaveLength(6);
    for (const { answer, seconds } of detection.lines) {
      expect(answer.fewest).toBeLessThanOrEqual(answer.runs);
      expect(answer.runs).toBeLessThanOrEqual(answer.most);
      expect(seconds).toBeGreaterThan(0);
    }
    const most = new Map<string, number>();
    for (const { workloadId, seconds } of detection.lines) {
      most.set(workloadId, Math.max(most.get(workloadId) ?? 0, seconds));
    }
    expect(detection.seconds).toBeCloseTo(
      [...most.values()].reduce((sum, one) => sum + one, 0),
      6,
    );
  });

  it("says that the plan is enough where it is", async () => {
    const quiet = { cv: 0.001, cvLow: 0.0007, cvHigh: 0.0018 };
    const { exitCode, out } = await planned({ history: await historyOf(plan, () => ({ noise: quiet })) });
    expect(exitCode).toBe(0);
    expect(out).toContain("0.24 %, enough");
    expect(out).not.toContain('set "repeats"');
  });

  it("names what differs from the measured files, and sides that differ in noise", async () => {
    const history = await historyOf(plan, (id) => (id === "mock-gpu" ? { file: "older", noise: { cv: 0.03 } } : {}));
    const { out } = await planned({ history });
    expect(out).toContain("was measured on 2026-11-20 with another file (system.file)");
    expect(out).toContain("the root of the mean of their squares");
  });

  it("still shows the plan where nothing is known, names what to do and ends with 4", async () => {
    const history = await temporaryFolder();
    const { exitCode, out } = await planned({ history });
    expect(exitCode).toBe(4);
    expect(out).toContain(`plan hash ${plan.hash}`);
    expect(out).toContain("No noise of mock-gpu on offline-batch-demo is known");
    expect(out).toContain(
      `tokwatt aa ${QUICKSTART} --system mock-gpu --workload offline-batch-demo --history ${history}`,
    );
    const some = await historyOf({ ...plan, systems: plan.systems.slice(0, 1) });
    expect((await planned({ history: some })).exitCode).toBe(4);
  });

  it("says where the margin forbids every verdict", async () => {
    const { out, exitCode } = await planned({ history: await historyOf(plan), detect: "0.02" });
    expect(exitCode).toBe(0);
    expect(out).toContain("2 % is not past the margin of 2 %");
    expect(out).toContain("> 1000");
  });

  it("speaks Chinese", async () => {
    const { out } = await planned({ history: await historyOf(plan), language: "zh" });
    expect(out).toContain("以 80 % 的概率发现 3 % 的差异所需的运行次数");
  });

  it.each([
    { detect: "0", code: "option-not-fraction" },
    { detect: "three", code: "option-not-fraction" },
    { power: "20%", code: "option-out-of-range" },
    { power: "0.9999", code: "option-out-of-range" },
  ])("refuses $detect $power", async ({ code, ...values }) => {
    const asked = planned({ history: await temporaryFolder(), ...values });
    await expect(asked).rejects.toSatisfy(
      (error) => error instanceof InputError && error.problems.some((problem) => problem.code === code),
    );
  });
});
