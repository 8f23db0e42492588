import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDataset } from "../../../src/load/prompts/read-dataset.js";
import { InputError } from "../../../src/model/errors.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokwatt-dataset-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(form: "plain" | "sharegpt", content: string) {
  const path = join(folder, "data.jsonl");
  await writeFile(path, content);
  return readDataset(form, path, "data.jsonl");
}

async function problemsOf(form: "plain" | "sharegpt", content: string) {
  const error: unknown = await read(form, content).catch((reason: unknown) => reason);
  if (!(error instanceof InputError)) throw new Error("no problem was found", { cause: error });
  return error.problems;
}

const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const human = (value: string) => ({ from: "human", value });
const gpt = (value: string) => ({ from: "gpt", value });

describe("a plain data set", () => {
  it("is prompts under the usual names, with the lengths that it states", async () => {
    const entries = await read(
      "plain",
      lines(
        { prompt: "one", output_tokens: 12 },
        { text: "two", max_tokens: 7 },
        { prompt: "three", id: 3, output_tokens: null },
        { messages: [{ role: "user", content: [{ type: "text", text: "four" }] }] },
      ),
    );
    expect(entries).toEqual([
      { turns: ["one"], answers: [], outputTokens: 12 },
      { turns: ["two"], answers: [], outputTokens: 7 },
      { turns: ["three"], answers: [] },
      { turns: ["four"], answers: [] },
    ]);
  });

  it("keeps the turns and answers of messages", async () => {
    const messages = [
      { role: "system", content: "be brief" },
      { role: "user", content: "a" },
      { role: "assistant", content: "b" },
      { role: "tool", content: "left out" },
      { role: "user", content: "c" },
      { role: "user", content: "d" },
    ];
    expect(await read("plain", lines({ messages }))).toEqual([{ turns: ["be brief\n\na", "c\n\nd"], answers: ["b"] }]);
  });

  it("may begin with a byte order mark, end without a line feed and hold empty lines", async () => {
    expect(await read("plain", `\uFEFF\n{"prompt":"a"}\r\n\n{"prompt":"b"}`)).toHaveLength(2);
  });

  it("names every line that is wrong", async () => {
    const content = `{"prompt":"a"}\n{"prompt":\n{"question":"b"}\n{"prompt":""}\n{"prompt":"c","output_tokens":0}\n[1]\n`;
    expect(await problemsOf("plain", content)).toEqual(
      [
        ["dataset-not-json", 2],
        ["dataset-without-prompt", 3],
        ["dataset-without-prompt", 4],
        ["dataset-wrong-length", 5],
        ["dataset-without-prompt", 6],
      ].map(([code, line]) => ({ code, data: {}, file: "data.jsonl", line, column: 1, hint: "dataset-plain" })),
    );
  });

  it("names twenty lines and counts the others", async () => {
    const problems = await problemsOf("plain", "no\n".repeat(1000));
    expect(problems.map(({ line }) => line)).toEqual([...Array.from({ length: 20 }, (_, at) => at + 1), undefined]);
    expect(problems.at(-1)).toEqual({ code: "dataset-more-problems", data: { count: 980 }, file: "data.jsonl" });
  });

  it.each(["", "\n \n", "[]"])("is refused where it is empty: %j", async (content) => {
    expect(await problemsOf("plain", content)).toEqual([
      { code: "dataset-empty", data: {}, file: "data.jsonl", hint: "dataset-plain" },
    ]);
  });

  it("that is not there is the file system's error", async () => {
    await expect(readDataset("plain", join(folder, "missing.jsonl"))).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("ShareGPT's conversations", () => {
  const conversations = [human("q1"), gpt("a1"), human("q2"), gpt("a2"), human("q3")];

  it("are turns and their answers, as lines and as one array", async () => {
    const expected = [{ turns: ["q1", "q2", "q3"], answers: ["a1", "a2"] }];
    expect(await read("sharegpt", lines({ id: "x", conversations }))).toEqual(expected);
    expect(await read("sharegpt", JSON.stringify([{ conversations }], null, 2))).toEqual(expected);
  });

  it("begin with a person, and are left out where none speaks", async () => {
    const content = lines(
      { conversations: [gpt("before"), human("q"), gpt("a")] },
      { conversations: [] },
      { conversations: [gpt("alone")] },
      {
        conversations: [
          { from: "user", value: "u" },
          { from: "chatgpt", value: null },
        ],
      },
    );
    expect(await read("sharegpt", content)).toEqual([
      { turns: ["q"], answers: ["a"] },
      { turns: ["u"], answers: [] },
    ]);
  });

  it("are none where messages have another form", async () => {
    const problems = await problemsOf("sharegpt", lines({ conversations }, { prompt: "p" }, { conversations: ["x"] }));
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ["dataset-without-conversations", 2],
      ["dataset-without-conversations", 3],
    ]);
  });

  it("of a broken array are named by the line on which they begin", async () => {
    const content = `[\n{"conversations": [{"from":"human","value":"a ] , {"}]},\n{"conversations": oops},\n\n{"conv`;
    expect((await problemsOf("sharegpt", content)).map(({ code, line }) => [code, line])).toEqual([
      ["dataset-not-json", 3],
      ["dataset-not-json", 5],
    ]);
  });
});

it("any texts come back as they were, from lines and from an array, in pieces of any size", async () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).filter((one) => one.trim() !== "");
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), fc.boolean(), async (prompts, isPretty) => {
      const values = prompts.map((prompt) => ({ prompt, nested: [{ "]": ["\\", '"'] }] }));
      const expected = prompts.map((prompt) => ({ turns: [prompt], answers: [] }));
      expect(await read("plain", lines(...values))).toEqual(expected);
      expect(await read("plain", JSON.stringify(values, null, isPretty ? 1 : 0))).toEqual(expected);
    }),
    { seed: 5, numRuns: 60 },
  );
});

it("entries across the pieces in which a file is read are whole", async () => {
  const prompts = Array.from({ length: 300 }, (_, index) => `${index}: ${"你好 ".repeat(index * 7)}`);
  const values = prompts.map((prompt) => ({ prompt }));
  for (const content of [lines(...values), JSON.stringify(values, null, 2)]) {
    expect(content.length).toBeGreaterThan(3 * 64 * 1024);
    expect((await read("plain", content)).map(({ turns }) => turns[0])).toEqual(prompts);
  }
});
