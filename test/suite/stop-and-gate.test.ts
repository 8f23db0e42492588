import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../src/records/fingerprint.js";
import { FINGERPRINT_FACTS } from "../../src/suite/fingerprint-facts.js";
import { makePlan, makeRecord } from "../fixtures/records.js";
import { type FileTexts, placeAndCode, problemsOf, readWritten, smallTexts } from "./fixtures/written-suite.js";

/** The small suite with these lines at its end and, where it is given, a text replaced. */
async function withLines(lines: string, before: string | RegExp = "", after = ""): Promise<FileTexts> {
  const texts = await smallTexts();
  const suite = texts["suite.yaml"]!.replace(before, after);
  return { ...texts, "suite.yaml": `${suite}${lines}\n` };
}

async function problems(lines: string, before: string | RegExp = "", after = "") {
  const found = await problemsOf(readWritten(await withLines(lines, before, after)));
  return found.map((problem) => placeAndCode(problem).replace("suite.yaml:", ""));
}

describe("a rule to stop", () => {
  const five = [/repeats: 3/, "repeats: 5"] as const;

  it("stands in the plan, whose trials are the most that may be run", async () => {
    const { plan } = await readWritten(await withLines("stop: { width: 2 %, maxRuns: 8 }", ...five));
    expect([plan.stop, plan.repeats]).toEqual([{ width: 0.02, maxRuns: 8 }, 5]);
    expect(plan.trials.map(({ repeat }) => repeat)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].flatMap((r) => [r, r]));
    const fixed = await readWritten(await withLines("", ...five));
    expect(plan.trials.slice(0, 10)).toEqual(fixed.plan.trials);
    expect("stop" in fixed.plan).toBe(false);
  });

  it.each([
    ["too few runs before it", "stop: { width: 2 %, maxRuns: 8 }", "", "", ["9:10 stop-too-few-runs"]],
    ["nothing to add", "stop: { width: 2 %, maxRuns: 5 }", ...five, ["19:30 stop-nothing-to-add"]],
    ["more than a thousand", "stop: { width: 2 %, maxRuns: 1001 }", ...five, ["19:30 out-of-range"]],
    ["no width", "stop: { maxRuns: 8 }", ...five, ["19:7 missing-key"]],
    ["a width of nothing", "stop: { width: 0 %, maxRuns: 8 }", ...five, ["19:16 out-of-range"]],
    ["a width in words", "stop: { width: narrow, maxRuns: 8 }", ...five, ["19:16 not-a-fraction"]],
    [
      "no block before the end",
      "stop: { width: 2 %, maxRuns: 8 }",
      /repeats: 3\norder: interleaved\n([\s\S]*)analysis: paired/,
      "repeats: 5\norder: sequential\n$1analysis: welch",
      ["10:8 stop-not-interleaved"],
    ],
    [
      "nothing compared, and too few runs",
      "stop: { width: 2 %, maxRuns: 8 }",
      /comparisons:[\s\S]*per-second\]\n/,
      "",
      ["9:10 stop-too-few-runs", "13:1 stop-without-comparison"],
    ],
  ])("has a mistake: %s", async (_, lines, before, after, expected) => {
    expect(await problems(lines, before, after)).toEqual(expected);
  });
});

describe("what a suite says for gates", () => {
  it("stands in the plan, with bounds by their words", async () => {
    const { plan } = await readWritten(
      await withLines(`gate:
  history: { metrics: [output-tokens-per-second, ttft.p90], margins: { default: 3 % }, vary: [adapter.version, "description.*"] }
  requirements:
    - { metric: ttft.p90, atMost: 0.5, workload: chat }
    - { metric: output-tokens-per-second, atLeast: 100, system: alpha }`),
    );
    expect(plan.gate).toEqual({
      history: {
        metrics: ["output-tokens-per-second", "ttft.p90"],
        margins: { default: 0.03, metrics: {} },
        confidence: 0.95,
        vary: ["adapter.version", "description.*"],
      },
      requirements: [
        { metric: "ttft.p90", bound: "at-most", limit: 0.5, workload: "chat" },
        { metric: "output-tokens-per-second", bound: "at-least", limit: 100, system: "alpha" },
      ],
    });
  });

  it("holds a requirement on a ladder for each of its rungs", async () => {
    const texts = await withLines(
      "gate: { requirements: [{ metric: ttft.p90, atMost: 0.5, workload: chat }] }",
      /workloads: .*/,
      "workloads: [{ file: workloads/chat.yaml, concurrency: [4, 8] }]",
    );
    const closed = texts["workloads/chat.yaml"]!.replace(
      /arrival: .*/,
      "arrival: { kind: closed-loop, concurrency: 2 }",
    );
    const { plan } = await readWritten({ ...texts, "workloads/chat.yaml": closed });
    expect(plan.gate?.requirements.map(({ workload }) => workload)).toEqual(["chat--c4", "chat--c8"]);
  });

  const of = (requirement: string) => `gate: { requirements: [{ ${requirement} }] }`;
  const history = (rest: string) => `gate: { history: { margins: { default: 3 % }, ${rest} } }`;

  it.each([
    ["nothing", "gate: {}", ["19:1 gate-empty"]],
    ["no requirement", "gate: { requirements: [] }", ["19:1 gate-empty"]],
    ["no bound", of("metric: ttft.p90"), ["19:24 requirement-without-bound"]],
    ["two bounds", of("metric: ttft.p90, atLeast: 0.1, atMost: 0.5"), ["19:58 requirement-two-bounds"]],
    ["the wrong bound", of("metric: ttft.p90, atLeast: 0.1"), ["19:44 requirement-wrong-way"]],
    ["a misspelt bound", of("metric: ttft.p90, atMots: 0.1"), ["19:44 unknown-key"]],
    ["a bound that is no number", of("metric: ttft.p90, atMost: 500 ms"), ["19:52 wrong-type"]],
    ["an unknown metric", of("metric: ttft.p9, atMost: 0.5"), ["19:34 unknown-name"]],
    ["a metric without direction", of("metric: joules, atMost: 5"), ["19:34 metric-without-direction"]],
    ["a metric of training", of("metric: training-tokens-per-second, atLeast: 5"), ["19:34 metric-of-no-workload"]],
    ["an unknown system", of("metric: ttft.p90, atMost: 0.5, system: gamma"), ["19:65 unknown-name"]],
    ["an unknown workload", of("metric: ttft.p90, atMost: 0.5, workload: chart"), ["19:67 unknown-name"]],
    ["no metrics", history("metrics: []"), ["19:56 wrong-count"]],
    ["a metric twice", history("metrics: [ttft.p90, ttft.p90]"), ["19:67 duplicate-entry"]],
    ["an unknown metric", history("metrics: [ttft]"), ["19:57 unknown-name"]],
    ["an unknown fact", history("metrics: [ttft.p90], vary: [clinet.kernel]"), ["19:75 unknown-fact"]],
    ["facts of nothing", history('metrics: [ttft.p90], vary: ["engine.*"]'), ["19:75 unknown-fact"]],
    ["a confidence of no use", history("metrics: [ttft.p90], confidence: 0.05"), ["19:80 out-of-range"]],
  ])("has a mistake: %s", async (_, lines, expected) => {
    expect(await problems(lines)).toEqual(expected);
  });

  it("names the nearest of what there is", async () => {
    const files = await withLines(of("metric: ttft.p90, atMost: 0.5, workload: chart"));
    expect(await problemsOf(readWritten(files))).toMatchObject([
      { hint: "did-you-mean", data: { kind: "workload", suggestion: "chat" } },
    ]);
    const varying = await withLines(history("metrics: [ttft.p90], vary: [clinet.kernel]"));
    expect(await problemsOf(readWritten(varying))).toMatchObject([{ data: { suggestion: "client.kernel" } }]);
  });

  it("knows the facts of every fingerprint", () => {
    const plan = makePlan();
    const { manifest } = makeRecord({ plan, trial: plan.trials[0]! });
    const { facts } = fingerprintOf({ ...manifest, description: {} });
    expect(Object.keys(facts).sort()).toEqual([...FINGERPRINT_FACTS].sort());
  });
});
