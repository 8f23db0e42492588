import { describe, expect, it } from "vitest";
import type { DatasetEntry } from "../../../src/load/prompts/dataset-entry.js";
import { createRequestList } from "../../../src/load/request-list.js";
import { inferenceWorkload } from "../inference-workload.js";
import { workloadInputs } from "../workload-inputs.js";

const workload = inferenceWorkload({
  dataset: { file: { name: "d.jsonl", sha256: "0".repeat(64) }, form: "plain" },
  promptWords: undefined,
  outputTokens: { kind: "uniform", low: 100, high: 200 },
});

const entries: readonly DatasetEntry[] = Array.from({ length: 50 }, (_, index) => ({
  turns: [`question ${index}`, "and then?"],
  answers: [],
  ...(index % 2 === 0 ? { outputTokens: index + 1 } : {}),
}));

function list(seed = "seed") {
  return createRequestList(workload, seed, workloadInputs({ dataset: entries }));
}

const promptsOf = (requests: ReturnType<typeof list>, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) =>
    requests
      .at(index)
      .messages.map(({ content }) => content)
      .join("|"),
  );

describe("the requests of a data set", () => {
  it("are each entry once, in an order of the seed", () => {
    const drawn = promptsOf(list(), 50);
    expect(drawn.toSorted()).toEqual(entries.map(({ turns }) => turns[0]).toSorted());
    expect(drawn).not.toEqual(entries.map(({ turns }) => turns[0]));
    expect(promptsOf(list(), 50)).toEqual(drawn);
    expect(promptsOf(list("other"), 50)).not.toEqual(drawn);
  });

  it("ask for the length that the entry states, else for a drawn one", () => {
    const requests = list();
    for (let index = 0; index < 50; index += 1) {
      const { messages, outputTokens } = requests.at(index);
      const number = Number(messages[0]?.content.split(" ")[1]);
      if (number % 2 === 0) expect(outputTokens).toBe(number + 1);
      else expect(outputTokens).toBeGreaterThanOrEqual(100);
    }
  });

  it("begin again when the data set is exhausted, and say so", () => {
    const requests = list();
    const first = promptsOf(requests, 50);
    expect(requests.findings()).toEqual([]);
    expect(requests.at(57).messages[0]?.content).toBe(first[7]);
    expect(requests.findings()).toMatchObject([
      { code: "dataset-exhausted", severity: "warning", data: { dataset: "d.jsonl", entries: 50 } },
    ]);
  });

  it("need the data set", () => {
    expect(() => createRequestList(workload, "seed", workloadInputs()).at(0)).toThrow("d.jsonl was not read");
  });
});
