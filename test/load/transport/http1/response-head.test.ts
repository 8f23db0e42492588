import { describe, expect, it } from "vitest";
import { readResponseHead } from "../../../../src/load/transport/http1/response-head.js";

const head = (...lines: readonly string[]) => readResponseHead(lines.join("\r\n"));

describe("readResponseHead", () => {
  it("finds status, type and framing, whatever the case and the spaces", () => {
    expect(
      head("HTTP/1.1 200 OK", "Content-Type:  Text/Event-Stream; charset=utf-8 ", "TRANSFER-ENCODING: Chunked", "x: y"),
    ).toEqual({
      status: 200,
      contentType: "text/event-stream",
      body: { kind: "chunked" },
      keepAlive: true,
      keepAliveSeconds: undefined,
    });
  });

  it.each([
    ["HTTP/1.1", [], true],
    ["HTTP/1.1", ["connection: close"], false],
    ["HTTP/1.1", ["Connection: Upgrade, Close"], false],
    ["HTTP/1.0", [], false],
    ["HTTP/1.0", ["connection: keep-alive"], true],
  ])("of %s with %j may keep its connection: %s", (version, fields, keepAlive) => {
    expect(head(`${version} 200`, "content-length: 1", ...fields)).toMatchObject({ keepAlive });
  });

  it("does not keep a connection whose body ends with it, or whose length is said in two ways", () => {
    expect(head("HTTP/1.1 200 OK")).toMatchObject({ body: { kind: "until-close" }, keepAlive: false });
    expect(head("HTTP/1.1 200 OK", "content-length: 5", "transfer-encoding: chunked")).toMatchObject({
      body: { kind: "chunked" },
      keepAlive: false,
    });
  });

  it.each([
    ["timeout=5", 5],
    ["max=100, timeout=30", 30],
    ["max=100", undefined],
  ])("reads how long the server keeps a connection: %s", (value, keepAliveSeconds) => {
    expect(head("HTTP/1.1 200 OK", "content-length: 1", `keep-alive: ${value}`)).toMatchObject({ keepAliveSeconds });
  });

  it("takes a length that is said twice alike, and none for statuses without a body", () => {
    expect(head("HTTP/1.1 200 OK", "content-length: 5, 5")).toMatchObject({ body: { kind: "length", bytes: 5 } });
    expect(head("HTTP/1.1 304 Not Modified", "content-length: 5")).toMatchObject({ body: { kind: "none" } });
  });

  it("passes over a field's continuation", () => {
    expect(head("HTTP/1.1 200 OK", "x: a", "\t: b", "content-length: 2")).toMatchObject({
      body: { kind: "length", bytes: 2 },
    });
  });
});
