import { describe, expect, it } from "vitest";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { placeAndCode, problemsOf, readWritten, smallTexts } from "./fixtures/written-suite.js";

const chat = "workloads/chat.yaml";
const ARRIVAL = /arrival: .*/;
const PROMPTS = /promptWords: .*\n/;
const OUTPUTS = /outputTokens: .*\n/;

type Change = readonly [before: RegExp, after: string];

/** The small suite with replacements in its workload. */
async function withWorkload(...changes: readonly Change[]) {
  const texts = await smallTexts();
  const changed = changes.reduce((text, [before, after]) => {
    expect(text).toMatch(before);
    return text.replace(before, () => after);
  }, texts[chat] ?? "");
  return { ...texts, [chat]: changed };
}

async function mistakes(...changes: readonly Change[]): Promise<readonly string[]> {
  const problems = await problemsOf(readWritten(await withWorkload(...changes)));
  return problems.map((problem) => placeAndCode(problem).replace(`${chat}:`, ""));
}

async function workloadOf(...changes: readonly Change[]): Promise<InferenceWorkload | undefined> {
  const { plan } = await readWritten(await withWorkload(...changes));
  const [workload] = plan.workloads;
  return workload?.kind === "inference" ? workload : undefined;
}

describe("arrivals", () => {
  it.each([
    "{ kind: closed-loop, concurrency: 8, thinkTime: { kind: exponential, meanSeconds: 2 } }",
    "{ kind: gamma, requestsPerSecond: 4, burstiness: 0.3 }",
    "{ kind: ramp, fromRequestsPerSecond: 0, toRequestsPerSecond: 9 }",
    "{ kind: steps, steps: [{ requestsPerSecond: 2, seconds: 30 }, { requestsPerSecond: 0, seconds: 10 }] }",
    "{ kind: conversations, concurrency: 4, turns: { kind: uniform, low: 2, high: 6 }, systemPromptLength: 500 }",
  ])("%s is understood", async (arrival) => {
    expect((await workloadOf([ARRIVAL, `arrival: ${arrival}`]))?.arrival.kind).toBe(
      /kind: ([\w-]+)/.exec(arrival)?.[1],
    );
  });

  it("fill in that conversations have no system prompt", async () => {
    const arrival = "arrival: { kind: conversations, concurrency: 4, turns: { kind: fixed, value: 3 } }";
    expect((await workloadOf([ARRIVAL, arrival]))?.arrival).toMatchObject({ systemPromptLength: 0 });
  });

  it.each([
    ["{ kind: gamma, requestsPerSecond: 4, burstiness: 0 }", ["6:59 out-of-range"]],
    ["{ kind: ramp, fromRequestsPerSecond: 0, toRequestsPerSecond: 0 }", ["6:10 no-requests"]],
    ["{ kind: steps, steps: [] }", ["6:32 wrong-count"]],
    ["{ kind: steps, steps: [{ requestsPerSecond: 0, seconds: 5 }] }", ["6:32 no-requests"]],
    [
      "{ kind: steps, steps: [{ requestsPerSecond: 2, seconds: 75 }, { requestsPerSecond: 1, seconds: 1 }] }",
      ["6:72 step-never-begins"],
    ],
    ["{ kind: conversations, concurrency: 4, turns: { kind: uniform, low: 6, high: 2 } }", ["6:78 low-above-high"]],
    ["{ kind: closed-loop, concurrency: 4, thinkTime: { kind: fixed } }", ["6:58 missing-key"]],
    ["{ kind: posson, requestsPerSecond: 4 }", ["6:18 invalid-value"]],
  ])("%s is refused", async (arrival, expected) => {
    expect(await mistakes([ARRIVAL, `arrival: ${arrival}`])).toEqual(expected);
  });
});

describe("lengths", () => {
  it.each([
    "{ kind: lognormal, median: 500, sigma: 0.8, low: 10, high: 8000 }",
    "{ kind: empirical, values: [10, 500, 30], weights: [1, 2.5, 0] }",
    "{ kind: empirical, values: [10] }",
  ])("%s are understood", async (lengths) => {
    expect((await workloadOf([PROMPTS, `promptTokens: ${lengths}\n`]))?.promptTokens).toBeDefined();
  });

  it.each([
    ["{ kind: lognormal, median: 5, sigma: 0.8, low: 10, high: 80 }", ["7:42 median-outside-limits"]],
    ["{ kind: lognormal, median: 50, sigma: 0.8, low: 100, high: 80 }", ["7:63 low-above-high"]],
    ["{ kind: empirical, values: [10, 20], weights: [1] }", ["7:61 weights-not-values"]],
    ["{ kind: empirical, values: [10, 20], weights: [0, 0] }", ["7:61 weights-all-zero"]],
    ["{ kind: empirical, values: [0] }", ["7:43 out-of-range"]],
  ])("%s are refused", async (lengths, expected) => {
    expect(await mistakes([PROMPTS, `promptTokens: ${lengths}\n`])).toEqual(expected);
  });
});

describe("where prompts come from", () => {
  it("is one place", async () => {
    expect(await mistakes([PROMPTS, ""])).toEqual(["1:1 prompts-missing"]);
    const both = "promptWords: { kind: fixed, value: 9 }\npromptTokens: { kind: fixed, value: 9 }\n";
    expect(await mistakes([PROMPTS, both])).toEqual(["8:1 second-prompt-source"]);
    expect(await mistakes([OUTPUTS, ""])).toEqual(["1:1 missing-key"]);
  });

  it("is said once where the key is misspelt", async () => {
    expect(await mistakes([/promptWords/, "promptWord"])).toEqual(["7:1 unknown-key"]);
  });

  it("leaves no room for a prefix in conversations", async () => {
    const arrival = "arrival: { kind: conversations, concurrency: 4, turns: { kind: fixed, value: 3 } }";
    const prefix = "temperature: 0\npromptPrefix: { kind: shared, share: 0.5, groups: 2 }";
    expect(await mistakes([ARRIVAL, arrival], [/temperature: 0/, prefix])).toEqual(["11:1 prefix-not-used"]);
    expect((await workloadOf([/temperature: 0/, prefix]))?.promptPrefix).toEqual({
      kind: "shared",
      share: 0.5,
      groups: 2,
    });
  });

  it("decides whether lengths can be correlated", async () => {
    const correlation = (value: number | string) =>
      [/temperature: 0/, `temperature: 0\nlengthCorrelation: ${value}`] as const;
    expect((await workloadOf(correlation(-0.4)))?.lengthCorrelation).toBe(-0.4);
    expect(await mistakes(correlation(1.2))).toEqual(["11:20 out-of-range"]);
    const fixed = [PROMPTS, "promptWords: { kind: fixed, value: 9 }\n"] as const;
    expect(await mistakes(fixed, correlation(0.5))).toEqual(["11:1 correlation-of-fixed"]);
    expect((await workloadOf(fixed, correlation(0)))?.lengthCorrelation).toBe(0);
  });
});

describe("further fields of a request", () => {
  const extra = (body: string) => [/temperature: 0/, `temperature: 0\nextraBody: ${body}`] as const;

  it("are kept as they are, whatever their form", async () => {
    const body = '{ top_p: 0.9, stop: ["\\n\\n", a/b], chat_template_kwargs: { enable_thinking: false }, seed: null }';
    expect((await workloadOf(extra(body)))?.extraBody).toEqual({
      top_p: 0.9,
      stop: ["\n\n", "a/b"],
      chat_template_kwargs: { enable_thinking: false },
      seed: null,
    });
  });

  it.each(
    "model messages prompt prompt_token_ids stream stream_options temperature max_tokens max_completion_tokens min_tokens ignore_eos".split(
      " ",
    ),
  )("must not set %s, which tokwatt sets", async (key) => {
    expect(await mistakes(extra(`{ top_p: 1, ${key}: 1 }`))).toEqual(["11:24 extra-body-set"]);
  });

  it.each(["n", "best_of", "use_beam_search", "echo"])("must not ask for several answers by %s", async (key) => {
    expect(await mistakes(extra(`{ ${key}: 2 }`))).toEqual(["11:14 extra-body-several-answers"]);
  });

  it.each([
    ["{ api_key: abc }", ["11:14 extra-body-secret"]],
    [
      "{ vendor: { authorization: Bearer abc, list: [{ accessToken: a }] } }",
      ["11:24 extra-body-secret", "11:60 extra-body-secret"],
    ],
    ["{ template: /data/models/llama/template.jinja }", ["11:24 extra-body-not-recordable"]],
    ["{ lora: { url: http://10.1.2.3/a } }", ["11:27 extra-body-not-recordable"]],
    ["{ top_p: .inf }", ["11:21 extra-body-not-json"]],
    ["[top_p]", ["11:12 wrong-type"]],
  ])("%s is refused", async (body, expected) => {
    expect(await mistakes(extra(body))).toEqual(expected);
  });
});
