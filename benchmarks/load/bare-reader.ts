import { Socket } from "node:net";
import { createMonotonicReader } from "../../src/simulation/paced-server/monotonic.js";

export interface BareOptions {
  readonly host: string;
  readonly port: number;
  readonly streams: number;
  /** Tokens of each stream. */
  readonly tokens: number;
  /** Over how long their starts are spread evenly; 0: all at once. */
  readonly startSeconds: number;
}

/** What the bare reader saw of one stream. */
export interface BareStream {
  readonly id: string;
  sentNs: number;
  readonly stampsNs: Float64Array;
  events: number;
}

/** Every event of the plain shape has just one: in front of its choices. `[DONE]` has the last. A byte cannot be cut. */
const MARKER = "[".charCodeAt(0);
/** Events beside those of the tokens: finish reason, `usage`, `[DONE]`. */
const OTHER_EVENTS = 3;
const BUFFER_BYTES = 65_536;

/**
 * The least that a client in Node can do: bare sockets that read into one buffer, a stamp a read, a search for a marker
 * byte. It checks no status, reads no JSON, counts no tokens and records nothing beside the stamps, so it is a limit to
 * compare with and no load generator.
 */
export async function readBare({
  host,
  port,
  streams,
  tokens,
  startSeconds,
}: BareOptions): Promise<readonly BareStream[]> {
  const nowNs = createMonotonicReader();
  const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  const seen = Array.from({ length: streams }, (_, index): BareStream => {
    return { id: `tokwatt-${index}`, sentNs: 0, stampsNs: new Float64Array(tokens + OTHER_EVENTS), events: 0 };
  });
  await Promise.all(
    seen.map(
      (stream, index) =>
        new Promise<void>((resolve, reject) => {
          const socket = new Socket({
            onread: {
              buffer,
              callback: (bytes: number) => {
                const atNs = nowNs();
                let at = buffer.indexOf(MARKER);
                while (at !== -1 && at < bytes) {
                  stream.stampsNs[stream.events] = atNs;
                  stream.events += 1;
                  at = buffer.indexOf(MARKER, at + 1);
                }
                if (stream.events === tokens + OTHER_EVENTS) socket.destroy();
                return true;
              },
            },
          } as ConstructorParameters<typeof Socket>[0]);
          socket.setNoDelay(true);
          socket.once("connect", () => {
            stream.sentNs = nowNs();
            socket.write(requestText(host, port, stream.id, tokens));
          });
          socket.once("error", reject);
          socket.once("close", () => resolve());
          const connect = (): void => void socket.connect(port, host);
          if (startSeconds === 0) connect();
          else setTimeout(connect, (index / streams) * startSeconds * 1e3);
        }),
    ),
  );
  return seen;
}

/** About as long as a request of tokwatt's with a short prompt. */
function requestText(host: string, port: number, id: string, tokens: number): string {
  const body = JSON.stringify({
    model: "plain",
    stream: true,
    stream_options: { include_usage: true },
    temperature: 0,
    messages: [{ role: "user", content: `${id} ${"word ".repeat(16)}` }],
    max_tokens: tokens,
    ignore_eos: true,
    min_tokens: tokens,
  });
  return (
    `POST /v1/chat/completions HTTP/1.1\r\nhost: ${host}:${port}\r\naccept: text/event-stream\r\nx-request-id: ${id}\r\n` +
    `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}
