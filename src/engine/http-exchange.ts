import http from "node:http";
import https from "node:https";
import { withoutKnownSecrets } from "../records/redaction/known-secrets.js";

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/** A server that does not answer a small question in this time is taken as not answering. */
const ANSWER_LIMIT_MS = 10_000;

export interface HttpQuestion {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST as JSON; absent: GET. */
  readonly json?: unknown;
  readonly signal: AbortSignal;
}

/**
 * One small exchange with a server, outside any measurement. Rejects with the socket's error where nobody answers.
 *
 * By `node:http`, as loading undici costs a fifth of what a whole short run may.
 */
export function exchange({ url, headers = {}, json, signal }: HttpQuestion): Promise<HttpAnswer> {
  const { request } = url.startsWith("https:") ? https : http;
  const body = json === undefined ? undefined : JSON.stringify(json);
  const options = {
    method: body === undefined ? "GET" : "POST",
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    // A connection that stays open would keep a server from ending.
    agent: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.once("error", reject);
      response.once("end", () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString("utf8") });
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

export function isSuccess(answer: HttpAnswer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

const WORDS_KEPT = 500;

/** What a server says in an error's body: the `message` of OpenAI's form, else the body as it is. */
export function wordsOf(body: string): string {
  const parsed = parseJson(body);
  const error = fieldOf(parsed, "error");
  const words = fieldOf(error, "message") ?? fieldOf(parsed, "message") ?? fieldOf(parsed, "detail") ?? error;
  return withoutKnownSecrets(typeof words === "string" ? words : body).slice(0, WORDS_KEPT);
}

/** The value of a field, `undefined` for anything that has none. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** `undefined` for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
