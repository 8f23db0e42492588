import { describe, expect, it } from "vitest";
import { type OpenAiChunk, readChunk } from "../../../src/load/sse/openai-chunk.js";
import { EMPTY_EVENT, EVENT_KINDS, type EventKind } from "../../../src/model/token-events.js";

function read(value: unknown): OpenAiChunk {
  return readChunk(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)));
}

function eventKind(value: unknown): EventKind | undefined {
  const chunk = read(value);
  if (chunk.kind !== "chunk") throw new Error(`expected a chunk, got ${chunk.kind}`);
  return chunk.event === undefined ? undefined : EVENT_KINDS[chunk.event];
}

const delta = (fields: object) => ({ choices: [{ index: 0, delta: fields, finish_reason: null }] });

describe("readChunk", () => {
  it.each([
    ["content", delta({ content: " word" })],
    ["content", delta({ role: "assistant", content: "word" })],
    ["content", delta({ content: "the answer", reasoning_content: "the end of a thought" })],
    ["content", delta({ refusal: "I can't" })],
    ["content", { choices: [{ index: 0, text: "word" }] }],
    ["content", { choices: [{ index: 0, message: { role: "assistant", content: "a whole answer" } }] }],
    ["reasoning", delta({ reasoning_content: "hm" })],
    ["reasoning", delta({ reasoning: "hm", content: null })],
    ["tool-call", delta({ tool_calls: [{ index: 0, id: "1", function: { name: "search", arguments: "" } }] })],
    ["tool-call", delta({ tool_calls: [{ index: 0, function: { arguments: '{"q":' } }] })],
  ] as const)("finds %s in %j", (kind, chunk) => {
    expect(eventKind(chunk)).toBe(kind);
  });

  it.each([
    ["a role alone", delta({ role: "assistant", content: "" })],
    ["half a character", delta({ content: "" })],
    ["an empty delta", delta({})],
    ["no delta", { choices: [{ index: 0, finish_reason: "stop" }] }],
    ["an empty text", { choices: [{ index: 0, text: "" }] }],
    ["an empty thought", delta({ reasoning_content: "", content: null })],
    ["an empty list of calls", delta({ tool_calls: [] })],
    ["a call without a name or arguments yet", delta({ tool_calls: [{ index: 0, function: { arguments: "" } }] })],
  ])("finds an event without text in %s", (_, chunk) => {
    expect(eventKind(chunk)).toBe("empty");
  });

  it.each([
    ["usage alone", { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } }],
    ["something unknown", { type: "ping" }],
    ["choices that are none", { choices: ["text", null, 3] }],
  ])("finds no event in %s", (_, chunk) => {
    expect(eventKind(chunk)).toBeUndefined();
  });

  it("reads usage and the finish reason", () => {
    const usage = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 };
    expect(read({ choices: [{ delta: {}, finish_reason: "length" }], usage })).toEqual({
      kind: "chunk",
      event: EMPTY_EVENT,
      usage: { promptTokens: 10, completionTokens: 20 },
      finishReason: "length",
    });
  });

  it.each([
    null,
    {},
    { prompt_tokens: 1 },
    { prompt_tokens: -1, completion_tokens: 1 },
    { prompt_tokens: "1", completion_tokens: 1 },
    [1],
  ])("takes %j for no usage", (usage) => {
    expect(read({ choices: [], usage })).toMatchObject({ kind: "chunk", usage: undefined });
  });

  it.each([
    [{ error: { message: "out of memory", type: "InternalServerError", code: 500 } }, "out of memory"],
    [{ error: "out of memory" }, "out of memory"],
    [{ error: { code: 500 } }, '{"code":500}'],
    [{ object: "error", message: "out of memory" }, "out of memory"],
    [{ detail: "Not Found" }, "Not Found"],
  ])("takes %j for an error", (chunk, message) => {
    expect(read(chunk)).toEqual({ kind: "error", message });
  });

  it("does not take an empty error field for an error", () => {
    expect(eventKind({ ...delta({ content: "a" }), error: null })).toBe("content");
  });

  it.each(["{", "", "[1]", "null", '"text"', "3"])("takes %j for malformed", (text) => {
    expect(read(text)).toEqual({ kind: "malformed", text });
  });

  it("knows the end", () => {
    expect(read("[DONE]")).toEqual({ kind: "done" });
    expect(read(" [DONE] ")).toEqual({ kind: "done" });
  });

  it("reads from a view into a larger buffer", () => {
    const buffer = Buffer.from("xxx[DONE]xxx");
    expect(readChunk(new Uint8Array(buffer.buffer, buffer.byteOffset + 3, 6))).toEqual({ kind: "done" });
  });
});
