import { Agent, type IncomingMessage, request, type ServerResponse } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Clock } from "../../../src/contract/clock.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { createDelayingProxy } from "../../../src/run/control/delaying-proxy.js";
import { deadBaseUrl, nextTurn, serve, serveSocket } from "../../load/loopback-server.js";
import { createHandClock } from "./hand-clock.js";

/** Timers are a millisecond late at most: half of that they are aimed too early. */
const EARLY = 0.5e6;

async function openProxy(baseUrl: string, clock: Clock = createMonotonicClock(), slowdown = 0.2) {
  const proxy = await createDelayingProxy({ baseUrl, slowdown, clock });
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A POST as a client with its own agent sends it; the answer as soon as its head is there. */
async function post(url: string, headers: Record<string, string> = {}, agent?: Agent) {
  const sent = request(url, { method: "POST", headers, ...(agent === undefined ? {} : { agent }) });
  const answer = new Promise<IncomingMessage>((resolve, reject) => {
    sent.on("response", resolve);
    sent.on("error", reject);
  });
  sent.end('{"prompt":"ü"}');
  const incoming = await answer;
  const pieces: string[] = [];
  incoming.setEncoding("utf8");
  incoming.on("data", (piece: string) => pieces.push(piece));
  const ended = new Promise<string>((resolve) => {
    incoming.on("end", () => resolve("whole"));
    incoming.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  return { incoming, pieces, ended, sent };
}

/** Some turns of the event loop, in which what was written would arrive. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
}

describe("a delaying proxy", () => {
  it("stretches the head, each event and the end by the same factor, and keeps the stream a stream", async () => {
    const clock = createHandClock();
    const responses: ServerResponse[] = [];
    const server = await serve((own) => void responses.push(own));
    const proxy = await openProxy(server.baseUrl, clock);
    const posted = post(`${proxy.baseUrl}/v1/chat/completions`);
    await expect.poll(() => responses).toHaveLength(1);
    const [response] = responses;
    clock.moveTo(100e6);
    response?.writeHead(200, { "content-type": "text/event-stream" });
    response?.write("data: 1\n\n");
    await clock.scheduledFor(120e6 - EARLY);
    clock.moveTo(110e6);
    // A second event, while the first has not been forwarded yet.
    response?.write("data: 2\n\n");
    clock.moveTo(119e6);
    let hasHead = false;
    void posted.then(() => (hasHead = true));
    await settle();
    expect(hasHead).toBe(false);
    clock.moveTo(120e6);
    const answer = await posted;
    expect(answer.incoming.headers["content-type"]).toBe("text/event-stream");
    await expect.poll(() => answer.pieces.join("")).toBe("data: 1\n\n");
    expect(clock.due).toHaveLength(1);
    clock.moveTo(150e6);
    await expect.poll(() => answer.pieces.join("")).toBe("data: 1\n\ndata: 2\n\n");
    response?.end();
    await clock.scheduledFor(180e6 - EARLY);
    expect(proxy.times().serverNs).toBe(0);
    clock.moveTo(180e6);
    expect(await answer.ended).toBe("whole");
    expect(proxy.times()).toEqual({ serverNs: 150e6, forwardedNs: 180e6 - EARLY });
  });

  it("passes requests on as they are, under the server's own name and path", async () => {
    const server = await serve((response) => {
      response.writeHead(
        201,
        "Fine",
        [
          ["X-Twice", "a"],
          ["X-Twice", "b"],
        ].flat(),
      );
      response.end("whole body");
    });
    const proxy = await openProxy(`${server.baseUrl}/under/here`);
    expect(proxy.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/under\/here$/);
    const { incoming, pieces, ended } = await post(`${proxy.baseUrl}/v1/completions?a=b`, {
      authorization: "Bearer key",
    });
    await ended;
    expect([incoming.statusCode, incoming.statusMessage, incoming.headersDistinct["x-twice"], pieces.join("")]).toEqual(
      [201, "Fine", ["a", "b"], "whole body"],
    );
    const [received] = server.received;
    expect(received?.path).toBe("/under/here/v1/completions?a=b");
    expect(received?.body).toEqual({ prompt: "ü" });
    expect(received?.headers).toMatchObject({ authorization: "Bearer key", host: new URL(server.baseUrl).host });
  });

  it("keeps connections alive on both of its sides", async () => {
    const server = await serve((response) => void response.end("x"));
    const proxy = await openProxy(server.baseUrl);
    const agent = new Agent({ keepAlive: true });
    onTestFinished(() => agent.destroy());
    const ports = new Set<number | undefined>();
    for (let count = 0; count < 3; count += 1) {
      const { incoming, ended } = await post(`${proxy.baseUrl}/v1`, {}, agent);
      ports.add(incoming.socket.localPort);
      await ended;
      await settle();
    }
    expect([ports.size, server.connections()]).toEqual([1, 1]);
  });

  it("breaks off where the server does, after what had come", async () => {
    const server = await serveSocket((socket) => {
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n");
        setTimeout(() => socket.destroy(), 5);
      });
    });
    const proxy = await openProxy(server.baseUrl);
    const { pieces, ended } = await post(proxy.baseUrl);
    expect([await ended, pieces.join("")]).toEqual(["ECONNRESET", "hello"]);
    expect(proxy.times().serverNs).toBe(0);
  });

  it("answers nothing of its own where nobody listens", async () => {
    const proxy = await openProxy(await deadBaseUrl());
    await expect(post(proxy.baseUrl)).rejects.toThrow("socket hang up");
  });

  it("leaves the server alone as soon as the client has left", async () => {
    let closed: () => void = () => undefined;
    const left = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const server = await serve((response) => {
      response.on("close", closed);
      response.write("data: 1\n\n");
    });
    const proxy = await openProxy(server.baseUrl);
    const { sent } = await post(proxy.baseUrl);
    sent.destroy();
    await left;
    expect(proxy.times().serverNs).toBe(0);
  });

  it("carries a large body whole to a client that reads slowly", async () => {
    const body = "0123456789abcdef".repeat(2 ** 18);
    const server = await serve((response) => void response.end(body));
    const proxy = await openProxy(server.baseUrl);
    const { incoming, pieces, ended } = await post(proxy.baseUrl);
    incoming.pause();
    await settle();
    incoming.resume();
    expect(await ended).toBe("whole");
    expect(pieces.join("")).toBe(body);
  });
});
