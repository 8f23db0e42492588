import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ApiError, sendError } from "./api-error.js";
import { createRoutes, METRICS_PATH, type Route, type ServedModel } from "./routes.js";

export interface OpenAiServerOptions extends ServedModel {
  /** 0 or absent: a free one. */
  readonly port?: number | undefined;
}

export interface RunningServer {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Where it shows the load of its service, as an engine does. */
  readonly metricsUrl: string;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/** Longest pause of a kept-alive connection: longer than a client waits before it uses one again. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Connections that may wait to be taken: more users than the 511 of Node may come in one moment, and a connection that is
 * turned away comes again after a second.
 */
const BACKLOG = 16_384;

/**
 * Starts an HTTP server on the loopback address that speaks OpenAI's API on behalf of a service model: models, chat and
 * plain completions, streamed or whole, with `usage`, and errors in OpenAI's form.
 *
 * @throws the socket's error when the port cannot be had
 */
export async function startOpenAiServer(options: OpenAiServerOptions): Promise<RunningServer> {
  const routes = createRoutes(options);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 0 }, (request, response) => {
    answerRoute(routes, request, response).catch((error: unknown) => refuse(response, error));
  });
  const port = await listen(server, options.port ?? 0);
  const baseUrl = `http://127.0.0.1:${port}`;
  return { baseUrl, metricsUrl: baseUrl + METRICS_PATH, close: () => closeServer(server) };
}

async function answerRoute(routes: ReadonlyMap<string, Route>, request: IncomingMessage, response: ServerResponse) {
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const route = routes.get(path);
  if (route === undefined) throw new ApiError(404, "NotFoundError", `There is nothing at ${path}.`);
  if (route.method !== request.method) {
    response.setHeader("allow", route.method);
    throw new ApiError(405, "MethodNotAllowedError", `${path} takes ${route.method}, not ${request.method}.`);
  }
  await route.handle(request, response);
}

function refuse(response: ServerResponse, error: unknown): void {
  // A client that went away while it still sent its body is owed no answer.
  if (response.destroyed || response.headersSent) {
    response.destroy();
    return;
  }
  const message = error instanceof Error ? error.message : String(error);
  sendError(response, error instanceof ApiError ? error : new ApiError(500, "InternalServerError", message));
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "127.0.0.1", backlog: BACKLOG }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
