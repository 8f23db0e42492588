import {
  createServer,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { AddressInfo } from "node:net";
import type { Clock } from "../../contract/clock.js";
import type { Nanoseconds } from "../../model/time.js";
import type { AnswerTimes } from "./answer-times.js";
import { createDelayLine } from "./delay-line.js";
import { createTurnClock } from "./turn-clock.js";

export interface DelayingProxyOptions {
  /** Base address of the server, as `Endpoint.baseUrl`. */
  readonly baseUrl: string;
  /** 0.05 is 5 %. */
  readonly slowdown: number;
  readonly clock: Clock;
}

/** Stands before a server and makes it slower. */
export interface DelayingProxy {
  /** Where it stands in for the server: on loopback, with the server's own path. */
  readonly baseUrl: string;
  /** Of all whole answers so far. */
  times(): AnswerTimes;
  /** Cuts every connection. */
  close(): Promise<void>;
}

/** Fields of one connection and not of the message (RFC 9110, 7.6.1). */
const OF_CONNECTION = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Forwards requests as they come and answers `1 + slowdown` times as late: the head, every piece of the body in order, the end,
 * and a connection that breaks. Time counts from the head of the request, so that the time to the first token, those between
 * tokens and the whole all grow by the same factor. It speaks HTTP to its client and whatever the server speaks to the server, and
 * says nothing of its own: where the server cannot be reached, the client's connection is closed.
 */
export async function createDelayingProxy({ baseUrl, slowdown, clock }: DelayingProxyOptions): Promise<DelayingProxy> {
  const target = new URL(baseUrl);
  const kept = { keepAlive: true, maxFreeSockets: Number.POSITIVE_INFINITY, scheduling: "lifo" } as const;
  const agent = target.protocol === "https:" ? new HttpsAgent(kept) : new HttpAgent(kept);
  const send = target.protocol === "https:" ? httpsRequest : httpRequest;
  const turnNs = createTurnClock(clock);
  let [serverNs, forwardedNs] = [0, 0];

  const server = createServer((incoming, response) => {
    const beganNs = turnNs();
    const upstream = send({
      // An IPv6 address stands in brackets in a URL and without them everywhere else.
      hostname: target.hostname.replace(/^\[|\]$/g, ""),
      port: target.port,
      method: incoming.method,
      path: incoming.url,
      headers: [...keptFields(incoming.rawHeaders, "host"), "Host", target.host],
      agent,
    });
    stretch({ upstream, incoming, response, beganNs, slowdown, clock, turnNs }, (tookNs) => {
      serverNs += tookNs;
      forwardedNs += clock.nowNs() - beganNs;
    });
  });
  // An idle connection stays as long as its client wants it: the client takes one that is closed on it for a failure.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${target.pathname.replace(/\/$/, "")}`,
    times: () => ({ serverNs, forwardedNs }),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

interface Exchange {
  readonly upstream: ReturnType<typeof httpRequest>;
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly beganNs: Nanoseconds;
  readonly slowdown: number;
  readonly clock: Clock;
  readonly turnNs: () => Nanoseconds;
}

/** Carries one exchange. @param ended told when the end of a whole answer is forwarded, with how long the server took for it */
function stretch(exchange: Exchange, ended: (tookNs: Nanoseconds) => void): void {
  const { upstream, incoming, response, beganNs, clock, turnNs } = exchange;
  let sentNs = beganNs;
  let answer: IncomingMessage | undefined;
  const line = createDelayLine({ ...exchange, drained: () => answer?.resume() });
  const goOn = (forward: () => void): (() => boolean) => {
    return () => {
      forward();
      return true;
    };
  };
  const breakOff = (): void => {
    line.put(
      turnNs(),
      0,
      goOn(() => response.destroy()),
    );
  };

  upstream.once("finish", () => {
    sentNs = clock.nowNs();
    if (answer === undefined) line.sent(sentNs);
  });
  upstream.on("response", (begun) => {
    const headNs = turnNs();
    answer = begun;
    line.put(
      headNs,
      0,
      goOn(() => {
        response.writeHead(begun.statusCode ?? 0, begun.statusMessage ?? "", keptFields(begun.rawHeaders));
        response.flushHeaders();
      }),
    );
    begun.on("data", (bytes: Buffer) => {
      const hasRoom = line.put(turnNs(), bytes.length, () => response.write(bytes));
      if (!hasRoom) begun.pause();
    });
    begun.on("end", () => {
      const endNs = turnNs();
      line.put(
        endNs,
        0,
        goOn(() => {
          response.end();
          ended(endNs - sentNs);
        }),
      );
    });
    // A body that ends before its time: `end` does not come.
    begun.on("error", breakOff);
  });
  upstream.on("error", breakOff);
  response.on("drain", line.resume);
  response.on("error", () => undefined);
  response.on("close", () => {
    line.cut();
    // The client has left, or all is said.
    if (!response.writableFinished) upstream.destroy();
  });
  incoming.on("error", () => upstream.destroy());
  incoming.pipe(upstream);
}

/** Fields of a message, by twos, as they were written. @param other name of one more that is left out */
function keptFields(raw: readonly string[], other?: string): string[] {
  const kept: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = "", value = ""] = [raw[index], raw[index + 1]];
    const lower = name.toLowerCase();
    if (!OF_CONNECTION.has(lower) && lower !== other) kept.push(name, value);
  }
  return kept;
}
