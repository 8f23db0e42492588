import { createServer, type Server } from "node:net";
import { type Connection, createAnswers } from "./answer-request.js";
import { createMonotonicReader } from "./monotonic.js";
import type { PacedOptions } from "./paced-options.js";
import { createPacer } from "./pacer.js";
import { createRequestIntake } from "./request-intake.js";
import { createPacedDriver, createUnpacedDriver } from "./run-streams.js";
import { createStreamLog, type StreamLog } from "./stream-log.js";

export interface PacedServer {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly log: StreamLog;
  close(): Promise<void>;
}

/** Connections that may wait for their turn: all users of a closed loop come in one moment. */
const BACKLOG = 16_384;

/**
 * Starts a server whose answers are known to the event: OpenAI's API over bare sockets, every event written by itself at an
 * absolute time and carrying the instant at which it was. It keeps that instant and the request's arrival for each answer,
 * under the request's `x-request-id`, so that what a client reports can be held against the truth, request by request.
 *
 * It generates nothing and reads no more of a request than it needs. Beside OpenAI's paths there are `/control/log` (what was
 * sent when), `/control/statistics` and, with POST, `/control/clear`.
 *
 * @throws the socket's error when the port cannot be had
 */
export async function createPacedServer(options: PacedOptions): Promise<PacedServer> {
  const nowNs = createMonotonicReader();
  const log = createStreamLog();
  const driver =
    options.pace === "unpaced" ? createUnpacedDriver(nowNs) : createPacedDriver(options, createPacer(nowNs), log);
  const answer = createAnswers({ options, driver, log, nowNs });
  const connections = new Set<Connection>();

  const server = createServer({ noDelay: true }, (socket) => {
    const connection: Connection = { socket, streams: new Set() };
    connections.add(connection);
    let receivedNs = 0;
    const intake = createRequestIntake((request) => answer(connection, request, receivedNs));
    socket.on("data", (bytes) => {
      receivedNs = nowNs();
      try {
        intake.take(bytes);
      } catch {
        socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      }
    });
    socket.on("error", () => undefined);
    socket.once("close", () => {
      connections.delete(connection);
      for (const stream of connection.streams) stream.abandon();
    });
  });
  const port = await listen(server, options);
  return {
    baseUrl: `http://${options.host}:${port}`,
    log,
    close: async () => {
      driver.stop();
      for (const { socket } of connections) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

async function listen(server: Server, { host, port }: PacedOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, backlog: BACKLOG }, resolve);
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}
