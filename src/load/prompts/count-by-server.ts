import { Agent, request } from "undici";
import type { Endpoint } from "../../contract/endpoint.js";
import type { TokenCounter } from "./token-counter.js";

/** A server that does not answer one small question in this time is taken as not answering. */
const ANSWER_LIMIT_MS = 10_000;
const CONNECTIONS = 8;

/** How one kind of server is asked for the tokens of a text. */
interface TokenizeForm {
  readonly path: string;
  body(text: string, model: string): unknown;
  /** Tokens that an answer counts; `undefined` where it is no answer of this form. */
  tokensOf(answer: unknown): unknown;
}

/**
 * - vLLM, vLLM-Ascend (seen in vLLM 0.32.0) and SGLang (`entrypoints/openai/serving_tokenize.py`): `count`.
 * - llama.cpp (`tools/server/README.md`): a list of tokens.
 * - TGI (`router/src/server.rs`): a list, with the special tokens.
 * - MindIE (documentation of MindIE 1.0.RC3, "计算token数量"): `token_number`; its list of tokens may be shorter.
 */
const FORMS: readonly TokenizeForm[] = [
  {
    path: "/tokenize",
    body: (prompt, model) => ({ model, prompt, add_special_tokens: false }),
    tokensOf: (answer) => fieldOf(answer, "count"),
  },
  {
    path: "/tokenize",
    body: (content) => ({ content, add_special: false }),
    tokensOf: (answer) => lengthOf(fieldOf(answer, "tokens")),
  },
  { path: "/tokenize", body: (inputs) => ({ inputs }), tokensOf: lengthOf },
  {
    path: "/v1/tokenizer",
    body: (inputs) => ({ inputs }),
    tokensOf: (answer) => fieldOf(answer, "token_number"),
  },
];

export interface ServerCounter {
  readonly count: TokenCounter;
  close(): Promise<void>;
}

/**
 * Finds out how the server counts the tokens of a text.
 *
 * @throws Error that says why it cannot be asked: its status for each way of asking, or the socket's error
 */
export async function countByServer(endpoint: Endpoint, signal: AbortSignal): Promise<ServerCounter> {
  // Connections are kept for hundreds of questions, and closed before the load: one that stays open would keep a server
  // from ending.
  const dispatcher = new Agent({ connections: CONNECTIONS });
  const close = (): Promise<void> => dispatcher.destroy();
  const ask = async (form: TokenizeForm, text: string): Promise<number> => {
    const { statusCode, body } = await request(endpoint.baseUrl + form.path, {
      method: "POST",
      headers: { ...endpoint.headers, "content-type": "application/json" },
      body: JSON.stringify(form.body(text, endpoint.model)),
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
      dispatcher,
    });
    const words = await body.text();
    if (statusCode !== 200) throw new Refusal(`HTTP ${statusCode}`);
    const tokens = form.tokensOf(parsed(words));
    if (!Number.isSafeInteger(tokens) || Number(tokens) < 1) throw new Refusal("no count");
    return Number(tokens);
  };
  try {
    const refusals = new Set<string>();
    for (const form of FORMS) {
      const refusal = await ask(form, "a").then(() => undefined, toRefusal);
      if (refusal === undefined) return { count: (text) => ask(form, text), close };
      refusals.add(`${form.path}: ${refusal.message}`);
    }
    throw new Error([...refusals].join(", "));
  } catch (error) {
    await close();
    throw error;
  }
}

/** The server answered, and not with a count. */
class Refusal extends Error {
  override readonly name = "Refusal";
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function lengthOf(value: unknown): number | undefined {
  return Array.isArray(value) ? value.length : undefined;
}
