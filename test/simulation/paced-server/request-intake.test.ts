import { describe, expect, it } from "vitest";
import { createRequestIntake, type PacedRequest } from "../../../src/simulation/paced-server/request-intake.js";

const POST = 'POST /v1/completions HTTP/1.1\r\nHost: x\r\nX-Request-ID: r-1\r\nContent-Length: 9\r\n\r\n{"é":1}\n';
const GET = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

function read(parts: readonly Buffer[]): readonly PacedRequest[] {
  const requests: PacedRequest[] = [];
  const intake = createRequestIntake((request) => requests.push(request));
  for (const part of parts) intake.take(part);
  return requests;
}

describe("the reading of requests", () => {
  it("is the same wherever the bytes are cut", () => {
    const bytes = Buffer.from(POST + GET);
    const whole = read([bytes]);
    expect(whole).toEqual([
      { method: "POST", path: "/v1/completions", requestId: "r-1", body: '{"é":1}\n' },
      { method: "GET", path: "/health", requestId: undefined, body: "" },
    ]);
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(read([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual(whole);
    }
  });

  it("refuses what it cannot read to its end", () => {
    expect(() => read([Buffer.from("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")])).toThrow(
      "content-length",
    );
    expect(() => read([Buffer.from("SSH-2.0\r\n\r\n")])).toThrow("no HTTP/1.1");
  });
});
