import { describe, expect, it } from "vitest";
import { expandLadder, ladderOf, rungOf } from "../../src/suite/ladder.js";
import { makeWorkload } from "../fixtures/records.js";
import { placeAndCode, problemsOf, readWritten, smallTexts } from "./fixtures/written-suite.js";

describe("a ladder", () => {
  it("makes every rung a workload of its own", () => {
    const workload = makeWorkload({ arrival: { kind: "poisson", requestsPerSecond: 1 } });
    const rungs = expandLadder(workload, { requestsPerSecond: [0.5, 2.5, 10] });
    expect(rungs.map(({ id }) => id)).toEqual(["chat--r0.5", "chat--r2.5", "chat--r10"]);
    expect(rungs[1]).toMatchObject({
      title: { en: "Chat, 2.5 requests/s", zh: "对话，每秒 2.5 个请求" },
      arrival: { kind: "poisson", requestsPerSecond: 2.5 },
      rung: { ladder: "chat", of: "requestsPerSecond", value: 2.5 },
    });
    expect(new Set([workload, ...rungs].map(({ hash }) => hash)).size).toBe(4);
    expect(expandLadder(workload, {})).toEqual([workload]);
  });

  it("keeps what else the arrival says", () => {
    const arrival = { kind: "closed-loop", concurrency: 1, thinkTime: { kind: "fixed", seconds: 2 } } as const;
    expect(rungOf(makeWorkload({ arrival }), "concurrency", 16)).toMatchObject({
      id: "chat--c16",
      arrival: { ...arrival, concurrency: 16 },
    });
  });

  it("goes by what the arrival has, and by nothing else", () => {
    expect(["closed-loop", "conversations", "constant", "poisson", "gamma"].map(ladderOf)).toEqual([
      "concurrency",
      "concurrency",
      "requestsPerSecond",
      "requestsPerSecond",
      "requestsPerSecond",
    ]);
    expect(["offline", "ramp", "steps", "trace", "toString"].map(ladderOf)).toEqual(Array(5).fill(undefined));
    expect(() => rungOf(makeWorkload(), "requestsPerSecond", 1)).toThrow(RangeError);
  });
});

/** The small suite, whose workload is a closed loop, with another list of workloads. */
async function withWorkloads(list: string) {
  const texts = await smallTexts();
  const suite = (texts["suite.yaml"] ?? "").replace("[workloads/chat.yaml]", list);
  return readWritten({ ...texts, "suite.yaml": suite });
}

describe("the workloads of a suite", () => {
  it("may be ladders, whose rungs the plan runs one after the other", async () => {
    const { plan } = await withWorkloads("[{ file: workloads/chat.yaml, requestsPerSecond: [1, 4] }]");
    expect(plan.workloads.map(({ rung }) => rung?.value)).toEqual([1, 4]);
    expect(plan.trials).toHaveLength(2 * 2 * 3);
    expect(plan.trials[0]).toMatchObject({ id: "alpha--chat--r1--1", arrivalSeed: "7:chat--r1:1" });
    expect(plan.trials[6]?.workloadId).toBe("chat--r4");
  });

  it("may name their file in a mapping without rungs, and is then the same plan", async () => {
    const { plan } = await withWorkloads("[{ file: workloads/chat.yaml }]");
    expect(plan.hash).toBe((await withWorkloads("[workloads/chat.yaml]")).plan.hash);
  });

  it.each([
    {
      list: "[{ file: workloads/chat.yaml, concurrency: [1] }]",
      problems: ["suite.yaml:8:42 ladder-not-of-arrival"],
    },
    {
      list: "[{ file: workloads/chat.yaml, requestsPerSecond: [1], concurrency: [1] }]",
      problems: ["suite.yaml:8:42 two-ladders"],
    },
    {
      list: "[{ file: workloads/chat.yaml, requestsPerSecond: [2, 1, 2] }]",
      problems: ["suite.yaml:8:68 duplicate-entry"],
    },
    { list: "[{ file: workloads/chat.yaml, requestsPerSecond: [0] }]", problems: ["suite.yaml:8:62 out-of-range"] },
    { list: "[{ file: workloads/chat.yaml, requestsPerSecond: [] }]", problems: ["suite.yaml:8:61 wrong-count"] },
    { list: "[{ file: workloads/chat.yaml, requestPerSecond: [1] }]", problems: ["suite.yaml:8:42 unknown-key"] },
    { list: "[{ requestsPerSecond: [1] }]", problems: ["suite.yaml:8:13 missing-key"] },
    {
      list: "[workloads/chat.yaml, { file: workloads/chat.yaml, requestsPerSecond: [1] }]",
      problems: ["suite.yaml:8:42 duplicate-id"],
    },
  ])("are refused with place and hint: $list", async ({ list, problems }) => {
    const found = await problemsOf(withWorkloads(list));
    expect(found.map(placeAndCode)).toEqual(problems);
  });

  it("say by what their rungs could go", async () => {
    const [problem] = await problemsOf(withWorkloads("[{ file: workloads/chat.yaml, concurrency: [1] }]"));
    expect(problem).toMatchObject({ hint: "ladder-key", data: { fitting: "requestsPerSecond", arrival: "poisson" } });
  });
});
