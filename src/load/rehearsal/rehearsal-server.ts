import { once } from "node:events";
import { createServer, type Socket } from "node:net";

/** A server on loopback for a load generator's rehearsal. */
export interface RehearsalServer {
  readonly baseUrl: string;
  /** How many tokens each answer from now on has. */
  answerWith(tokens: number): void;
  close(): void;
}

const HEAD =
  "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n";
const FIRST_CREATED = 1_700_000_000_000;
const LAST_CHUNK = "0\r\n\r\n";

/** A request's head ends so; its body is within the same write and needs no reading. */
const END_OF_HEAD = "\r\n\r\n";

/**
 * Answers every POST with an ordinary stream of a chat, each event its own write, all open answers in turn. It understands
 * nothing of what it is asked.
 */
export async function startRehearsalServer(): Promise<RehearsalServer> {
  const sockets = new Set<Socket>();
  /** Answers under way: what each has still to write. */
  const open = new Map<Socket, Iterator<string>>();
  let tokens = 1;
  let isWriting = false;

  const writeAll = (): void => {
    for (const [socket, pieces] of open) {
      const piece = pieces.next();
      if (piece.done === true) open.delete(socket);
      else socket.write(piece.value);
    }
    isWriting = open.size > 0;
    if (isWriting) setImmediate(writeAll);
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      sockets.delete(socket);
      open.delete(socket);
    });
    socket.on("data", (bytes) => {
      if (!bytes.includes(END_OF_HEAD)) return;
      open.set(socket, answer(tokens));
      if (!isWriting) setImmediate(writeAll);
      isWriting = true;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("a listening server has an address");
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    answerWith: (count) => {
      tokens = count;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function* answer(tokens: number): Generator<string> {
  yield HEAD + chunkOf(0, { choices: [choice({ role: "assistant", content: "" })] });
  for (let token = 1; token <= tokens; token += 1)
    yield chunkOf(token, { choices: [choice({ content: `w${token} ` })] });
  yield chunkOf(tokens, { choices: [choice({}, "length")] });
  yield chunkOf(tokens, {
    choices: [],
    usage: { prompt_tokens: 1, completion_tokens: tokens, total_tokens: tokens + 1 },
  });
  yield `${framed("data: [DONE]\n\n")}${LAST_CHUNK}`;
}

function choice(delta: object, finishReason: string | null = null): object {
  return { index: 0, delta, finish_reason: finishReason };
}

/** @param number makes the time of each event another one, in milliseconds, as numbers in events change */
function chunkOf(number: number, fields: object): string {
  const created = FIRST_CREATED + number;
  const event = { id: "rehearsal", object: "chat.completion.chunk", created, model: "rehearsal", ...fields };
  return framed(`data: ${JSON.stringify(event)}\n\n`);
}

function framed(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n`;
}
