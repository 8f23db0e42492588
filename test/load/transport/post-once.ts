import type { Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { createNetTransport } from "../../../src/load/transport/net-transport.js";
import type { Transport } from "../../../src/load/transport/transport.js";
import { serveSocket } from "../loopback-server.js";

export const clock = createMonotonicClock();

/** A transport that is closed with the test. */
export function openTransport(options: { clock?: typeof clock; reads?: { read(atNs: number): void } } = {}): Transport {
  const transport = createNetTransport(options.clock ?? clock, options.reads);
  onTestFinished(() => transport.close());
  return transport;
}

/** Posts once. What the handler was told, as words; pieces of the body together. */
export function post(transport: Transport, url: string, abortOn?: "sent" | "response" | "data", body = "{}") {
  const told: string[] = [];
  const atNs: number[] = [];
  const pieces: Buffer[] = [];
  let abort = (): void => undefined;
  let isDecided = false;
  const tell = (what: string, ns: number, kind: string): void => {
    told.push(what);
    atNs.push(ns);
    if (kind === abortOn) {
      if (isDecided) abort();
      else void Promise.resolve().then(() => abort());
    }
  };
  const ended = new Promise<void>((resolve) => {
    abort = transport.post(
      { url: new URL(url), headers: { "content-type": "application/json" }, body },
      {
        sent: (ns) => tell("sent", ns, "sent"),
        response: (ns, status, type) => tell(`${status} ${type}`.trim(), ns, "response"),
        data: (ns, bytes, start, end) => {
          pieces.push(Buffer.from(bytes.slice(start, end)));
          tell("data", ns, "data");
        },
        end: (ns) => {
          tell("end", ns, "end");
          resolve();
        },
        error: (ns, { kind, detail }) => {
          tell(`${kind}: ${detail}`, ns, "error");
          resolve();
        },
      },
    );
    isDecided = true;
  });
  return ended.then(() => ({
    told: told.filter((what) => what !== "data"),
    text: Buffer.concat(pieces).toString("utf8"),
    atNs,
  }));
}

/** Answers each request of a connection, which must come as one piece, by what `answer` writes. */
export function answering(answer: (socket: Socket, request: string, count: number) => void | Promise<void>) {
  const requests: string[] = [];
  return serveSocket((socket) => {
    let count = 0;
    socket.on("data", (data) => {
      requests.push(data.toString("latin1"));
      count += 1;
      void answer(socket, data.toString("latin1"), count);
    });
  }).then((server) => ({ ...server, requests }));
}

export const answerOf = (body: string, ...fields: readonly string[]): string =>
  ["HTTP/1.1 200 OK", `content-length: ${body.length}`, ...fields, "", body].join("\r\n");
