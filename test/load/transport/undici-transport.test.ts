import { describe, expect, it, onTestFinished } from "vitest";
import { createTransport } from "../../../src/load/transport/create-transport.js";
import type { ReadWatch } from "../../../src/load/transport/http1/connection.js";
import { createUndiciTransport } from "../../../src/load/transport/undici-transport.js";
import { deadBaseUrl } from "../loopback-server.js";
import { answering, answerOf, clock, post } from "./post-once.js";

function openUndici(reads?: ReadWatch) {
  const transport = createUndiciTransport(clock, reads);
  onTestFinished(() => transport.close());
  return transport;
}

describe("the undici transport", () => {
  it("tells the same of an answer as the net transport, and of its reads", async () => {
    const reads: number[] = [];
    const server = await answering((socket) => void socket.write(answerOf("hello", "content-type: Text/Plain; a=b")));
    const transport = openUndici({ read: (atNs) => reads.push(atNs) });
    expect(await post(transport, `${server.baseUrl}/v1?a=b`)).toMatchObject({
      told: ["sent", "200 text/plain", "end"],
      text: "hello",
    });
    expect(reads).toHaveLength(1);
    expect(server.requests[0]).toContain("POST /v1?a=b HTTP/1.1");
    expect(server.requests[0]).toContain("accept-encoding: identity");
    await post(transport, server.baseUrl);
    expect(server.connections()).toBe(1);
  });

  it("refuses a compressed answer", async () => {
    const server = await answering((socket) => void socket.write(answerOf("zzz", "content-encoding: gzip")));
    const { told, text } = await post(openUndici(), server.baseUrl);
    expect(told).toEqual(["sent", expect.stringMatching(/^broken: content-encoding: gzip.*switch compression off/)]);
    expect(text).toBe("");
  });

  it("fails where nobody listens, and ends when it is aborted", async () => {
    expect((await post(openUndici(), await deadBaseUrl())).told).toEqual(["connect: connect ECONNREFUSED"]);
    const server = await answering((socket) => void socket.write(answerOf("hello")));
    expect((await post(openUndici(), server.baseUrl, "response")).told.at(-1)).toBe("aborted: ");
  });
});

describe("createTransport", () => {
  it.each([
    ["http://127.0.0.1:8000", "net"],
    ["https://example.org/v1", "undici"],
  ])("carries %s by %s", async (url, name) => {
    const transport = createTransport(url, clock);
    onTestFinished(() => transport.close());
    expect(transport.name).toBe(name);
  });
});
