import type { Socket } from "node:net";
import { type PacedApi, wholeText } from "./event-text.js";
import type { PacedOptions } from "./paced-options.js";
import type { PacedRequest } from "./request-intake.js";
import type { StreamDriver } from "./run-streams.js";
import type { StreamLog } from "./stream-log.js";
import { createStreamRun, type StreamRun } from "./stream-run.js";
import { createScript } from "./stream-script.js";
import { STREAM_SHAPES, shapeOf } from "./stream-shape.js";

export interface AnswerOptions {
  readonly options: PacedOptions;
  readonly driver: StreamDriver;
  readonly log: StreamLog;
  readonly nowNs: () => number;
}

/** One connection: its socket and the answers that are under way on it. */
export interface Connection {
  readonly socket: Socket;
  readonly streams: Set<StreamRun>;
}

const STREAM_HEAD = Buffer.from(
  "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\n" +
    "transfer-encoding: chunked\r\n\r\n",
);

const API_OF: Readonly<Record<string, PacedApi>> = {
  "/v1/chat/completions": "chat",
  "/v1/completions": "completions",
};

/** What the server says of every prompt: it counts none. */
const PROMPT_TOKENS = 16;

/** Answers requests on behalf of a driver; the result is called with each request and when it had been read. */
export function createAnswers({ options, driver, log, nowNs }: AnswerOptions) {
  let index = 0;
  return (connection: Connection, request: PacedRequest, receivedNs: number): void => {
    const { socket, streams } = connection;
    const api = API_OF[request.path];
    if (api === undefined || request.method !== "POST") {
      answerAside(socket, request, log);
      return;
    }
    const { stream: isStream, ...fields } = readFields(request.body, options.tokens);
    const id = `${api === "chat" ? "chatcmpl" : "cmpl"}-${(request.requestId ?? String(index)).padStart(32, "0")}`;
    if (!isStream) {
      const usage = { promptTokens: PROMPT_TOKENS, outputTokens: fields.outputTokens };
      sendJson(socket, wholeText({ api, id, model: fields.model }, " token".repeat(fields.outputTokens), usage));
      return;
    }
    const shape = shapeOf(fields.model);
    const truth = log.open(request.requestId, shape, receivedNs);
    const script = createScript(shape, { api, id, promptTokens: PROMPT_TOKENS, ...fields });
    const ended = (): void => {
      log.closed();
      streams.delete(stream);
    };
    const stream = createStreamRun({ socket, script, truth, log, nowNs, ended });
    streams.add(stream);
    if (options.pace === "instant") {
      stream.writeWhole(STREAM_HEAD);
    } else {
      socket.write(STREAM_HEAD);
      driver.drive(stream, receivedNs / 1e6, index);
    }
    index += 1;
  };
}

/**
 * The fields of a request that decide its answer, found in its text: parsing thousands of prompts that all come at once
 * would make the first tokens late. Quotes inside a prompt are escaped, so no prompt can look like a field.
 */
function readFields(body: string, defaultTokens: number) {
  const limit = /"max_(?:completion_)?tokens": *(\d+)/.exec(body)?.[1];
  return {
    model: /"model": *"([^"\\]*)"/.exec(body)?.[1] ?? "plain",
    stream: /"stream": *true/.test(body),
    finalUsage: /"include_usage": *true/.test(body),
    continuousUsage: /"continuous_usage_stats": *true/.test(body),
    outputTokens: limit === undefined ? defaultTokens : Number(limit),
  };
}

function answerAside(socket: Socket, { method, path }: PacedRequest, log: StreamLog): void {
  if (path === "/v1/models") {
    const data = STREAM_SHAPES.map((id) => ({ id, object: "model", created: 0, owned_by: "tokwatt" }));
    sendJson(socket, JSON.stringify({ object: "list", data }));
  } else if (path === "/health") {
    sendJson(socket, "{}");
  } else if (path === "/control/log") {
    sendJson(socket, JSON.stringify(log.truths()));
  } else if (path === "/control/statistics") {
    sendJson(socket, JSON.stringify(log.statistics()));
  } else if (path === "/control/clear" && method === "POST") {
    log.clear();
    sendJson(socket, "{}");
  } else {
    socket.write("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
  }
}

function sendJson(socket: Socket, body: string): void {
  const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  socket.write(head + body);
}
