import { createRequire } from "node:module";
import type * as Undici from "undici";
import type { Client, Dispatcher } from "undici";
import type { Clock } from "../../contract/clock.js";
import type { ReadWatch } from "./http1/connection.js";
import { mediaType } from "./media-type.js";
import { codingRefused, wordsOf } from "./socket-words.js";
import type { Transport, TransportError, TransportHandler, TransportRequest } from "./transport.js";

/**
 * HTTP/1.1 by undici, by its `dispatch` interface, the one below streams and promises. It is there for TLS; without it
 * `createNetTransport` reads the same for less processor time.
 *
 * There is one client, which is one connection, for each request under way. undici's own pool is not used: it holds a
 * connection back for a turn of the event loop after a response, so a closed loop would open two for every user. Of the
 * idle ones the last used is taken first, as it is the least likely to be about to be closed by the server.
 *
 * - `sent` is stamped where undici hands a request to a connected socket, just before the write, so it is after the
 *   connecting that a new connection needs.
 * - `data` is stamped when undici has taken the bytes out of their HTTP framing and before they are looked at; a second
 *   chunk of one read is stamped after the first has been dealt with.
 * - undici's own time-outs are off: the caller aborts.
 *
 * @param reads told of every piece of a body
 */
export function createUndiciTransport(clock: Clock, reads?: ReadWatch): Transport {
  // Loaded here and not above: without TLS a worker does without it, and starts in half the time.
  const undici: typeof Undici = createRequire(import.meta.url)("undici");
  const idle = new Map<string, Client[]>();
  const all = new Set<Client>();

  const takeClient = (origin: string): Client => {
    const reused = idle.get(origin)?.pop();
    if (reused !== undefined) return reused;
    const client = new undici.Client(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0, connectTimeout: 0 });
    all.add(client);
    return client;
  };
  const giveBack = (origin: string, client: Client): void => {
    const clients = idle.get(origin);
    if (clients === undefined) idle.set(origin, [client]);
    else clients.push(client);
  };

  return {
    name: "undici",
    post: (request, handler) => {
      const { origin } = request.url;
      const client = takeClient(origin);
      return dispatch(client, request, handler, { clock, reads }, () => giveBack(origin, client));
    },
    close: async () => {
      await Promise.all([...all].map((client) => client.destroy()));
    },
  };
}

/** @param released told when the client can take another request */
function dispatch(
  client: Client,
  request: TransportRequest,
  handler: TransportHandler,
  { clock, reads }: { readonly clock: Clock; readonly reads: ReadWatch | undefined },
  released: () => void,
): () => void {
  let controller: Dispatcher.DispatchController | undefined;
  let isOver = false;
  const fail = (error: TransportError): void => {
    if (isOver) return;
    isOver = true;
    handler.error(clock.nowNs(), error);
  };
  const { pathname, search } = request.url;
  client.dispatch(
    {
      method: "POST",
      path: `${pathname}${search}`,
      headers: { ...request.headers, "accept-encoding": "identity" },
      body: request.body,
    },
    {
      onRequestStart: (started) => {
        controller = started;
        // Aborted while it waited for its connection, where undici cannot be told.
        if (isOver) started.abort(new Error("aborted"));
        else handler.sent(clock.nowNs());
      },
      onResponseStart: (_, status, headers) => {
        const isInformational = status < 200;
        if (isInformational || isOver) return;
        const atNs = clock.nowNs();
        const coding = first(headers["content-encoding"]).toLowerCase();
        if (coding === "" || coding === "identity") {
          handler.response(atNs, status, mediaType(first(headers["content-type"])));
        } else {
          fail({ kind: "broken", detail: codingRefused("content-encoding", coding) });
          controller?.abort(new Error("aborted"));
        }
      },
      onResponseData: (_, chunk) => {
        const atNs = clock.nowNs();
        reads?.read(atNs);
        if (!isOver) handler.data(atNs, chunk, 0, chunk.length);
      },
      onResponseEnd: () => {
        const atNs = clock.nowNs();
        released();
        if (isOver) return;
        isOver = true;
        handler.end(atNs);
      },
      onResponseError: (_, error) => {
        released();
        fail({ kind: controller === undefined ? "connect" : "broken", detail: wordsOf(error) });
      },
    },
  );
  return () => {
    fail({ kind: "aborted", detail: "" });
    controller?.abort(new Error("aborted"));
  };
}

function first(value: string | string[] | undefined): string {
  return [value ?? ""].flat()[0] ?? "";
}
