import type { Clock } from "../../contract/clock.js";
import { Connection, type ReadWatch } from "./http1/connection.js";
import { createIdlePool, type IdlePool } from "./http1/idle-pool.js";
import { type RequestTarget, requestTarget, requestText } from "./http1/request-text.js";
import type { Transport } from "./transport.js";

/**
 * Bytes that one read can take. Answers come in pieces of a few hundred; what a whole batch of events needs at most is worth
 * one more read.
 */
const READ_BYTES = 64 * 2 ** 10;

/** Where the requests of one URL go. */
interface Target {
  readonly host: string;
  readonly port: number;
  readonly request: RequestTarget;
  readonly pool: IdlePool;
}

/**
 * HTTP/1.1 on bare sockets, for what a load generator needs and nothing else: a POST, and an answer whose bytes are stamped
 * first and read afterwards. All sockets read into one buffer, so that an idle stream costs no memory for it.
 *
 * There is one connection for each request under way, without a limit. Of the idle ones the last used is taken first, as it
 * is the least likely to be about to be closed by the server.
 *
 * - `sent` is stamped just before the write to a connected socket.
 * - `response` and `data` are stamped at the start of the read's callback; all that came with one read has one stamp.
 * - A request that meets the server's closing of an idle connection fails: whether the server has seen it is not known.
 *
 * @param reads told of every read
 */
export function createNetTransport(clock: Clock, reads?: ReadWatch): Transport {
  const readBuffer = new Uint8Array(READ_BYTES);
  const pools = new Map<string, IdlePool>();
  const targets = new WeakMap<URL, Target>();
  const all = new Set<Connection>();

  const targetOf = (url: URL): Target => {
    const known = targets.get(url);
    if (known !== undefined) return known;
    const pool = pools.get(url.host) ?? createIdlePool();
    pools.set(url.host, pool);
    // An IPv6 address stands in brackets in a URL and without them everywhere else.
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const target = { host, port: Number(url.port || 80), request: requestTarget(url), pool };
    targets.set(url, target);
    return target;
  };
  const open = ({ host, port, pool }: Target): Connection => {
    const connection = new Connection({
      host,
      port,
      clock,
      readBuffer,
      reads,
      idle: pool.put,
      closed: (closed) => {
        pool.remove(closed);
        all.delete(closed);
      },
    });
    all.add(connection);
    return connection;
  };

  return {
    name: "net",
    post: (request, handler) => {
      const target = targetOf(request.url);
      let text: string;
      try {
        text = requestText(target.request, request);
      } catch (error) {
        handler.error(clock.nowNs(), {
          kind: "connect",
          detail: error instanceof Error ? error.message : String(error),
        });
        return () => undefined;
      }
      const connection = target.pool.take(clock.nowNs()) ?? open(target);
      return connection.post(text, handler);
    },
    close: async () => {
      for (const connection of all) connection.destroy();
    },
  };
}
