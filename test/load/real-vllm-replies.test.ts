import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { exchange, openClient } from "./exchange-once.js";
import { nextTurn, serveSocket } from "./loopback-server.js";

/** Bytes that a real vLLM sent; their README says how they were recorded and what they hold. */
function fixture(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../real/engine/fixtures/${name}`, import.meta.url)));
}

/** Sends recorded bytes in small pieces, each on its own, and reads them as a client does. */
async function replay(reply: Buffer) {
  const server = await serveSocket((socket) => {
    socket.once("data", async () => {
      for (let start = 0; start < reply.length; start += 97) {
        socket.write(reply.subarray(start, start + 97));
        await nextTurn();
      }
      socket.end();
    });
  });
  return exchange(openClient(server.baseUrl, { endpoint: { usage: "continuous" } }));
}

function replayBody(name: string, status = "200 OK", contentType = "text/event-stream; charset=utf-8") {
  const body = fixture(name);
  const head = `HTTP/1.1 ${status}\r\ncontent-type: ${contentType}\r\ncontent-length: ${body.length}\r\n\r\n`;
  return replay(Buffer.concat([Buffer.from(head), body]));
}

describe("streams of a real vLLM", () => {
  it.each([
    ["chat-usage.sse", 18, 24, "length"],
    ["chat-stop.sse", 3, 4, "stop"],
    ["completion-first-token-empty.sse", 6, 12, "length"],
  ])("%s: %i events with text, %i tokens by usage", async (name, events, tokens, finishReason) => {
    const reply = await replayBody(name);
    expect(reply.outcome).toMatchObject({
      failure: undefined,
      outputTokens: { count: tokens, from: "usage" },
      finishReason,
    });
    expect(reply.events.map((event) => event.tokens)).toEqual(Array(events).fill(0));
  });

  it("chat-continuous-usage.sse: half a character's tokens belong to the event that completes it, or to none", async () => {
    const { outcome, events } = await replayBody("chat-continuous-usage.sse");
    expect(outcome.outputTokens).toEqual({ count: 16, from: "usage" });
    expect(events.map((event) => event.tokens)).toEqual([1, 1, 1, 1, 3, 2, 1, 1, 1, 1, 1, 1]);
  });

  it("completion-grouped-tokens.sse: several tokens in an event, and a last one without text", async () => {
    const { outcome, events } = await replayBody("completion-grouped-tokens.sse");
    expect(outcome.outputTokens).toEqual({ count: 18, from: "usage" });
    expect(events.map((event) => event.tokens)).toEqual([1, 4, 4, 4, 4]);
  });

  it("chat-no-usage.sse: nobody counted, and events are not tokens", async () => {
    const { outcome, events } = await replayBody("chat-no-usage.sse");
    expect(outcome).toMatchObject({ failure: undefined, outputTokens: { count: 0, from: "none" } });
    expect(events).toHaveLength(4);
  });
});

describe("a real vLLM that dies", () => {
  it("its engine: an error in the stream, in its words, though a [DONE] follows", async () => {
    const { outcome, events } = await replay(fixture("chat-engine-killed.http"));
    expect(outcome.failure?.kind).toBe("server-error");
    expect(outcome.failure?.detail).toMatch(/^EngineCore encountered an issue/);
    expect(events.length).toBeGreaterThan(0);
  });

  it("its server: a broken stream", async () => {
    const { outcome, events } = await replay(fixture("chat-server-killed.http"));
    expect(outcome.failure?.kind).toBe("broken-stream");
    expect(events.length).toBeGreaterThan(0);
  });
});

describe("refusals of a real vLLM", () => {
  it.each([
    ["unknown-model-404.json", 404, "The model `nope` does not exist. Valid aliases: tiny."],
    ["output-too-long-400.json", 400, /^max_tokens=2000 cannot be greater than max_model_len=1024/],
    ["prompt-too-long-400.json", 400, /^This model's maximum context length is 1024 tokens/],
  ])("%s is a failure in its words", async (name, status, words) => {
    const { outcome } = await replayBody(name, `${status} Refused`, "application/json");
    expect(outcome.failure).toMatchObject({ kind: "http-status", httpStatus: status });
    expect(outcome.failure?.detail).toMatch(words);
  });
});
