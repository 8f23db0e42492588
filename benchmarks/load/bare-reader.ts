import { Socket } from "node:net";
import { STAMP_DIGITS, STAMP_MARKER } from "../../src/simulation/paced-server/frame.js";
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
  requestedNs: number;
  /** By event: when it was read, and when it was sent as it says itself, to a microsecond. */
  readonly stampsNs: Float64Array;
  readonly sentNs: Float64Array;
  events: number;
}

const MARKER = Buffer.from(STAMP_MARKER);
/** Bytes of a marker and its digits but one: so many may stand at the end of a read without being seen as an event. */
const LONGEST_CUT = MARKER.length + STAMP_DIGITS - 1;
/** Events beside those of the tokens that carry a send time: finish reason, `usage`. */
export const OTHER_EVENTS = 2;
const BUFFER_BYTES = 65_536;
const DIGIT_ZERO = 0x30;

/**
 * The least that a client in Node can do: bare sockets that read into one buffer, a stamp a read, a search for the marker of
 * the send time, the send time. It checks no status, reads no JSON, counts no tokens and records nothing beside the stamps, so
 * it is a limit to compare with and no load generator.
 */
export async function readBare({
  host,
  port,
  streams,
  tokens,
  startSeconds,
}: BareOptions): Promise<readonly BareStream[]> {
  const nowNs = createMonotonicReader();
  // The end of a stream's last read stands right in front of its next one, so that no event is cut.
  const buffer = Buffer.alloc(LONGEST_CUT + BUFFER_BYTES);
  const readInto = buffer.subarray(LONGEST_CUT);
  const events = tokens + OTHER_EVENTS;
  const read = (index: number): Promise<BareStream> =>
    new Promise((resolve, reject) => {
      const stream: BareStream = {
        id: `tokwatt-${index}`,
        requestedNs: 0,
        stampsNs: new Float64Array(events),
        sentNs: new Float64Array(events),
        events: 0,
      };
      const cut = Buffer.alloc(LONGEST_CUT);
      const take = (bytes: number): boolean => {
        const atNs = nowNs();
        const end = LONGEST_CUT + bytes;
        cut.copy(buffer);
        let at = buffer.indexOf(MARKER);
        while (at !== -1 && at + LONGEST_CUT < end) {
          stream.stampsNs[stream.events] = atNs;
          stream.sentNs[stream.events] = sentAt(buffer, at + MARKER.length);
          stream.events += 1;
          at = buffer.indexOf(MARKER, at + MARKER.length);
        }
        buffer.copy(cut, 0, end - LONGEST_CUT, end);
        if (stream.events === events) socket.destroy();
        return true;
      };
      const socket = new Socket({ onread: { buffer: readInto, callback: take } } as ConstructorParameters<
        typeof Socket
      >[0]);
      socket.setNoDelay(true);
      socket.once("connect", () => {
        stream.requestedNs = nowNs();
        socket.write(requestText(host, port, stream.id, tokens));
      });
      socket.once("error", reject);
      socket.once("close", () => resolve(stream));
      const connect = (): void => void socket.connect(port, host);
      if (startSeconds === 0) connect();
      else setTimeout(connect, (index / streams) * startSeconds * 1e3);
    });
  return Promise.all(Array.from({ length: streams }, (_, index) => read(index)));
}

/** Nanoseconds of the microseconds that stand at `start`. */
function sentAt(bytes: Buffer, start: number): number {
  let microseconds = 0;
  for (let at = start; at < start + STAMP_DIGITS; at += 1)
    microseconds = microseconds * 10 + (bytes[at] ?? 0) - DIGIT_ZERO;
  return microseconds * 1e3;
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
