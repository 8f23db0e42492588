import { describe, expect, it } from "vitest";
import { loadLine } from "../../src/cli/load-line.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { inferenceWorkload } from "../load/inference-workload.js";

const file = { name: "a.jsonl", sha256: "0".repeat(64) };
const turns = { kind: "uniform", low: 2, high: 6 } as const;
const thinkTime = { kind: "exponential", meanSeconds: 1.5 } as const;

function line(changes: Partial<InferenceWorkload>, language: "en" | "zh" = "en"): string {
  return loadLine(inferenceWorkload({ id: "w", ...changes }), language);
}

describe("the line of a workload's load", () => {
  it.each([
    [{ kind: "closed-loop", concurrency: 4 }, "4 users with one request at a time"],
    [
      { kind: "closed-loop", concurrency: 4, thinkTime },
      "4 users with one request at a time, 1.5 s of thought before each on average",
    ],
    [{ kind: "constant", requestsPerSecond: 2.5 }, "2.5 requests/s, evenly spaced"],
    [{ kind: "poisson", requestsPerSecond: 4 }, "4 requests/s, Poisson"],
    [{ kind: "gamma", requestsPerSecond: 4, burstiness: 0.3 }, "4 requests/s, gamma gaps of burstiness 0.3"],
    [{ kind: "ramp", fromRequestsPerSecond: 0, toRequestsPerSecond: 9 }, "from 0 to 9 requests/s, Poisson"],
    [
      {
        kind: "steps",
        steps: [
          { requestsPerSecond: 5, seconds: 1 },
          { requestsPerSecond: 20, seconds: 2 },
        ],
      },
      "5, 20 requests/s in steps, Poisson",
    ],
    [
      { kind: "conversations", concurrency: 8, turns, systemPromptLength: 0 },
      "8 users in conversations of 2 to 6 turns",
    ],
    [{ kind: "offline", requests: 96 }, "96 requests at once"],
  ] as const)("says how requests arrive: %j", (arrival, expected) => {
    expect(line({ arrival })).toBe(`w: ${expected}; prompts of 5 words; outputs of 10 tokens`);
  });

  it("says what prompts and outputs are", () => {
    const arrival = { kind: "poisson", requestsPerSecond: 4 } as const;
    const promptTokens = { kind: "lognormal", median: 300, sigma: 0.7, low: 32, high: 4096 } as const;
    const shared = { kind: "shared", share: 0.5, groups: 8 } as const;
    expect(line({ arrival, promptWords: undefined, promptTokens, promptPrefix: shared, lengthCorrelation: 0.5 })).toBe(
      "w: 4 requests/s, Poisson; prompts of median 300, sigma 0.7 (32 to 4096) tokens, 50 % of each one of 8 shared beginnings; outputs of 10 tokens, correlation of both lengths 0.5",
    );
    const dataset = { file, form: "plain" } as const;
    expect(line({ arrival, promptWords: undefined, dataset, outputTokens: undefined })).toBe(
      "w: 4 requests/s, Poisson; prompts of a.jsonl (plain); outputs of the data set's lengths",
    );
    const outputTokens = { kind: "empirical", values: [30, 10, 20] } as const;
    expect(line({ arrival, outputTokens }, "zh")).toBe(
      "w：每秒 4 个请求，泊松到达；提示词 5 个词；输出 3 个给定值（10 至 30） 个 token",
    );
  });

  it("says it once where a trace gives all lengths", () => {
    const arrival = { kind: "trace", file, format: "mooncake", speed: 2 } as const;
    expect(line({ arrival, promptWords: undefined, outputTokens: undefined })).toBe(
      "w: trace a.jsonl (mooncake), its times divided by 2; prompts and outputs of the trace's lengths",
    );
  });
});
