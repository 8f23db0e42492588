import { describe, expect, it } from "vitest";
import { createRequestList } from "../../src/load/request-list.js";
import type { RequestFields } from "../../src/load/requests/request-source.js";
import type { StreamRequest } from "../../src/load/stream-client.js";
import { inferenceWorkload } from "./inference-workload.js";
import { workloadInputs } from "./workload-inputs.js";

const lengths = inferenceWorkload({
  promptWords: { kind: "uniform", low: 20, high: 40 },
  outputTokens: { kind: "normal", mean: 100, sd: 30, low: 50, high: 150 },
});

function promptOf(request: StreamRequest): string {
  return request.messages.map(({ content }) => content).join("\n");
}

function prompts(workload: RequestFields, count: number, salt = "run-1", seed = "seed"): readonly string[] {
  const list = createRequestList(workload, seed, workloadInputs({ salt }));
  return Array.from({ length: count }, (_, index) => promptOf(list.at(index)));
}

const words = (text: string): readonly string[] => text.split(" ");

describe("a request list", () => {
  it("gives the same request for an index in whatever order they are asked for", () => {
    const forward = createRequestList(lengths, "seed", workloadInputs());
    const backward = createRequestList(lengths, "seed", workloadInputs());
    const indexes = [0, 1, 2, 3, 4];
    const requests = indexes.map(forward.at);
    backward.prepare(3);
    expect(indexes.toReversed().map(backward.at).toReversed()).toEqual(requests);
    expect(requests.map((request) => request.index)).toEqual(indexes);
    expect(createRequestList(lengths, "other", workloadInputs()).at(0)).not.toEqual(requests[0]);
  });

  it("has prompts of the drawn number of words, counted in words or in tokens", () => {
    const length = { kind: "fixed", value: 33 } as const;
    for (const workload of [{ promptWords: length }, { promptWords: undefined, promptTokens: length }]) {
      const list = createRequestList({ ...lengths, ...workload }, "seed", workloadInputs());
      const { messages } = list.at(0);
      expect(messages).toEqual([{ role: "user", content: expect.stringMatching(/^[a-z]+( [a-z]+)*$/) }]);
      expect(words(messages[0]?.content ?? "")).toHaveLength(33);
    }
  });

  it("gives the same request when a long one is drawn a slice at a time, finished or not", async () => {
    const length = { kind: "fixed", value: 60_000 } as const;
    for (const more of [{}, { promptPrefix: { kind: "shared", share: 0.3, groups: 1 } }] as const) {
      const workload = { ...lengths, promptWords: length, ...more };
      const wanted = createRequestList(workload, "seed", workloadInputs()).at(0);
      const list = createRequestList(workload, "seed", workloadInputs());
      list.prepareMeanwhile(0);
      expect(list.at(0)).toEqual(wanted);
      list.prepareMeanwhile(0);
      for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
      expect(list.at(0)).toEqual(wanted);
      list.prepareMeanwhile(0);
      list.prepare(0);
      expect(list.at(0)).toEqual(wanted);
      expect(words(promptOf(wanted))).toHaveLength(60_000);
    }
  });

  it("depends on the salt in its words alone", () => {
    const shape = (salt: string) => {
      const list = createRequestList(lengths, "seed", workloadInputs({ salt }));
      return Array.from({ length: 200 }, (_, index) => {
        const request = list.at(index);
        return [words(promptOf(request)).length, request.outputTokens];
      });
    };
    expect(shape("run-2")).toEqual(shape("run-1"));
    expect(prompts(lengths, 3, "run-2")).not.toEqual(prompts(lengths, 3, "run-1"));
  });

  it("begins every prompt differently, also between runs of one seed, so that no block of a prefix cache fits twice", () => {
    const beginnings = ["run-1", "run-2"].flatMap((salt) =>
      prompts(lengths, 2000, salt).map((prompt) => words(prompt).slice(0, 6).join(" ")),
    );
    expect(new Set(beginnings).size).toBe(beginnings.length);
  });

  it("draws correlated lengths where the workload says so", () => {
    const list = createRequestList({ ...lengths, lengthCorrelation: 1 }, "seed", workloadInputs());
    const drawn = Array.from({ length: 200 }, (_, index) => list.at(index))
      .map((request) => ({ prompt: words(promptOf(request)).length, output: request.outputTokens }))
      .sort((a, b) => a.output - b.output || a.prompt - b.prompt);
    expect(drawn.map(({ prompt }) => prompt)).toEqual(drawn.map(({ prompt }) => prompt).toSorted((a, b) => a - b));
  });
});

describe("a shared prefix", () => {
  const shared = {
    ...lengths,
    promptWords: { kind: "uniform", low: 40, high: 80 },
    promptPrefix: { kind: "shared", share: 0.5, groups: 3 },
  } as const;

  it("is the first share of each prompt, one of a few texts, and the rest is nobody else's", () => {
    const drawn = prompts(shared, 300);
    const byPrefix = new Map<string, number>();
    const rests = new Set<string>();
    for (const prompt of drawn) {
      const all = words(prompt);
      // Of the prefix 20 words are there in the shortest prompt.
      const prefix = all.slice(0, 20).join(" ");
      byPrefix.set(prefix, (byPrefix.get(prefix) ?? 0) + 1);
      rests.add(all.slice(Math.round(all.length / 2), Math.round(all.length / 2) + 6).join(" "));
    }
    expect(byPrefix.size).toBe(3);
    for (const count of byPrefix.values()) expect(count).toBeGreaterThan(60);
    expect(rests.size).toBe(300);
  });

  it("keeps lengths as they were drawn, and its texts for every run of a seed", () => {
    const [first, second] = ["run-1", "run-2"].map((salt) => prompts(shared, 50, salt).map(words));
    expect(first?.map((all) => all.length)).toEqual(second?.map((all) => all.length));
    expect(first?.map((all) => all.slice(0, 20))).toEqual(second?.map((all) => all.slice(0, 20)));
    expect(first?.[0]).not.toEqual(second?.[0]);
  });

  it("may be the whole prompt", () => {
    const whole = { ...shared, promptPrefix: { kind: "shared", share: 1, groups: 1 } } as const;
    const drawn = prompts(whole, 50).toSorted((a, b) => a.length - b.length);
    expect(drawn.at(-1)?.startsWith(drawn[0] ?? "-")).toBe(true);
  });
});
