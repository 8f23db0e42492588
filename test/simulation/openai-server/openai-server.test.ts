import { request } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import type { MockOptionsInput } from "../../../src/backends/mock/options.js";
import { type MockServer, serveMock } from "../../../src/backends/mock/serve-mock.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { mockOptions } from "../../backends/mock/mock-run.js";

const servers: MockServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(changes: Partial<MockOptionsInput> = {}): Promise<MockServer> {
  const quick = { model: "tiny", ttft: { meanSeconds: 0.005 }, itl: { meanSeconds: 0.001 } };
  const server = await serveMock(mockOptions({ ...quick, ...changes }), { clock: createMonotonicClock() });
  servers.push(server);
  return server;
}

interface StreamedAnswer {
  readonly status: number;
  readonly events: string[];
  readonly ended: boolean;
}

async function post(server: MockServer, path: string, body: unknown): Promise<StreamedAnswer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await request(server.baseUrl + path, { method: "POST", body: text });
  let received = "";
  let ended = true;
  try {
    for await (const part of response.body) received += String(part);
  } catch {
    ended = false;
  }
  const events = received.split("\n\n").filter((event) => event !== "");
  return { status: response.statusCode, events, ended };
}

function dataOf(event: string | undefined) {
  return JSON.parse((event ?? "").replace(/^data: /, ""));
}

const chat = {
  model: "tiny",
  messages: [{ role: "user", content: "one two  three\nfour" }],
  max_tokens: 3,
  stream: true,
};
const plain = { model: "tiny", prompt: "one two", max_tokens: 3, stream: true };

describe("streamed chat", () => {
  it("names the role, sends content, the reason of the end, usage and [DONE]", async () => {
    const server = await serve();
    const body = { ...chat, stream_options: { include_usage: true } };
    const { status, events } = await post(server, "/v1/chat/completions", body);
    expect(status).toBe(200);
    expect(events.at(-1)).toBe("data: [DONE]");
    const data = events.slice(0, -1).map(dataOf);
    expect(data.map((event) => event.choices[0]?.delta)).toEqual([
      { role: "assistant", content: "" },
      { content: " token" },
      { content: " token" },
      { content: " token" },
      {},
      undefined,
    ]);
    expect(data.map((event) => event.choices[0]?.finish_reason)).toEqual([null, null, null, null, "length", undefined]);
    expect(data.map((event) => event.usage)).toEqual([
      ...Array.from({ length: 5 }, () => undefined),
      { prompt_tokens: 4, completion_tokens: 3, total_tokens: 7 },
    ]);
    expect(new Set(data.map((event) => `${event.id} ${event.object} ${event.model}`))).toEqual(
      new Set(["chatcmpl-1 chat.completion.chunk tiny"]),
    );
  });

  it("counts in every event when it is asked to", async () => {
    const server = await serve({ tokensPerChunk: 2 });
    const body = { ...chat, stream_options: { include_usage: true, continuous_usage_stats: true } };
    const { events } = await post(server, "/v1/chat/completions", body);
    const counts = events.slice(0, -1).map((event) => dataOf(event).usage.completion_tokens);
    expect(counts).toEqual([0, 2, 3, 3, 3]);
  });
});

describe("other forms of an answer", () => {
  it("streams plain completions without a role and, unless asked, without usage", async () => {
    const { events } = await post(await serve(), "/v1/completions", plain);
    const data = events.slice(0, -1).map(dataOf);
    expect(data.map((event) => event.choices[0].text)).toEqual([" token", " token", " token", ""]);
    expect(data.every((event) => event.object === "text_completion" && event.usage === undefined)).toBe(true);
  });

  it("answers whole where no stream is wanted", async () => {
    const server = await serve();
    const chatAnswer = await post(server, "/v1/chat/completions", { ...chat, stream: false });
    expect(dataOf(chatAnswer.events[0])).toMatchObject({
      object: "chat.completion",
      choices: [{ message: { role: "assistant", content: " token token token" }, finish_reason: "length" }],
      usage: { prompt_tokens: 4, completion_tokens: 3, total_tokens: 7 },
    });
    const parts = [{ role: "user", content: [{ type: "text", text: "a b" }, { type: "image_url" }] }];
    const partsAnswer = await post(server, "/v1/chat/completions", { ...chat, messages: parts, stream: false });
    expect(dataOf(partsAnswer.events[0]).usage.prompt_tokens).toBe(2);
    const plainAnswer = await post(server, "/v1/completions", { ...plain, prompt: [5, 6, 7], stream: null });
    expect(dataOf(plainAnswer.events[0])).toMatchObject({
      choices: [{ text: " token token token" }],
      usage: { prompt_tokens: 3 },
    });
  });

  it("keeps to max_completion_tokens, min_tokens and ignore_eos", async () => {
    const server = await serve({ naturalOutputTokens: 4 });
    const answer = async (limits: object) => {
      const body = { ...plain, max_tokens: undefined, stream: false, ...limits };
      const { choices, usage } = dataOf((await post(server, "/v1/completions", body)).events[0]);
      return [usage.completion_tokens, choices[0].finish_reason];
    };
    expect(await answer({})).toEqual([4, "stop"]);
    expect(await answer({ max_completion_tokens: 9 })).toEqual([4, "stop"]);
    expect(await answer({ max_tokens: 9, min_tokens: 6 })).toEqual([6, "stop"]);
    expect(await answer({ max_tokens: 9, ignore_eos: true })).toEqual([9, "length"]);
  });
});

describe("refusals", () => {
  it.each([
    ["/v1/chat/completions", { ...chat, model: "other" }, 404, "The model `other` does not exist.", "model"],
    ["/v1/chat/completions", "{ no json", 400, "The body is not JSON", null],
    ["/v1/chat/completions", { model: "tiny" }, 400, "messages", "messages"],
    ["/v1/completions", { prompt: "x" }, 400, "model", "model"],
    ["/v1/completions", { ...plain, max_tokens: 0 }, 400, "max_tokens", "max_tokens"],
    ["/v1/completions", { ...plain, min_tokens: 9 }, 400, "min_tokens", "min_tokens"],
    ["/v1/completions", { ...plain, n: 2 }, 400, "n", "n"],
    ["/v1/completions", { ...plain, stream: false, stream_options: {} }, 400, "stream", "stream_options"],
    ["/v1/nothing", {}, 404, "/v1/nothing", null],
    ["/v1/models", {}, 405, "takes GET, not POST", null],
  ])("%s %j: %i", async (path, body, status, words, parameter) => {
    const answer = await post(await serve(), path, body);
    expect(answer.status).toBe(status);
    const { error } = dataOf(answer.events[0]);
    expect(error.message).toContain(words);
    expect(error).toMatchObject({ code: status, param: parameter });
    expect(error.type).toMatch(/Error$/);
  });
});

describe("what the server tells of itself", () => {
  it("lists its model, its version and its health", async () => {
    const { baseUrl } = await serve();
    const get = async (path: string) => (await request(baseUrl + path)).body.text();
    expect(JSON.parse(await get("/v1/models")).data).toMatchObject([{ id: "tiny", object: "model" }]);
    expect(JSON.parse(await get("/version"))).toEqual({ version: "tokwatt-mock-1" });
    expect((await request(`${baseUrl}/health?probe=1`)).statusCode).toBe(200);
  });

  it("counts tokens and requests in Prometheus' format", async () => {
    const server = await serve();
    await post(server, "/v1/chat/completions", chat);
    await post(server, "/v1/completions", plain);
    const text = await (await request(`${server.baseUrl}/metrics`)).body.text();
    expect(text).toContain('vllm:generation_tokens_total{engine="0",model_name="tiny"} 6\n');
    expect(text).toContain('vllm:prompt_tokens_total{engine="0",model_name="tiny"} 6\n');
    expect(text).toContain('vllm:request_success_total{engine="0",model_name="tiny"} 2\n');
    expect(text).toContain('vllm:num_requests_running{engine="0",model_name="tiny"} 0\n');
    expect(text).toContain("# TYPE vllm:num_requests_waiting gauge\n");
  });
});

describe("a client that goes away", () => {
  it("frees its slot for the one that waits", async () => {
    const server = await serve({ slots: 1, itl: { meanSeconds: 60 } });
    const leaving = new AbortController();
    const body = JSON.stringify({ ...chat, max_tokens: 100 });
    const first = await request(`${server.baseUrl}/v1/chat/completions`, {
      method: "POST",
      body,
      signal: leaving.signal,
    });
    const second = post(server, "/v1/completions", { ...plain, max_tokens: 1 });
    leaving.abort();
    await expect(first.body.text()).rejects.toThrow();
    expect((await second).events.at(-1)).toBe("data: [DONE]");
    expect(server.engine.load()).toMatchObject({ runningRequests: 0, finishedRequests: 1 });
  });
});

describe("faults on purpose", () => {
  it("hit every n-th request and no other", async () => {
    const server = await serve({ faults: { failEvery: 2, status: 429 } });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await post(server, "/v1/completions", plain)).status);
    expect(statuses).toEqual([200, 429, 200, 429]);
  });

  it("cut the connection after the first chunk", async () => {
    const answer = await post(await serve({ faults: { breakEvery: 1 } }), "/v1/completions", plain);
    expect(answer).toMatchObject({ status: 200, ended: false });
    expect(answer.events.map((event) => dataOf(event).choices[0].text)).toEqual([" token"]);
  });

  it("slip in an event that is no JSON and go on", async () => {
    const { events } = await post(await serve({ faults: { malformedEvery: 1 } }), "/v1/completions", plain);
    expect(() => dataOf(events[1])).toThrow(SyntaxError);
    expect(events.at(-1)).toBe("data: [DONE]");
    expect(events).toHaveLength(6);
  });

  it("end with an error event", async () => {
    const { events } = await post(await serve({ faults: { errorEvery: 1 } }), "/v1/completions", plain);
    expect(events).toHaveLength(3);
    expect(dataOf(events[1]).error).toMatchObject({ code: 500, type: "InternalServerError" });
  });

  it("let a request hang until the client gives up", async () => {
    const server = await serve({ faults: { hangEvery: 1 } });
    const body = JSON.stringify(plain);
    const waiting = request(`${server.baseUrl}/v1/completions`, { method: "POST", body, headersTimeout: 50 });
    await expect(waiting).rejects.toThrow("Headers Timeout");
  });

  it("reach answers that are not streamed too", async () => {
    const whole = { ...plain, stream: false };
    await expect(post(await serve({ faults: { breakEvery: 1 } }), "/v1/completions", whole)).rejects.toThrow();
    const malformed = await post(await serve({ faults: { malformedEvery: 1 } }), "/v1/completions", whole);
    expect(() => dataOf(malformed.events[0])).toThrow(SyntaxError);
    expect((await post(await serve({ faults: { errorEvery: 1 } }), "/v1/completions", whole)).status).toBe(500);
  });
});

describe("closing", () => {
  it("cuts what is still running and frees the port", async () => {
    const server = await serve({ itl: { meanSeconds: 60 } });
    const body = JSON.stringify({ ...chat, max_tokens: 100 });
    const running = await request(`${server.baseUrl}/v1/chat/completions`, { method: "POST", body });
    expect(server.engine.load().runningRequests).toBe(1);
    await server.close();
    await expect(running.body.text()).rejects.toThrow();
    expect(server.engine.load().runningRequests).toBe(0);
    await expect(request(`${server.baseUrl}/health`)).rejects.toThrow("ECONNREFUSED");
  });
});
