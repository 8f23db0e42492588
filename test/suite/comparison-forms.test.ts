import { describe, expect, it } from "vitest";
import { type FileTexts, placeAndCode, problemsOf, readWritten, smallTexts } from "./fixtures/written-suite.js";

const RULES = "analysis: welch, margins: { default: 2 % }, primaryMetrics: [output-tokens-per-second]";

/** The small suite with a third system, gamma, a ladder of two rungs, and these entries of `comparisons` (from line 12). */
async function withComparisons(...entries: readonly string[]): Promise<FileTexts> {
  const texts = await smallTexts();
  const suite = texts["suite.yaml"]!;
  const [head = ""] = suite.split("comparisons:\n");
  const list = entries.map((entry) => `  - { ${entry} }\n`).join("");
  const systems = "systems: [systems/alpha.yaml, systems/beta.yaml, systems/gamma.yaml]";
  return {
    ...texts,
    "systems/gamma.yaml": texts["systems/beta.yaml"]!.replace("id: beta", "id: gamma"),
    "suite.yaml": `${head.replace(/systems: .*/, systems)}comparisons:\n${list}`,
  };
}

async function planned(...entries: readonly string[]) {
  return (await readWritten(await withComparisons(...entries))).plan.comparisons;
}

async function problems(...entries: readonly string[]) {
  const found = await problemsOf(readWritten(await withComparisons(...entries)));
  return found.map(placeAndCode).map((line) => line.replace("suite.yaml:", ""));
}

describe("several comparisons in one entry", () => {
  it("are each candidate against the baseline, as one family", async () => {
    const comparisons = await planned(`candidates: [alpha, gamma], baseline: beta, ${RULES}`);
    expect(comparisons).toEqual(
      ["alpha", "gamma"].map((candidate) => ({
        candidate,
        baseline: "beta",
        analysis: "welch",
        confidence: 0.95,
        margins: { default: 0.02, metrics: {} },
        primaryMetrics: ["output-tokens-per-second"],
        family: 1,
      })),
    );
  });

  it("are each against those before it", async () => {
    const comparisons = await planned(`pairs: [gamma, alpha, beta], ${RULES}`);
    expect(comparisons.map(({ candidate, baseline, family }) => [candidate, baseline, family])).toEqual([
      ["alpha", "gamma", 1],
      ["beta", "gamma", 1],
      ["beta", "alpha", 1],
    ]);
  });

  it("are no family where there is one only, and families are counted by themselves", async () => {
    const comparisons = await planned(
      `candidate: alpha, baseline: beta, ${RULES}`,
      `candidates: [alpha, beta], baseline: gamma, ${RULES}`,
      `candidates: [beta], baseline: alpha, ${RULES}`,
      `pairs: [alpha, gamma], ${RULES}`,
    );
    expect(comparisons.map(({ family }) => family)).toEqual([undefined, 1, 1, undefined, undefined]);
    expect(comparisons.map((comparison) => "family" in comparison)).toEqual([false, true, true, false, false]);
  });

  it("have the plan of the single comparison that they come down to", async () => {
    const single = (await readWritten(await withComparisons(`candidate: alpha, baseline: beta, ${RULES}`))).plan;
    const listed = (await readWritten(await withComparisons(`candidates: [alpha], baseline: beta, ${RULES}`))).plan;
    const shares = await withComparisons(`candidate: alpha, baseline: beta, meters: independent, ${RULES}`);
    expect([listed.hash, (await readWritten(shares)).plan.hash]).toEqual([single.hash, single.hash]);
  });
});

describe("what an entry says beside its systems", () => {
  it("stands in the plan of each of its comparisons", async () => {
    const tests = "equivalence: { default: 3% }, nonInferiority: { default: 0.05, metrics: { ttft.p90: 10 % } }";
    const comparisons = await planned(`pairs: [alpha, beta, gamma], meters: shared, ${tests}, ${RULES}`);
    expect(comparisons).toHaveLength(3);
    for (const comparison of comparisons) {
      expect(comparison).toMatchObject({
        meters: "shared",
        equivalence: { default: 0.03, metrics: {} },
        nonInferiority: { default: 0.05, metrics: { "ttft.p90": 0.1 } },
      });
    }
  });

  it("gives a rung the weight of its ladder, unless it has one of its own", async () => {
    const texts = await withComparisons(
      `candidate: alpha, baseline: beta, weights: { chat: 2, chat--c16: 0.5 }, ${RULES}`,
    );
    const closed = texts["workloads/chat.yaml"]!.replace(
      /arrival: .*/,
      "arrival: { kind: closed-loop, concurrency: 2 }",
    );
    const ladder = "workloads: [{ file: workloads/chat.yaml, concurrency: [4, 8, 16] }]";
    const suite = texts["suite.yaml"]!.replace(/workloads: .*/, ladder);
    const { plan } = await readWritten({ ...texts, "workloads/chat.yaml": closed, "suite.yaml": suite });
    expect(plan.comparisons[0]?.weights).toEqual({ "chat--c4": 2, "chat--c8": 2, "chat--c16": 0.5 });
  });
});

describe("mistakes of an entry", () => {
  const single = "candidate: alpha, baseline: beta";

  it.each([
    ["no systems", RULES, ["12:5 missing-key", "12:5 missing-key"]],
    ["no baseline", `candidate: alpha, ${RULES}`, ["12:5 missing-key"]],
    ["no baseline for several", `candidates: [alpha], ${RULES}`, ["12:5 missing-key"]],
    ["no candidate", `baseline: alpha, ${RULES}`, ["12:5 missing-key"]],
    ["two forms", `candidate: alpha, candidates: [gamma], baseline: beta, ${RULES}`, ["12:5 comparison-of-two-forms"]],
    ["pairs and a baseline", `pairs: [alpha, beta], baseline: gamma, ${RULES}`, ["12:5 comparison-of-two-forms"]],
    ["a misspelt candidate", `candidat: alpha, baseline: beta, ${RULES}`, ["12:7 unknown-key"]],
    ["misspelt pairs", `pair: [alpha, beta], ${RULES}`, ["12:7 unknown-key"]],
    ["an unknown candidate", `candidates: [alpha, delta], baseline: beta, ${RULES}`, ["12:27 unknown-name"]],
    ["a candidate twice", `candidates: [alpha, alpha], baseline: beta, ${RULES}`, ["12:27 duplicate-entry"]],
    ["the baseline as candidate", `candidates: [alpha, beta], baseline: beta, ${RULES}`, ["12:27 same-system"]],
    ["one of pairs twice", `pairs: [alpha, beta, alpha], ${RULES}`, ["12:28 duplicate-entry"]],
    ["a pair of one", `pairs: [alpha], ${RULES}`, ["12:14 wrong-count"]],
    ["a weight of nothing", `${single}, weights: { chat: 0 }, ${RULES}`, ["12:58 out-of-range"]],
    ["an unknown workload", `${single}, weights: { chart: 1 }, ${RULES}`, ["12:52 unknown-name"]],
    [
      "an unknown metric",
      `${single}, equivalence: { default: 2%, metrics: { ttft: 3% } }, ${RULES}`,
      ["12:80 unknown-name"],
    ],
    ["a margin of everything", `${single}, nonInferiority: { default: 100 % }, ${RULES}`, ["12:68 out-of-range"]],
  ])("%s", async (_, entry, expected) => {
    expect(await problems(entry)).toEqual(expected);
  });

  it("are repetitions over entries too", async () => {
    const found = await problems(`pairs: [beta, alpha, gamma], ${RULES}`, `${single}, ${RULES}`);
    expect(found).toEqual(["13:5 duplicate-comparison"]);
    const listed = await problems(`${single}, ${RULES}`, `candidates: [gamma, alpha], baseline: beta, ${RULES}`);
    expect(listed).toEqual(["13:27 duplicate-comparison"]);
  });
});
