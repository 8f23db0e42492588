import { describe, expect, it } from "vitest";
import { createRequestFormat, type RequestedWorkload } from "../../src/load/openai-request.js";
import type { ChatMessage } from "../../src/load/stream-client.js";

const endpoint = { baseUrl: "http://127.0.0.1:8000/v0", model: "tiny", headers: {}, usage: "final" } as const;
const exactChat: RequestedWorkload = { api: "chat", outputPolicy: "exact", temperature: 0 };
const messages: readonly ChatMessage[] = [
  { role: "system", content: 'be "brief"' },
  { role: "user", content: "one\ntwo" },
  { role: "assistant", content: "三" },
  { role: "user", content: "\u2028four\ud83d\ude42" },
];

function formatted(changes: Partial<RequestedWorkload> = {}, headers: Readonly<Record<string, string>> = {}) {
  const format = createRequestFormat({ ...endpoint, headers }, { ...exactChat, ...changes });
  const { url, body, headers: sent } = format({ index: 42, messages, outputTokens: 7 });
  return { url: url.href, headers: sent, fields: JSON.parse(body) as Record<string, unknown>, body };
}

describe("a chat request", () => {
  it("holds the messages, whatever characters are in them", () => {
    expect(formatted()).toMatchObject({
      url: "http://127.0.0.1:8000/v0/v1/chat/completions",
      fields: {
        model: "tiny",
        messages,
        stream: true,
        stream_options: { include_usage: true },
        max_tokens: 7,
        min_tokens: 7,
        ignore_eos: true,
        temperature: 0,
      },
    });
  });

  it("sends nothing of a message but its role and content", () => {
    const format = createRequestFormat(endpoint, exactChat);
    const message = { role: "user", content: "a", tokens: 1 } as const;
    expect(JSON.parse(format({ index: 0, messages: [message], outputTokens: 1 }).body)).toMatchObject({
      messages: [{ role: "user", content: "a" }],
    });
  });
});

describe("a plain completion", () => {
  it("joins what was said by line feeds", () => {
    const { url, fields } = formatted({ api: "completions", outputPolicy: "limit" });
    expect(url).toBe("http://127.0.0.1:8000/v0/v1/completions");
    expect(fields).toEqual({
      model: "tiny",
      prompt: 'be "brief"\none\ntwo\n三\n\u2028four\ud83d\ude42',
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: 7,
      temperature: 0,
    });
  });
});

describe("further fields of the body", () => {
  it("are sent, and win over ours, each name once", () => {
    const extraBody = { top_p: 0.9, temperature: 0.7, max_tokens: 3, ignore_eos: false, chat: { "a b": [1, null] } };
    const { fields, body } = formatted({ extraBody });
    expect(fields).toMatchObject({ ...extraBody, min_tokens: 7, model: "tiny" });
    for (const name of Object.keys(extraBody)) expect(body.split(`"${name}":`)).toHaveLength(2);
  });
});

describe("the headers", () => {
  it("name the request, and each is there once whatever its case", () => {
    const given = { Authorization: "Bearer key", "X-Team": "blue", "Content-Type": "text/plain", ACCEPT: "*/*" };
    expect(formatted({}, given).headers).toEqual({
      accept: "*/*",
      authorization: "Bearer key",
      "x-team": "blue",
      "content-type": "application/json",
      "x-request-id": "tokwatt-42",
    });
  });
});
