import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Tokenizer } from "@huggingface/tokenizers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CANDIDATE_WORDS } from "../../../src/load/prompts/candidate-words.js";
import { chooseVocabulary } from "../../../src/load/prompts/choose-vocabulary.js";
import { WORD_VOCABULARY } from "../../../src/load/prompts/word-vocabulary.js";
import { inferenceWorkload } from "../inference-workload.js";
import { deadBaseUrl, type ReceivedRequest, serve } from "../loopback-server.js";
import { byteLevelTokenizer } from "./small-tokenizers.js";

const inTokens = inferenceWorkload({ promptWords: undefined, promptTokens: { kind: "fixed", value: 5 } });
const headers = { authorization: "Bearer secret" };
const signal = new AbortController().signal;
const json = byteLevelTokenizer();
const tokenizer = new Tokenizer(json, {});
const idsOf = (text: unknown, special: boolean): readonly number[] =>
  tokenizer.encode(String(text), { add_special_tokens: special }).ids;

let folder = "";
let tokenizerFile = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokwatt-vocabulary-"));
  tokenizerFile = join(folder, "tokenizer.json");
  await writeFile(tokenizerFile, JSON.stringify(json));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A server that answers what `answer` gives for a request, and 404 or 422 where it gives a status. */
function tokenizing(answer: (request: ReceivedRequest) => unknown) {
  return serve((response, request) => {
    const given = answer(request);
    const status = typeof given === "number" ? given : 200;
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(given));
  });
}

const choose = (baseUrl: string, changes: { tokenizerFile?: string; workload?: typeof inTokens } = {}) =>
  chooseVocabulary({
    endpoint: { baseUrl, model: "tiny", headers, usage: "final", tokenizerFile: changes.tokenizerFile },
    workload: changes.workload ?? inTokens,
    signal,
  });

describe("words are chosen by a server as", () => {
  const servers: Readonly<Record<string, (request: ReceivedRequest) => unknown>> = {
    "vLLM and SGLang": ({ path, body }) => {
      if (path !== "/tokenize" || body["prompt"] === undefined) return 400;
      const tokens = idsOf(body["prompt"], body["add_special_tokens"] !== false);
      return { count: tokens.length, max_model_len: 1024, tokens, token_strs: null };
    },
    "llama.cpp": ({ path, body }) => {
      if (path !== "/tokenize") return 404;
      // Without `content` it has no tokens to give, and no complaint.
      return { tokens: body["content"] === undefined ? [] : idsOf(body["content"], body["add_special"] !== false) };
    },
    TGI: ({ path, body }) => {
      if (path !== "/tokenize") return 404;
      if (body["inputs"] === undefined) return 422;
      return idsOf(body["inputs"], true).map((id) => ({ id, text: "", start: 0, stop: 0 }));
    },
    MindIE: ({ path, body }) => {
      if (path !== "/v1/tokenizer") return 404;
      return { token_number: idsOf(body["inputs"], true).length, tokens: [] };
    },
  };

  it.each(Object.keys(servers))("%s has it, with the headers of the endpoint", async (name) => {
    const server = await tokenizing(servers[name] ?? (() => 404));
    const { vocabulary, findings } = await choose(server.baseUrl);
    expect(findings).toEqual([]);
    expect(vocabulary.countedBy).toBe("server");
    expect(vocabulary.words.length).toBeGreaterThan(100);
    const text = [...vocabulary.words, ...vocabulary.words.toReversed()].join(" ");
    expect(idsOf(text, false)).toHaveLength(2 * vocabulary.words.length);
    expect(server.received.every((request) => request.headers.authorization === "Bearer secret")).toBe(true);
    expect(server.connections()).toBeLessThanOrEqual(8);
  });
});

describe("where the server does not say", () => {
  it("the tokenizer's file does, with a note on the server", async () => {
    const server = await tokenizing(() => 404);
    const { vocabulary, findings } = await choose(server.baseUrl, { tokenizerFile });
    expect(vocabulary.countedBy).toBe("tokenizer");
    expect(idsOf(vocabulary.words.join(" "), false)).toHaveLength(vocabulary.words.length);
    const reason = "/tokenize: HTTP 404, /v1/tokenizer: HTTP 404";
    expect(findings).toEqual([{ code: "prompt-tokens-not-by-server", severity: "note", data: { reason } }]);
  });

  it("and there is no file, a word counts as a token, which is warned of", async () => {
    const { vocabulary, findings } = await choose(await deadBaseUrl());
    expect(vocabulary).toEqual(WORD_VOCABULARY);
    expect(findings).toEqual([
      {
        code: "prompt-tokens-not-by-server",
        severity: "note",
        data: { reason: expect.stringContaining("ECONNREFUSED") },
      },
      { code: "prompt-tokens-approximate", severity: "warning", data: {} },
    ]);
  });

  it.each([
    ["is not there", "missing.json", undefined, "prompt-tokens-not-by-tokenizer"],
    ["is no JSON", "broken.json", "{", "prompt-tokens-not-by-tokenizer"],
    ["is no tokenizer", "other.json", "{}", "prompt-tokens-not-by-tokenizer"],
    ["splits all words", "bytes.json", withoutMerges(), "prompt-words-split-by-tokenizer"],
  ])("and the file %s, both are noted", async (_, name, content, code) => {
    if (content !== undefined) await writeFile(join(folder, name), content);
    const { vocabulary, findings } = await choose(await deadBaseUrl(), { tokenizerFile: join(folder, name) });
    expect(vocabulary.countedBy).toBe("nobody");
    expect(findings.map((finding) => finding.code)).toEqual([
      "prompt-tokens-not-by-server",
      code,
      "prompt-tokens-approximate",
    ]);
  });

  it("in the middle of the questions, the file is taken", async () => {
    let questions = 0;
    const server = await tokenizing(({ body }) => {
      questions += 1;
      return questions > 50 ? 503 : { count: idsOf(body["prompt"], false).length };
    });
    const { vocabulary, findings } = await choose(server.baseUrl, { tokenizerFile });
    expect(vocabulary.countedBy).toBe("tokenizer");
    expect(findings.map((finding) => finding.data)).toEqual([{ reason: "HTTP 503" }]);
  });
});

it("answers that are no counts are named as such", async () => {
  const server = await tokenizing(() => ({ count: "many" }));
  const { findings } = await choose(server.baseUrl);
  expect(findings[0]?.data).toEqual({ reason: "/tokenize: no count, /v1/tokenizer: no count" });
});

it("a server that counts something else than tokens gives no words", async () => {
  const server = await tokenizing(({ body }) => ({ count: String(body["prompt"]).length }));
  const { vocabulary, findings } = await choose(server.baseUrl);
  expect(vocabulary.countedBy).toBe("nobody");
  expect(findings[0]?.code).toBe("prompt-words-split-by-server");
});

it("who stops the run waits for nothing", async () => {
  const server = await serve(() => undefined);
  const stop = new AbortController();
  const endpoint = { baseUrl: server.baseUrl, model: "tiny", headers: {}, usage: "final" } as const;
  const choosing = chooseVocabulary({ endpoint, workload: inTokens, signal: stop.signal });
  stop.abort();
  const { vocabulary, findings } = await choosing;
  expect(vocabulary.countedBy).toBe("nobody");
  expect(findings[0]?.data["reason"]).toContain("aborted");
});

describe("the server is asked only", () => {
  it.each([
    ["a trace", inferenceWorkload({ promptWords: undefined, outputTokens: undefined, arrival: trace() }), true],
    ["prompts in tokens", inTokens, true],
    ["prompts in words", inferenceWorkload({}), false],
  ])("for a workload of its kind: %s", async (_, workload, isAsked) => {
    const server = await tokenizing(() => 404);
    await choose(server.baseUrl, { workload });
    expect(server.received.length > 0).toBe(isAsked);
  });
});

function trace() {
  const file = { name: "a.jsonl", sha256: "0".repeat(64) };
  return { kind: "trace", file, format: "mooncake", speed: 1 } as const;
}

/** A tokenizer that knows bytes alone: no word but a letter is one token, and none behind a space. */
function withoutMerges(): string {
  return JSON.stringify({ ...json, model: { ...json.model, merges: [] } });
}

it("the candidates are different words", () => {
  expect(new Set(CANDIDATE_WORDS).size).toBe(CANDIDATE_WORDS.length);
  expect(CANDIDATE_WORDS.every((word) => /^[a-z]+$/.test(word))).toBe(true);
});
