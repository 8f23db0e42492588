import { Client, type Dispatcher } from "undici";
import type { Clock } from "../../contract/clock.js";
import type { Transport, TransportError, TransportHandler, TransportRequest } from "./transport.js";

/**
 * HTTP/1.1 by undici, by its `dispatch` interface, the one below streams and promises.
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
 */
export function createUndiciTransport(clock: Clock): Transport {
  const idle = new Map<string, Client[]>();
  const all = new Set<Client>();

  const takeClient = (origin: string): Client => {
    const reused = idle.get(origin)?.pop();
    if (reused !== undefined) return reused;
    const client = new Client(origin, { pipelining: 1, headersTimeout: 0, bodyTimeout: 0, connectTimeout: 0 });
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
      return dispatch(client, request, handler, clock, () => giveBack(origin, client));
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
  clock: Clock,
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
    { method: "POST", path: `${pathname}${search}`, headers: request.headers, body: request.body },
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
        handler.response(clock.nowNs(), status, mediaType(headers["content-type"]));
      },
      onResponseData: (_, chunk) => {
        if (!isOver) handler.data(clock.nowNs(), chunk);
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

function mediaType(contentType: string | string[] | undefined): string {
  const [first = ""] = [contentType ?? ""].flat();
  return (first.split(";")[0] ?? "").trim().toLowerCase();
}

/** A system error by its call and code, without the address that its message holds; any other by code and message. */
function wordsOf(error: Error): string {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return error.message;
  const isSystemError = syscall !== undefined || error instanceof AggregateError;
  return isSystemError ? [syscall ?? [], code].flat().join(" ") : `${code} ${error.message}`;
}
