import { createServer, type ServerResponse } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { mockOptionsSchema } from "../../../src/backends/mock/options.js";
import { serveMock } from "../../../src/backends/mock/serve-mock.js";
import type { Endpoint } from "../../../src/contract/endpoint.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { checkServer, examineStreaming } from "../../../src/run/doctor/examine-endpoint.js";
import { examineEngine } from "../../../src/run/doctor/examine-engine.js";
import { deadBaseUrl, type ReceivedRequest, serve } from "../../load/loopback-server.js";
import { chatDelta, chatFinish, chatStream, done, event, usageEvent } from "../../load/openai-events.js";

const NEVER = new AbortController().signal;
const TOKENS = 32;

async function examine(baseUrl: string, usage: Endpoint["usage"] = "final") {
  const endpoint: Endpoint = { baseUrl, model: "m", headers: {}, usage };
  const results = await examineStreaming(endpoint, createMonotonicClock(), NEVER);
  return results.map(({ check, status, finding }) => `${check} ${status} ${finding.code}`);
}

/** A server that answers every request alike, as a chat. */
async function chatServer(answer: (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>) {
  const server = await serve((response, request) => {
    if (request.path === "/v1/chat/completions") return answer(response, request);
    response.writeHead(404).end("no such path");
  });
  return server.baseUrl;
}

const words = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `w${index} `);

describe("streaming", () => {
  test("of a server that does everything right is told with its pace", async () => {
    const options = { model: "m", ttft: { meanSeconds: 0.02 }, itl: { meanSeconds: 0.005 } };
    const energy = { idleWatts: 1, joulesPerOutputToken: 1 };
    const clock = createMonotonicClock();
    const server = await serveMock(mockOptionsSchema.parse({ ...options, energy }), { clock });
    onTestFinished(() => server.close());
    const endpoint: Endpoint = { baseUrl: server.baseUrl, model: "m", headers: {}, usage: "final" };
    const results = await examineStreaming(endpoint, clock, NEVER);
    expect(results.map(({ check, status }) => `${check} ${status}`)).toEqual(["chat ok", "completions ok"]);
    expect(results[0]?.finding.data).toMatchObject({ events: TOKENS, tokens: TOKENS });
  });

  test("of a server with one of the two interfaces is enough", async () => {
    const baseUrl = await chatServer((response) => void response.end(chatStream(words(TOKENS))));
    expect(await examine(baseUrl)).toEqual(["chat ok doctor-stream", "completions warning doctor-stream-failed"]);
  });

  test("fails where neither interface answers", async () => {
    expect(await examine(await deadBaseUrl())).toEqual([
      "chat failed doctor-stream-failed",
      "completions failed doctor-stream-failed",
    ]);
  });

  test("that somebody holds back until the end is seen", async () => {
    const baseUrl = await chatServer(async (response, { body }) => {
      const tokens = Number(body["max_tokens"]);
      await new Promise((resolve) => setTimeout(resolve, 20 * tokens));
      response.end(chatStream(words(tokens)));
    });
    expect(await examine(baseUrl)).toContain("chat warning doctor-stream-bunched");
  });

  test("without a count of tokens, and with another length than asked for, is named", async () => {
    const countless = await chatServer((response) => {
      response.end([event(chatDelta({ content: "a" })), event(chatFinish()), done].join(""));
    });
    expect(await examine(countless)).toContain("chat warning doctor-usage-missing");
    const short = await chatServer((response) => void response.end(chatStream(words(5))));
    expect(await examine(short)).toContain("chat warning doctor-length-not-kept");
    const final = await chatServer((response) => void response.end(chatStream(words(TOKENS))));
    expect(await examine(final, "continuous")).toContain("chat warning doctor-usage-not-continuous");
  });

  test("that is none, and an answer without text, fail", async () => {
    const whole = await chatServer((response) => {
      const body = { choices: [{ index: 0, message: { content: "all at once" }, finish_reason: "stop" }] };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ ...body, usage: { prompt_tokens: 1, completion_tokens: TOKENS } }));
    });
    expect(await examine(whole)).toContain("chat failed doctor-not-streamed");
    const empty = await chatServer((response) => {
      response.end([event(chatFinish("stop")), event(usageEvent(7, 0)), done].join(""));
    });
    expect(await examine(empty)).toContain("chat failed doctor-stream-empty");
  });

  test("that cannot be had at a fixed length is had with a limit", async () => {
    const baseUrl = await chatServer((response, { body }) => {
      if ("ignore_eos" in body) response.writeHead(400).end('{"error":{"message":"unknown field ignore_eos"}}');
      else response.end(chatStream(words(9)));
    });
    expect(await examine(baseUrl)).toEqual([
      "chat ok doctor-stream",
      "chat warning doctor-exact-refused",
      "completions warning doctor-stream-failed",
    ]);
  });

  test("is given up at once when nobody wants to know any more", async () => {
    const stop = new AbortController();
    const baseUrl = await chatServer(() => stop.abort());
    const endpoint: Endpoint = { baseUrl, model: "m", headers: {}, usage: "final" };
    expect(await examineStreaming(endpoint, createMonotonicClock(), stop.signal)).toEqual([]);
  });
});

describe("what a server says of itself", () => {
  test("is told, and its version is missed", () => {
    expect(checkServer({ serverVersion: "0.9", slots: 3 })).toMatchObject({
      status: "ok",
      finding: { data: { facts: "serverVersion 0.9, slots 3" } },
    });
    expect(checkServer({ servedModels: "m" })).toMatchObject({
      status: "note",
      finding: { code: "doctor-server-without-version" },
    });
    expect(checkServer({})).toMatchObject({ status: "note", finding: { code: "doctor-server-silent" } });
  });
});

describe("an engine's metrics", () => {
  async function examinePage(page: string, status = 200) {
    const server = await serveSocketPage(page, status);
    const endpoint: Endpoint = { baseUrl: "", model: "m", headers: {}, usage: "final", metricsUrl: server };
    const results = await examineEngine(endpoint, createMonotonicClock());
    return results.map(({ status: its, finding }) => `${its} ${finding.code}`);
  }

  test("are listed, and other users of the server are seen", async () => {
    const page = "vllm:num_requests_running 2\nvllm:num_requests_waiting 1\nvllm:generation_tokens_total 7\n";
    expect(await examinePage(page)).toEqual(["ok doctor-engine", "warning doctor-engine-busy"]);
    expect(await examinePage("vllm:num_requests_running 0\n")).toEqual(["ok doctor-engine"]);
  });

  test("that are not there, or nobody knows, are no failure", async () => {
    expect(await examinePage("not found", 404)).toEqual(["note engine-metrics-absent"]);
    expect(await examinePage("other_metric 1\n")).toEqual(["note engine-metrics-unknown"]);
    const endpoint: Endpoint = { baseUrl: "", model: "m", headers: {}, usage: "final" };
    expect(await examineEngine(endpoint, createMonotonicClock())).toMatchObject([{ status: "note" }]);
  });
});

/** A page of metrics; `serve` expects requests with a body. */
async function serveSocketPage(page: string, status: number): Promise<string> {
  const server = createServer((_, response) => void response.writeHead(status).end(page));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { readonly port: number };
  return `http://127.0.0.1:${port}/metrics`;
}
