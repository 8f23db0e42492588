import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A request as a server of a test received it. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
}

export interface LoopbackServer {
  readonly baseUrl: string;
  readonly received: readonly ReceivedRequest[];
  /** Connections that were opened so far. */
  connections(): number;
}

/** Starts an HTTP server on a free loopback port; it is closed with the test. */
export async function serve(
  answer: (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>,
): Promise<LoopbackServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    const pieces: Buffer[] = [];
    incoming.on("data", (piece: Buffer) => pieces.push(piece));
    incoming.on("end", () => {
      const body = JSON.parse(Buffer.concat(pieces).toString("utf8")) as Record<string, unknown>;
      const request = { path: incoming.url ?? "", headers: incoming.headers, body };
      received.push(request);
      void answer(response, request);
    });
  });
  return { ...(await listen(server)), received };
}

/** Starts a server below HTTP: what it does with a connection is the test's business. */
export async function serveSocket(accept: (socket: Socket) => void): Promise<Omit<LoopbackServer, "received">> {
  return listen(
    createSocketServer((socket) => {
      socket.on("error", () => undefined);
      accept(socket);
    }),
  );
}

/** A base address at which nobody listens. */
export async function deadBaseUrl(): Promise<string> {
  const server = createSocketServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

async function listen(server: Server): Promise<Omit<LoopbackServer, "received">> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on("connection", (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}`, connections: () => connections };
}

/** Ends the current turn of the event loop, so that what was written leaves on its own. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
