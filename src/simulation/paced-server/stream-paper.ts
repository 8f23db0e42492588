import { createEventText, type Delta, type StreamIdentity, type StreamUsage } from "./event-text.js";
import { chunkFrame, type Frame, joinedFrame, LAST_CHUNK } from "./frame.js";
import type { StreamShape } from "./stream-shape.js";

export interface StreamRequest extends StreamIdentity {
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly finalUsage: boolean;
  readonly continuousUsage: boolean;
}

/** Indices into `EVENT_KINDS`. */
export const CONTENT = 0;
export const REASONING = 1;
export const EMPTY = 3;

const TOKEN_TEXT = " token";
const USAGE_IN_EVERY: readonly StreamShape[] = ["multi-token", "usage-every", "error"];

/** Writes the frames of one stream, and counts the tokens in them for `usage`. */
export interface StreamPaper {
  event(delta: Delta, kind: number, tokens: number): Frame;
  /** One token of the answer; the same frame again where its events do not differ. */
  token(): Frame;
  tokens(count: number): Frame;
  comment(text: string): Frame;
  error(): Frame;
  /** The frame in two writes, the first of which ends inside the first character of `text`. */
  cutInside(frame: Frame, text: string): readonly Frame[];
  /** Finish reason, `usage`, `[DONE]` and the end of the body, as far as the shape has them. */
  end(): readonly Frame[];
}

export function createStreamPaper(shape: StreamShape, request: StreamRequest): StreamPaper {
  const text = createEventText(request);
  const newline = shape === "crlf" ? "\r\n" : "\n";
  const fields = shape === "comments" ? `event: message${newline}id: 1${newline}` : "";
  const isUsageInEvery = USAGE_IN_EVERY.includes(shape) || request.continuousUsage;
  let outputTokens = 0;
  const usage = (): StreamUsage => ({ promptTokens: request.promptTokens, outputTokens });
  const everyUsage = (): StreamUsage | undefined => (isUsageInEvery ? usage() : undefined);
  const data = (json: string): string => `${fields}data: ${json}${newline}${newline}`;

  const event = (delta: Delta, kind: number, tokens: number): Frame => {
    outputTokens += tokens;
    return chunkFrame(data(text.delta(delta, everyUsage())), { kind, tokens });
  };
  let plainToken: Frame | undefined;
  const token = (): Frame => {
    if (isUsageInEvery || plainToken === undefined) plainToken = event({ content: TOKEN_TEXT }, CONTENT, 1);
    else outputTokens += 1;
    return plainToken;
  };

  return {
    event,
    token,
    tokens: (count) => event({ content: TOKEN_TEXT.repeat(count) }, CONTENT, count),
    comment: (words) => chunkFrame(`: ${words}${newline}${newline}`),
    error: () => {
      const error = { message: "This error was asked for.", type: "InternalServerError", param: null, code: 500 };
      return chunkFrame(data(JSON.stringify({ error })));
    },
    cutInside: (frame, words) => {
      const cutAt = frame.bytes.indexOf(words) + 1;
      const first: Frame = { ...frame, bytes: frame.bytes.subarray(0, cutAt), kind: -1, tokens: 0, isCut: true };
      return [first, { ...frame, bytes: frame.bytes.subarray(cutAt), stampAt: -1 }];
    },
    end: () => {
      const finish = chunkFrame(data(text.finish("length", everyUsage())), { kind: EMPTY });
      const final = request.finalUsage || isUsageInEvery ? [chunkFrame(data(text.usage(usage())))] : [];
      const done = shape === "no-done" ? [] : [chunkFrame(data("[DONE]"))];
      const frames = shape === "error" ? done : [finish, ...final, ...done];
      return [...frames.slice(0, -1), ...frames.slice(-1).map((last) => joinedFrame(last, LAST_CHUNK))];
    },
  };
}
