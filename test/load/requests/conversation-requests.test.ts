import { describe, expect, it } from "vitest";
import type { DatasetEntry } from "../../../src/load/prompts/dataset-entry.js";
import { createRequestList } from "../../../src/load/request-list.js";
import type { InferenceWorkload } from "../../../src/model/workload.js";
import { inferenceWorkload } from "../inference-workload.js";
import { workloadInputs } from "../workload-inputs.js";

const users = 3;
const workload = inferenceWorkload({
  arrival: {
    kind: "conversations",
    concurrency: users,
    turns: { kind: "uniform", low: 1, high: 4 },
    systemPromptLength: 12,
  },
  promptWords: { kind: "uniform", low: 5, high: 15 },
  outputTokens: { kind: "uniform", low: 20, high: 30 },
});

function list(changes: Partial<InferenceWorkload> = {}, inputs = workloadInputs()) {
  return createRequestList({ ...workload, ...changes }, "seed", inputs);
}

/** Requests of one user, one after the other. */
function ofUser(requests: ReturnType<typeof list>, user: number, count: number) {
  return Array.from({ length: count }, (_, request) => requests.at(request * users + user));
}

/** Texts that the user has said in each request. */
const turnsIn = ({ messages }: ReturnType<ReturnType<typeof list>["at"]>): readonly string[] =>
  messages.filter(({ role }) => role === "user").map(({ content }) => content);

describe("conversations", () => {
  it("carry what was said before: system prompt, turns, and answers of the requested lengths", () => {
    const requests = ofUser(list(), 1, 40);
    let continued = 0;
    for (const [index, { messages, outputTokens }] of requests.entries()) {
      expect(messages[0]?.role).toBe("system");
      expect(messages[0]?.content.split(" ")).toHaveLength(12);
      const roles = messages.slice(1).map(({ role }) => role);
      expect(roles).toEqual(roles.map((_, place) => (place % 2 === 0 ? "user" : "assistant")));
      expect(roles.length % 2).toBe(1);
      const next = requests[index + 1];
      if (next === undefined || next.messages.length <= 2) continue;
      continued += 1;
      expect(next.messages.slice(0, messages.length)).toEqual(messages);
      expect(next.messages.at(-2)?.role).toBe("assistant");
      expect(next.messages.at(-2)?.content.split(" ")).toHaveLength(outputTokens);
    }
    expect(continued).toBeGreaterThan(10);
  });

  it("have the drawn numbers of turns, another conversation after each", () => {
    const counts = [0, 1, 2].flatMap((user) => {
      const depths = ofUser(list(), user, 400).map((request) => turnsIn(request).length);
      return depths.slice(0, -1).filter((_, index) => depths[index + 1] === 1);
    });
    expect([...new Set(counts)].sort()).toEqual([1, 2, 3, 4]);
    for (const turns of [1, 2, 3, 4]) {
      const share = counts.filter((count) => count === turns).length / counts.length;
      expect(Math.abs(share - 0.25)).toBeLessThan(0.1);
    }
  });

  it("are the same in whatever order requests are asked for, also from the middle of a conversation", () => {
    const inOrder = Array.from({ length: 60 }, (_, index) => index).map(list().at);
    const shuffled = list();
    for (const index of [59, 3, 4, 30, 31, 2, 58, 33, 0]) expect(shuffled.at(index)).toEqual(inOrder[index]);
  });

  it("share the system prompt and nothing else, and between runs the system prompt alone", () => {
    const all = ["run-1", "run-2"].flatMap((salt) => {
      const requests = list({}, workloadInputs({ salt }));
      return Array.from({ length: 60 }, (_, index) => requests.at(index));
    });
    expect(new Set(all.map(({ messages }) => messages[0]?.content)).size).toBe(1);
    const openings = all.filter((request) => turnsIn(request).length === 1).map((request) => turnsIn(request)[0] ?? "");
    expect(new Set(openings.map((text) => text.split(" ").slice(0, 5).join(" "))).size).toBe(openings.length);
  });

  it("have no system prompt where none is asked for", () => {
    const arrival = { ...workload.arrival, systemPromptLength: 0 } as InferenceWorkload["arrival"];
    expect(
      list({ arrival })
        .at(0)
        .messages.map(({ role }) => role),
    ).toEqual(["user"]);
  });

  it("take their turns from a data set, with its answers, and are no longer than its entry", () => {
    const entries: readonly DatasetEntry[] = Array.from({ length: 200 }, (_, number) => ({
      turns: [`${number}:0`, `${number}:1`],
      answers: [`answer ${number}`],
      outputTokens: 7,
    }));
    const dataset = { file: { name: "d.jsonl", sha256: "0".repeat(64) }, form: "sharegpt" } as const;
    const requests = ofUser(list({ dataset, promptWords: undefined }, workloadInputs({ dataset: entries })), 0, 60);
    const depths = requests.map((request) => turnsIn(request).length);
    expect(Math.max(...depths)).toBe(2);
    for (const request of requests) {
      const turns = turnsIn(request);
      const number = turns[0]?.split(":")[0];
      expect(turns).toEqual(turns.map((_, turn) => `${number}:${turn}`));
      if (turns.length === 2) expect(request.messages.at(-2)?.content).toBe(`answer ${number}`);
      expect(request.outputTokens === 7).toBe(turns.length === 1);
    }
    expect(new Set(requests.map((request) => turnsIn(request)[0])).size).toBeGreaterThan(20);
  });
});
