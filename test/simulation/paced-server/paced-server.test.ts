import { connect } from "node:net";
import { request } from "undici";
import { describe, expect, it } from "vitest";
import { STAMP_MARKER } from "../../../src/simulation/paced-server/frame.js";
import type { PacedServer } from "../../../src/simulation/paced-server/paced-server.js";
import { STREAM_SHAPES } from "../../../src/simulation/paced-server/stream-shape.js";
import { servePaced } from "./serve-paced.js";

interface Answer {
  readonly status: number;
  /** Each with its blank line taken off. */
  readonly events: readonly string[];
  readonly text: string;
}

const CHAT = { messages: [{ role: "user", content: "hi" }], stream: true };

async function ask(server: PacedServer, fields: object, headers: Record<string, string> = {}): Promise<Answer> {
  const body = JSON.stringify({ ...CHAT, model: "plain", max_tokens: 6, ...fields });
  const url = `${server.baseUrl}/v1/chat/completions`;
  const response = await request(url, { method: "POST", body, headers });
  const text = await response.body.text();
  const events = text.split(/\n\n|\r\n\r\n/).filter((event) => event !== "");
  return { status: response.statusCode, events, text };
}

/** JSON of the events that hold any, `[DONE]` and comments left out. */
function jsonOf({ events }: Answer) {
  return events
    .map((event) => /^data: (\{.*)$/m.exec(event)?.[1])
    .filter((data) => data !== undefined)
    .map((data) => JSON.parse(data));
}

function contentOf(answer: Answer): string {
  return jsonOf(answer)
    .map((event) => event.choices?.[0]?.delta?.content ?? "")
    .join("");
}

describe("a paced server", () => {
  it("writes one event a token, each with its send time, and says when it had read the request", async () => {
    const server = await servePaced();
    const answer = await ask(server, { stream_options: { include_usage: true } }, { "x-request-id": "tokwatt-7" });
    const events = jsonOf(answer);
    expect(contentOf(answer)).toBe(" token".repeat(6));
    expect(events.at(-1).usage).toEqual({ prompt_tokens: 16, total_tokens: 22, completion_tokens: 6 });
    expect(answer.events.at(-1)).toBe("data: [DONE]");

    const [truth] = server.log.truths();
    expect(truth?.id).toBe("tokwatt-7");
    expect(truth?.isComplete).toBe(true);
    expect(truth?.tokens).toEqual([1, 1, 1, 1, 1, 1, 0]);
    const stamps = answer.events.slice(0, -2).map((event) => 1e3 * Number(/"created":1(\d{14}),/.exec(event)?.[1]));
    expect(stamps.map((stamp, index) => Math.abs(stamp - (truth?.sentNs[index] ?? 0)) < 2000)).not.toContain(false);
    const bytes = Buffer.byteLength(answer.events[0] ?? "");
    expect(bytes).toBeGreaterThan(200);
    expect(bytes).toBeLessThan(300);
  });

  it("keeps to absolute times: the last token comes no earlier than all gaps take", async () => {
    const server = await servePaced({ ttftMs: 30, gapMs: 5 });
    await ask(server, { max_tokens: 8 });
    const truth = server.log.truths()[0];
    const lastMs = ((truth?.sentNs[7] ?? 0) - (truth?.receivedNs ?? 0)) / 1e6;
    expect(lastMs).toBeGreaterThanOrEqual(30 + 7 * 5 - 1);
  });

  it.each(["unpaced", "instant"] as const)("answers %s requests at once", async (pace) => {
    const server = await servePaced({ pace, ttftMs: 60_000 });
    expect(contentOf(await ask(server, { max_tokens: 500 }))).toBe(" token".repeat(500));
    expect(server.log.truths()[0]?.tokens).toHaveLength(501);
  });

  it("serves plain completions and requests without a stream", async () => {
    const server = await servePaced();
    const body = { model: "plain", prompt: "a", max_tokens: 2 };
    const path = `${server.baseUrl}/v1/completions`;
    const whole = await request(path, { method: "POST", body: JSON.stringify(body) });
    expect(await whole.body.json()).toMatchObject({
      choices: [{ text: " token token" }],
      usage: { completion_tokens: 2 },
    });
    const streamed = await request(path, { method: "POST", body: JSON.stringify({ ...body, stream: true }) });
    expect(await streamed.body.text()).toContain('"text":" token"');
  });

  it("lists its shapes as models, tells its log and statistics, and forgets the log", async () => {
    const server = await servePaced();
    const get = async (path: string) => (await request(server.baseUrl + path)).body.json() as Promise<never>;
    const { data } = (await get("/v1/models")) as { data: { id: string }[] };
    expect(data.map(({ id }) => id)).toEqual(STREAM_SHAPES);
    await ask(server, {});
    expect(await get("/control/log")).toEqual(JSON.parse(JSON.stringify(server.log.truths())));
    expect(await get("/control/statistics")).toMatchObject({
      requests: 1,
      events: 7,
      openStreams: 0,
      mostOpenStreams: 1,
    });
    await request(`${server.baseUrl}/control/clear`, { method: "POST" });
    expect(server.log.truths()).toEqual([]);
  });

  it("notes a stream whose client has gone as incomplete", async () => {
    const server = await servePaced({ gapMs: 20 });
    const socket = connect(Number(new URL(server.baseUrl).port), "127.0.0.1");
    const body = JSON.stringify({ ...CHAT, model: "plain", max_tokens: 1000 });
    socket.write(`POST /v1/chat/completions HTTP/1.1\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    await new Promise<void>((resolve) => {
      socket.on("data", (bytes) => {
        if (bytes.includes(STAMP_MARKER)) resolve();
      });
    });
    expect(server.log.statistics().openStreams).toBe(1);
    socket.destroy();
    await expect.poll(() => server.log.statistics().openStreams).toBe(0);
    expect(server.log.truths()[0]?.isComplete).toBe(false);
  });

  it("refuses what is no HTTP", async () => {
    const server = await servePaced();
    const socket = connect(Number(new URL(server.baseUrl).port), "127.0.0.1");
    socket.write("hello\r\n\r\n");
    const answer = await new Promise<string>((resolve) => socket.once("data", (bytes) => resolve(bytes.toString())));
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });
});

describe("the shapes of streams", () => {
  it.each([
    ["plain", 6],
    ["role-first", 6],
    ["empty-chunks", 6],
    ["multi-token", 6],
    ["reasoning", 6],
    ["usage-every", 6],
    ["no-done", 6],
    ["crlf", 6],
    ["comments", 6],
    ["error", 3],
    ["cut-utf8", 6],
  ] as const)("%s has as many tokens as its log says", async (model, tokens) => {
    const server = await servePaced({ gapMs: 2 });
    const answer = await ask(server, { model, stream_options: { include_usage: true } });
    const truth = server.log.truths()[0];
    expect(truth?.shape).toBe(model);
    expect(truth?.isComplete).toBe(true);
    expect(truth?.tokens.reduce((sum, count) => sum + count, 0)).toBe(tokens);
    const choices = jsonOf(answer).filter((event) => event.choices?.length === 1);
    expect(choices).toHaveLength(truth?.sentNs.length ?? 0);
  });

  it("differ in what they are named for", async () => {
    const server = await servePaced({ gapMs: 2 });
    const first = async (model: string) => jsonOf(await ask(server, { model }))[0].choices[0].delta;
    expect(await first("role-first")).toEqual({ role: "assistant", content: "" });
    expect(await first("reasoning")).toEqual({ reasoning_content: " hm" });
    const multi = jsonOf(await ask(server, { model: "multi-token" }));
    expect(multi.slice(0, 3).map((event) => event.usage.completion_tokens)).toEqual([1, 3, 6]);
    expect((await ask(server, { model: "crlf" })).text).toContain("}\r\n\r\ndata: ");
    expect((await ask(server, { model: "no-done" })).text).not.toContain("[DONE]");
    expect((await ask(server, { model: "comments" })).text).toMatch(/^: keep-alive\n\nevent: message\nid: 1\ndata: /);
    expect((await ask(server, { model: "error" })).text).toContain('data: {"error":{"message":');
  });
});
