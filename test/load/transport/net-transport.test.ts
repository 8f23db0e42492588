import { createServer } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { deadBaseUrl, nextTurn, serveSocket } from "../loopback-server.js";
import { answering, answerOf, openTransport, post } from "./post-once.js";

describe("the net transport", () => {
  it("writes one POST in one piece and reads its answer, each instant after the one before", async () => {
    const server = await answering((socket) => void socket.write(answerOf("hello", "Content-Type: Text/Plain; a=b")));
    const { told, text, atNs } = await post(openTransport(), `${server.baseUrl}/v1/chat?a=b`);
    expect(told).toEqual(["sent", "200 text/plain", "end"]);
    expect(text).toBe("hello");
    expect(server.requests).toEqual([
      `POST /v1/chat?a=b HTTP/1.1\r\nhost: ${new URL(server.baseUrl).host}\r\nconnection: keep-alive\r\n` +
        "accept-encoding: identity\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}",
    ]);
    expect(atNs).toEqual([...atNs].sort((a, b) => a - b));
  });

  it("stamps all that came with one read alike, and tells of each read", async () => {
    const reads: number[] = [];
    const server = await answering((socket) => void socket.write(answerOf("hello")));
    const { atNs } = await post(openTransport({ reads: { read: (ns) => reads.push(ns) } }), server.baseUrl);
    expect(reads).toHaveLength(1);
    expect(atNs.slice(1)).toEqual([reads[0], reads[0], reads[0]]);
  });

  it("reads an answer that comes byte by byte, in chunks, behind informational ones", async () => {
    const answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    const server = await answering(async (socket) => {
      for (const byte of Buffer.from(`${answer}3\r\n你\r\n2\r\nok\r\n0\r\nx: y\r\n\r\n`)) {
        socket.write(Uint8Array.of(byte));
        await nextTurn();
      }
    });
    expect(await post(openTransport(), server.baseUrl)).toMatchObject({ told: ["sent", "200", "end"], text: "你ok" });
  });

  it("sends a body of many bytes, beyond ASCII, whole", async () => {
    const body = `"${"你好🙂".repeat(200_000)}"`;
    let received = 0;
    const server = await serveSocket((socket) => {
      socket.on("data", (data) => {
        received += data.length;
        if (data.includes('"', 1) && data.at(-1) === 0x22) socket.write(answerOf("ok"));
      });
    });
    expect((await post(openTransport(), server.baseUrl, undefined, body)).text).toBe("ok");
    expect(received).toBeGreaterThan(Buffer.byteLength(body));
  });

  it("reaches an IPv6 address, and a name", async () => {
    const server = createServer((socket) => socket.once("data", () => socket.write(answerOf("six"))));
    await new Promise<void>((resolve) => server.listen(0, "::1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    const transport = openTransport();
    expect((await post(transport, `http://[::1]:${port}/a`)).text).toBe("six");
    const named = await answering((socket) => void socket.write(answerOf("named")));
    expect((await post(transport, named.baseUrl.replace("127.0.0.1", "localhost"))).text).toBe("named");
  });
});

describe("an answer", () => {
  it.each([
    ["its length", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhell"],
    ["its last chunk", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nhell\r\n"],
  ])("that is closed before %s is broken", async (_, answer) => {
    const server = await answering((socket) => void socket.end(answer));
    expect(await post(openTransport(), server.baseUrl)).toMatchObject({
      told: ["sent", "200", "broken: closed by the server"],
      text: "hell",
    });
  });

  it("without a length is complete when the server closes", async () => {
    const server = await answering((socket) => void socket.end("HTTP/1.0 200 OK\r\n\r\nhello"));
    expect(await post(openTransport(), server.baseUrl)).toMatchObject({ told: ["sent", "200", "end"], text: "hello" });
  });

  it("without a length that is reset is broken", async () => {
    let reset = (): void => undefined;
    const server = await answering((socket) => {
      reset = () => void socket.resetAndDestroy();
      socket.write("HTTP/1.0 200 OK\r\n\r\nhello");
    });
    const transport = openTransport({ reads: { read: () => reset() } });
    expect((await post(transport, server.baseUrl)).told.at(-1)).toBe("broken: read ECONNRESET");
  });

  it("from a server that closes its side and reads on is complete", async () => {
    const server = await serveSocket((socket) => socket.once("data", () => socket.end(answerOf("a"))));
    expect((await post(openTransport(), server.baseUrl)).told).toEqual(["sent", "200", "end"]);
  });

  it("that is compressed is refused, with what to do", async () => {
    const server = await answering((socket) => void socket.write(answerOf("zzz", "content-encoding: gzip")));
    const { told, text } = await post(openTransport(), server.baseUrl);
    expect(told).toEqual(["sent", expect.stringMatching(/^broken: content-encoding: gzip.*switch compression off/)]);
    expect(text).toBe("");
  });

  it("that comes before the whole request was read stands, and its connection is not used again", async () => {
    const server = await serveSocket((socket) => {
      socket.once("data", () => {
        socket.pause();
        socket.write("HTTP/1.1 413 Content Too Large\r\ncontent-length: 0\r\n\r\n");
      });
    });
    const transport = openTransport();
    const body = "x".repeat(30 * 2 ** 20);
    expect((await post(transport, server.baseUrl, undefined, body)).told).toEqual(["sent", "413", "end"]);
    await post(transport, server.baseUrl);
    expect(server.connections()).toBe(2);
  });
});

describe("a request that gets no answer", () => {
  it("fails to connect where nobody listens, without an address", async () => {
    const { told } = await post(openTransport(), await deadBaseUrl());
    expect(told).toEqual(["connect: connect ECONNREFUSED"]);
  });

  it.each(["bad\nvalue", "ünïcode", "\u0000"])("is not sent with the header value %j", (value) => {
    const errors: string[] = [];
    const nothing = (): void => undefined;
    openTransport().post(
      { url: new URL("http://127.0.0.1:9/"), headers: { "x-a": value }, body: "" },
      { sent: nothing, response: nothing, data: nothing, end: nothing, error: (_, { kind }) => errors.push(kind) },
    );
    expect(errors).toEqual(["connect"]);
  });

  it("is broken when it is closed before any answer", async () => {
    const server = await answering((socket) => void socket.end());
    expect((await post(openTransport(), server.baseUrl)).told).toEqual([
      "sent",
      "broken: closed by the server before any answer",
    ]);
  });

  it("ends when the transport is closed", async () => {
    const server = await answering(() => undefined);
    const transport = openTransport();
    const posted = post(transport, server.baseUrl);
    while (server.requests.length === 0) await nextTurn();
    await transport.close();
    expect((await posted).told).toEqual(["sent", "broken: closed before any answer"]);
  });
});

describe("an abort", () => {
  it.each(["sent", "response", "data"] as const)(
    "on %s closes the socket at once and tells nothing more",
    async (on) => {
      let closed: () => void;
      const isClosed = new Promise<void>((resolve) => {
        closed = resolve;
      });
      const server = await answering((socket) => {
        socket.on("close", () => closed());
        socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n`);
      });
      const transport = openTransport();
      const { told } = await post(transport, server.baseUrl, on);
      expect(told.at(-1)).toBe("aborted: ");
      expect(told.filter((what) => what === "end")).toEqual([]);
      if (server.requests.length > 0) await isClosed;
    },
  );

  it("while connecting sends nothing", async () => {
    const server = await answering((socket) => void socket.write(answerOf("a")));
    const transport = openTransport();
    const told: string[] = [];
    const note = (what: string) => (): void => void told.push(what);
    const abort = transport.post(
      { url: new URL(server.baseUrl), headers: {}, body: "" },
      { sent: note("sent"), response: note("response"), data: note("data"), end: note("end"), error: note("error") },
    );
    abort();
    abort();
    expect(told).toEqual(["error"]);
    await post(transport, server.baseUrl);
    expect(told).toEqual(["error"]);
    expect(server.requests).toHaveLength(1);
  });
});
