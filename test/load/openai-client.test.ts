import { describe, expect, it } from "vitest";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import type { StreamClient } from "../../src/load/stream-client.js";
import { exchange, openClient } from "./exchange-once.js";
import { nextTurn, serve } from "./loopback-server.js";
import { chatDelta, chatFinish, chatStream, done, event, usageEvent, usageOf } from "./openai-events.js";

const eventStream = { "content-type": "text/event-stream; charset=utf-8" };

describe("a request", () => {
  it("asks for a streamed chat of an exact length, with usage", async () => {
    const server = await serve((response) => void response.writeHead(200, eventStream).end(chatStream(["a"])));
    const endpoint = { headers: { authorization: "Bearer secret" }, usage: "continuous" } as const;
    await exchange(openClient(`${server.baseUrl}/behind/a/proxy`, { endpoint, workload: { temperature: 0.5 } }));
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({
      path: "/behind/a/proxy/v1/chat/completions",
      headers: { authorization: "Bearer secret", "content-type": "application/json", connection: "keep-alive" },
    });
    expect(server.received[0]?.body).toEqual({
      model: "tiny",
      messages: [{ role: "user", content: "time year people" }],
      stream: true,
      stream_options: { include_usage: true, continuous_usage_stats: true },
      max_tokens: 12,
      temperature: 0.5,
      ignore_eos: true,
      min_tokens: 12,
    });
  });

  it("asks for a plain completion of at most a length, without extensions of the API", async () => {
    const server = await serve((response) => void response.writeHead(200, eventStream).end(done));
    const workload = { api: "completions", outputPolicy: "limit" } as const;
    await exchange(openClient(server.baseUrl, { workload }));
    expect(server.received[0]?.path).toBe("/v1/completions");
    expect(server.received[0]?.body).toEqual({
      model: "tiny",
      prompt: "time year people",
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 12,
      temperature: 0,
    });
  });
});

describe("a streamed answer", () => {
  it("is events, counts and a finish reason, each instant after the one before", async () => {
    const server = await serve(async (response) => {
      response.writeHead(200, eventStream);
      for (const piece of chatStream([" a", " b", " c"]).split(/(?<=\n\n)/)) {
        response.write(piece);
        await nextTurn();
      }
      response.end();
    });
    const { outcome, sentNs, firstByteNs, events } = await exchange(openClient(server.baseUrl));
    expect(outcome).toMatchObject({
      failure: undefined,
      promptTokens: { count: 7, from: "usage" },
      outputTokens: { count: 3, from: "usage" },
      finishReason: "length",
    });
    expect(events.map(({ kind, tokens }) => [kind, tokens])).toEqual(Array(3).fill(["content", 0]));
    const instants = [sentNs, firstByteNs, ...events.map(({ atNs }) => atNs), outcome.endNs];
    expect(instants.every((instant, index) => (instant ?? -1) >= (instants[index - 1] ?? 0))).toBe(true);
  });

  it("is the same with every byte on its own, CRLF, comments and characters of several bytes", async () => {
    const stream = `: hello\r\n\r\n${chatStream(["你", "好", "🙂"]).replaceAll("\n", "\r\n")}`;
    const server = await serve(async (response) => {
      response.writeHead(200, eventStream);
      for (const byte of Buffer.from(stream)) {
        response.write(Uint8Array.of(byte));
        await nextTurn();
      }
      response.end();
    });
    const { outcome, events } = await exchange(openClient(server.baseUrl));
    expect(outcome).toMatchObject({ failure: undefined, outputTokens: { count: 3, from: "usage" } });
    expect(events).toHaveLength(3);
  });

  it("counts tokens event by event where the server does, half characters included", async () => {
    const stream = [
      event(chatDelta({ role: "assistant", content: "" }, usageOf(7, 0))),
      event(chatDelta({ content: "a" }, usageOf(7, 1))),
      event(chatDelta({ content: "" }, usageOf(7, 2))),
      event(chatDelta({ content: "é" }, usageOf(7, 3))),
      event(chatDelta({ reasoning_content: "hm" }, usageOf(7, 6))),
      event(chatFinish("stop", usageOf(7, 7))),
      event(usageEvent(7, 7)),
      done,
    ].join("");
    const server = await serve((response) => void response.writeHead(200, eventStream).end(stream));
    const { outcome, events } = await exchange(openClient(server.baseUrl, { endpoint: { usage: "continuous" } }));
    expect(events.map(({ kind, tokens }) => [kind, tokens])).toEqual([
      ["content", 1],
      ["content", 2],
      ["reasoning", 3],
    ]);
    expect(outcome.outputTokens).toEqual({ count: 7, from: "usage" });
  });

  it("is complete with a finish reason and no [DONE]", async () => {
    const stream = event(chatDelta({ content: "a" })) + event(chatFinish("stop"));
    const server = await serve((response) => void response.writeHead(200, eventStream).end(stream));
    const { outcome } = await exchange(openClient(server.baseUrl));
    expect(outcome).toMatchObject({
      failure: undefined,
      finishReason: "stop",
      outputTokens: { count: 0, from: "none" },
    });
  });

  it("is complete with [DONE], whether or not the server ends its body", async () => {
    const clock = createMonotonicClock();
    const impatient = { ...clock, schedule: (_: number, callback: () => void) => clock.schedule(0, callback) };
    const server = await serve((response) => void response.writeHead(200, eventStream).write(chatStream(["a", "b"])));
    const client = openClient(server.baseUrl, { clock: impatient });
    const { outcome, events } = await exchange(client);
    expect(outcome).toMatchObject({ failure: undefined, outputTokens: { count: 2, from: "usage" } });
    expect(outcome.endNs).toBe(events.at(-1)?.atNs);
    expect((await exchange(client)).outcome.failure).toBeUndefined();
    expect(server.connections()).toBe(2);
  });

  it("may be one whole body, if the server does not stream", async () => {
    const message = { role: "assistant", content: "a whole answer" };
    const body = { choices: [{ index: 0, message, finish_reason: "length" }], usage: usageOf(7, 12) };
    const server = await serve((response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    const { outcome, events } = await exchange(openClient(server.baseUrl));
    expect(outcome).toMatchObject({
      failure: undefined,
      outputTokens: { count: 12, from: "usage" },
      finishReason: "length",
      unstreamed: true,
    });
    expect(events.map(({ kind, tokens }) => [kind, tokens])).toEqual([["content", 12]]);
  });
});

describe("connections", () => {
  const answerAtOnce = () => serve((response) => void response.writeHead(200, eventStream).end(chatStream(["a"])));

  async function runUsers(client: StreamClient, users: number, requestsEach: number): Promise<number> {
    let complete = 0;
    const runUser = async (): Promise<void> => {
      for (let count = 0; count < requestsEach; count += 1) {
        const { outcome } = await exchange(client);
        if (outcome.failure === undefined && outcome.outputTokens.count === 1) complete += 1;
      }
    };
    await Promise.all(Array.from({ length: users }, runUser));
    return complete;
  }

  it("are kept: users who send one request after the other need one each", async () => {
    const server = await answerAtOnce();
    expect(await runUsers(openClient(server.baseUrl), 4, 50)).toBe(200);
    expect(server.connections()).toBe(4);
  });

  it("are as many as requests under way, without a limit", async () => {
    const open: (() => void)[] = [];
    const users = 300;
    const server = await serve((response) => {
      open.push(() => response.writeHead(200, eventStream).end(chatStream(["a"])));
      if (open.length === users) for (const answer of open) answer();
    });
    expect(await runUsers(openClient(server.baseUrl), users, 1)).toBe(users);
    expect(server.connections()).toBe(users);
  });
});
