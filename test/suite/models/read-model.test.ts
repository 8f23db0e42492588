import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readModel, readModelFile } from "../../../src/suite/models/read-model.js";
import { parameterCount } from "../../model/flops/architectures.js";

const FOLDER = "benchmarks/models";

/** Parameters as published, in 10^9; the last digit may be rounded. */
const PUBLISHED = {
  "deepseek-v3": 671,
  "gpt-oss-120b": 116.8,
  "gpt-oss-20b": 20.9,
  "gpt3-175b": 175,
  "kimi-k2": 1040,
  "llama2-70b": 69,
  "llama3.1-405b": 405.9,
  "llama3.1-70b": 70.6,
  "llama3.1-8b": 8.03,
  "mixtral-8x7b": 46.7,
  "nemotron4-15b": 15.6,
  "nemotron4-340b": 341,
  "qwen3-235b-a22b": 235.1,
  "qwen3-30b-a3b": 30.5,
  "qwen3-32b": 32.8,
  "tiny-gpt": 0.0034,
} as const;

/** Problems of a file with this text, as `line:column code path`. */
async function problemsOf(text: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "tokwatt-model-"));
  try {
    const file = join(folder, "model.yaml");
    await writeFile(file, text);
    const { problems, model } = await readModelFile(file);
    expect(model === undefined).toBe(problems.length > 0);
    return problems.map(({ line, column, code, data }) => `${line}:${column} ${code} ${data["path"]}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const valid = `kind: model
id: some-1.5b
title: { en: Some, zh: Some }
layers: 4
hiddenDim: 64
innerDim: 256
innerMatrices: 3
vocabulary: 1000
attention: { kind: gqa, heads: 4, kvHeads: 2, headDim: 16 }
experts: { experts: 8, active: 2, innerDim: 32, sharedInnerDim: 0, denseLayers: 1 }
tiedEmbeddings: false
sources: [nowhere]
`;

describe("the shipped models", () => {
  it("are these files", async () => {
    const files = (await readdir(FOLDER)).filter((name) => name.endsWith(".yaml"));
    expect(files.sort()).toEqual(Object.keys(PUBLISHED).map((id) => `${id}.yaml`));
  });

  it.each(Object.entries(PUBLISHED))("hold %s, whose shape has its %f billion parameters", async (id, billions) => {
    const { architecture, sources, hash } = await readModel(join(FOLDER, `${id}.yaml`));
    expect(architecture.id).toBe(id);
    expect(parameterCount(architecture) / 1e9 / billions).toBeCloseTo(1, 1.5);
    for (const source of sources) expect(source).toMatch(/https:\/\/|arXiv:|github\.com|^derived: /);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("a model file", () => {
  it("is read as it stands", async () => {
    expect(await problemsOf(valid)).toEqual([]);
  });

  it("gives every mistake at its place", async () => {
    const wrong = valid
      .replace("some-1.5b", "Some_1.5B")
      .replace("hiddenDim: 64", "hidenDim: 64")
      .replace("innerMatrices: 3", "innerMatrices: 4")
      .replace("kvHeads: 2", "kvHeads: 8")
      .replace("active: 2", "active: 9")
      .replace("denseLayers: 1", "denseLayers: 5");
    expect(await problemsOf(wrong)).toEqual([
      "2:5 wrong-format id",
      "7:16 invalid-value innerMatrices",
      "5:1 unknown-key hidenDim",
      "9:44 out-of-range attention.kvHeads",
      "10:32 out-of-range experts.active",
      "10:81 out-of-range experts.denseLayers",
    ]);
  });

  it("names the kinds of attention that there are", async () => {
    expect(await problemsOf(valid.replace("kind: gqa", "kind: mqa"))).toEqual(["9:20 invalid-value attention.kind"]);
  });

  it("is refused as a whole where it is something else", async () => {
    expect(await problemsOf("kind: system\nid: x\n")).toEqual(["1:7 wrong-kind kind"]);
    await expect(readModel("benchmarks/systems/null.yaml")).rejects.toMatchObject({
      problems: [expect.objectContaining({ code: "wrong-kind", data: expect.objectContaining({ expected: "model" }) })],
    });
  });

  it("is a problem where it is missing, with the name that was meant", async () => {
    const { problems } = await readModelFile(join(FOLDER, "llama3-8b.yaml"));
    expect(problems).toEqual([expect.objectContaining({ code: "file-not-found", hint: "did-you-mean" })]);
  });
});
