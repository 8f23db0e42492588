import { describe, expect, it } from "vitest";
import { exchange, openClient } from "./exchange-once.js";
import { deadBaseUrl, nextTurn, serve, serveSocket } from "./loopback-server.js";
import { chatDelta, chatStream, done, event, usageOf } from "./openai-events.js";

const eventStream = { "content-type": "text/event-stream" };
const firstWord = event(chatDelta({ content: "a" }));

async function failureOf(baseUrl: string) {
  const { outcome, events } = await exchange(openClient(baseUrl));
  return { ...outcome.failure, events: events.length };
}

describe("an HTTP status", () => {
  it.each([
    [404, { error: { message: "The model `x` does not exist.", code: 404 } }, "The model `x` does not exist."],
    [400, { object: "error", message: "max_tokens is too large" }, "max_tokens is too large"],
    [
      422,
      { detail: [{ loc: ["body", "model"], msg: "field required" }] },
      '[{"loc":["body","model"],"msg":"field required"}]',
    ],
  ])("%i is a failure in the server's words", async (status, body, detail) => {
    const server = await serve((response) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
    expect(await failureOf(server.baseUrl)).toEqual({ kind: "http-status", httpStatus: status, detail, events: 0 });
    expect(server.received).toHaveLength(1);
  });

  it("500 without JSON is a failure in the words of its body, cut to 300 characters", async () => {
    const server = await serve(
      (response) => void response.writeHead(500).end(`Internal Server Error ${"!".repeat(900)}`),
    );
    const { kind, httpStatus, detail } = await failureOf(server.baseUrl);
    expect([kind, httpStatus, detail?.length]).toEqual(["http-status", 500, 300]);
    expect(detail).toMatch(/^Internal Server Error !/);
  });

  it("503 without a body is one too", async () => {
    const server = await serve((response) => void response.writeHead(503).end());
    expect(await failureOf(server.baseUrl)).toEqual({ kind: "http-status", httpStatus: 503, detail: "", events: 0 });
  });

  it("stays one when the connection breaks in its body", async () => {
    const server = await serve(async (response) => {
      response.writeHead(502, { "content-length": 1000 }).write("Bad gate");
      await nextTurn();
      response.destroy();
    });
    expect(await failureOf(server.baseUrl)).toMatchObject({ kind: "http-status", httpStatus: 502, detail: "Bad gate" });
  });

  it("leaves the connection usable", async () => {
    let requests = 0;
    const server = await serve((response) => {
      requests += 1;
      if (requests === 1) response.writeHead(429).end("slow down");
      else response.writeHead(200, eventStream).end(chatStream(["a"]));
    });
    const client = openClient(server.baseUrl);
    expect((await exchange(client)).outcome.failure?.httpStatus).toBe(429);
    expect((await exchange(client)).outcome.failure).toBeUndefined();
    expect(server.connections()).toBe(1);
  });
});

describe("a stream", () => {
  it("that is reset in the middle is broken", async () => {
    const server = await serve(async (response) => {
      response.writeHead(200, eventStream).write(firstWord);
      await nextTurn();
      response.socket?.resetAndDestroy();
    });
    expect(await failureOf(server.baseUrl)).toMatchObject({ kind: "broken-stream", events: 1 });
  });

  it("that is closed in the middle of a chunk is broken", async () => {
    const server = await serve(async (response) => {
      response.writeHead(200, eventStream).write(firstWord);
      await nextTurn();
      response.destroy();
    });
    expect(await failureOf(server.baseUrl)).toMatchObject({ kind: "broken-stream", events: 1 });
  });

  it("that ends as HTTP says but not as the API says is broken", async () => {
    const server = await serve((response) => void response.writeHead(200, eventStream).end(firstWord));
    expect(await failureOf(server.baseUrl)).toEqual({ kind: "broken-stream", detail: "EOF before [DONE]", events: 1 });
  });

  it("that never begins is broken", async () => {
    const server = await serveSocket((socket) => socket.once("data", () => socket.end()));
    expect(await failureOf(server.baseUrl)).toMatchObject({ kind: "broken-stream", events: 0 });
    expect(server.connections()).toBe(1);
  });

  it("that is no HTTP is broken", async () => {
    const server = await serveSocket((socket) => socket.once("data", () => socket.end("SSH-2.0-OpenSSH\r\n")));
    expect(await failureOf(server.baseUrl)).toMatchObject({ kind: "broken-stream", events: 0 });
  });

  it("that is reset after [DONE] is complete", async () => {
    const server = await serve(async (response) => {
      response.writeHead(200, eventStream).write(chatStream(["a"]));
      await nextTurn();
      response.destroy();
    });
    const { outcome } = await exchange(openClient(server.baseUrl));
    expect(outcome).toMatchObject({ failure: undefined, outputTokens: { count: 1, from: "usage" } });
  });

  it("with an error in the middle fails in the server's words", async () => {
    const server = await serve((response) => {
      const stream = `${firstWord}${event({ error: { message: "EngineCore died", code: 500 } })}${done}`;
      response.writeHead(200, eventStream).end(stream);
    });
    expect(await failureOf(server.baseUrl)).toEqual({ kind: "server-error", detail: "EngineCore died", events: 1 });
  });

  it("with an event that is no JSON fails and keeps it", async () => {
    const server = await serve(
      (response) => void response.writeHead(200, eventStream).end(`${firstWord}data: {"cho\n\n`),
    );
    expect(await failureOf(server.baseUrl)).toEqual({ kind: "malformed-event", detail: '{"cho', events: 1 });
  });

  it("that fails keeps the tokens that were counted event by event", async () => {
    const counted = event(chatDelta({ content: "a" }, usageOf(7, 3)));
    const server = await serve((response) => void response.writeHead(200, eventStream).end(counted));
    const { outcome } = await exchange(openClient(server.baseUrl));
    expect(outcome.outputTokens).toEqual({ count: 3, from: "events" });
    expect(outcome.promptTokens).toEqual({ count: 7, from: "usage" });
  });
});

describe("a whole body", () => {
  it.each([
    ["{", { kind: "malformed-event", detail: "{" }],
    ["{}", { kind: "malformed-event", detail: "{}" }],
    ['{"error":"overloaded"}', { kind: "server-error", detail: "overloaded" }],
  ])("%s is no answer", async (body, failure) => {
    const server = await serve(
      (response) => void response.writeHead(200, { "content-type": "application/json" }).end(body),
    );
    expect(await failureOf(server.baseUrl)).toEqual({ ...failure, events: 0 });
  });
});

describe("a server that is not there", () => {
  it("is a failure to connect, without its address", async () => {
    const { outcome, sentNs } = await exchange(openClient(await deadBaseUrl()));
    expect(outcome.failure).toEqual({ kind: "connect", detail: "connect ECONNREFUSED" });
    expect(sentNs).toBeUndefined();
  });

  it("may come later: the next request connects afresh", async () => {
    let accepting = false;
    const server = await serveSocket((socket) => {
      if (!accepting) socket.destroy();
      socket.once("data", () => {
        const stream = chatStream(["a"]);
        socket.end(
          `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: ${stream.length}\r\n\r\n${stream}`,
        );
      });
    });
    const client = openClient(server.baseUrl);
    expect((await exchange(client)).outcome.failure?.kind).toBe("broken-stream");
    accepting = true;
    expect((await exchange(client)).outcome.failure).toBeUndefined();
  });

  it("is a failure for headers that HTTP does not allow, too", async () => {
    const client = openClient(await deadBaseUrl(), { endpoint: { headers: { "x-bad": "line\nbreak" } } });
    expect((await exchange(client)).outcome.failure?.kind).toBe("connect");
  });
});

describe("an abort", () => {
  it("ends a stream with what had been counted, and no failure", async () => {
    const stop = new AbortController();
    const server = await serve((response) => {
      response.writeHead(200, eventStream).write(event(chatDelta({ content: "a" }, usageOf(7, 2))));
    });
    const { outcome, events } = await exchange(openClient(server.baseUrl), {
      signal: stop.signal,
      onEvent: () => stop.abort(),
    });
    expect(outcome).toMatchObject({ failure: undefined, outputTokens: { count: 2, from: "events" } });
    expect(outcome.endNs).toBeGreaterThanOrEqual(events[0]?.atNs ?? Number.POSITIVE_INFINITY);
  });

  it("keeps what had been read, though it was not parsed yet", async () => {
    const stop = new AbortController();
    const server = await serve((response) => {
      response.writeHead(200, eventStream).write(event(chatDelta({ content: "a" }, usageOf(7, 2))));
    });
    // The first read is followed by the cut, before anything else of the event loop's turn.
    const bursts = { read: () => queueMicrotask(() => stop.abort()) };
    const { outcome, events } = await exchange(openClient(server.baseUrl, { bursts }), { signal: stop.signal });
    expect(events).toHaveLength(1);
    expect(outcome).toMatchObject({ failure: undefined, outputTokens: { count: 2, from: "events" } });
  });

  it("ends a request that is still connecting, and frees its connection for the next", async () => {
    const server = await serve((response) => void response.writeHead(200, eventStream).end(chatStream(["a"])));
    const client = openClient(server.baseUrl);
    const stop = new AbortController();
    const aborted = exchange(client, { signal: stop.signal });
    stop.abort();
    expect(await aborted).toMatchObject({ sentNs: undefined, events: [], outcome: { failure: undefined } });
    expect((await exchange(client)).outcome.failure).toBeUndefined();
    expect(server.received).toHaveLength(1);
  });

  it("before the start sends nothing", async () => {
    const server = await serve((response) => void response.writeHead(200, eventStream).end(chatStream(["a"])));
    const client = openClient(server.baseUrl);
    const { outcome, sentNs } = await exchange(client, { signal: AbortSignal.abort() });
    expect(outcome.failure).toBeUndefined();
    expect(sentNs).toBeUndefined();
    await exchange(client);
    expect(server.received).toHaveLength(1);
  });
});
