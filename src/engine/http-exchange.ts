import { request } from "undici";

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

/** One small exchange with a server, outside any measurement. Rejects with the socket's error where nobody answers. */
export async function exchange({ url, headers = {}, json, signal }: HttpQuestion): Promise<HttpAnswer> {
  const isPost = json !== undefined;
  const response = await request(url, {
    method: isPost ? "POST" : "GET",
    headers: { ...headers, ...(isPost ? { "content-type": "application/json" } : {}) },
    ...(isPost ? { body: JSON.stringify(json) } : {}),
    // A connection that stays open would keep a server from ending.
    reset: true,
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
  });
  return { status: response.statusCode, body: await response.body.text() };
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
  return (typeof words === "string" ? words : body).slice(0, WORDS_KEPT);
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
