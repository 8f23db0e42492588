import type { Endpoint } from "../contract/endpoint.js";
import { exchange, fieldOf, type HttpAnswer, isSuccess, parseJson, wordsOf } from "../engine/http-exchange.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { SystemDescription } from "../model/run-record.js";
import { describeTokenizer } from "./describe-tokenizer.js";
import { identifyServer } from "./server-identity.js";

/**
 * Makes sure that the endpoint answers and serves its model. A model that is not in the server's list is asked for one
 * token: some servers know more names than they list, and the others refuse in their own words.
 *
 * @throws MeasurementError `endpoint-unreachable`, `endpoint-refused` (with the status), or `model-not-served`
 */
export async function checkModelServed(endpoint: Endpoint, signal: AbortSignal): Promise<void> {
  const { baseUrl, model, headers } = endpoint;
  const where = placeOf(endpoint);
  const list = await reach(() => exchange({ url: `${baseUrl}/v1/models`, headers, signal }), where);
  // A server without a list may serve all the same.
  if (!isSuccess(list) && list.status !== 404 && list.status !== 405) throw refused(list, where);
  const served = modelCards(list.body).map(idOf);
  if (served.includes(model)) return;
  const json = { model, prompt: "x", max_tokens: 1 };
  const answer = await reach(() => exchange({ url: `${baseUrl}/v1/completions`, headers, json, signal }), where);
  if (isSuccess(answer)) return;
  const words = wordsOf(answer.body);
  const data = { url: where, model, served: served.join(", "), status: answer.status, words };
  throw new MeasurementError(failure("model-not-served", data));
}

/** What the server tells of itself and of its models, as far as it answers. */
export async function describeServer(endpoint: Endpoint, signal: AbortSignal): Promise<SystemDescription> {
  const { baseUrl, model, headers } = endpoint;
  const ask = async (path: string): Promise<string> => {
    const answer = await exchange({ url: baseUrl + path, headers, signal }).catch(() => undefined);
    return answer !== undefined && isSuccess(answer) ? answer.body : "";
  };
  const [identity, modelsBody] = await Promise.all([identifyServer(ask), ask("/v1/models")]);
  const cards = modelCards(modelsBody);
  const card = cards.find((listed) => idOf(listed) === model);
  const contextTokens = fieldOf(card, "max_model_len");
  const owner = fieldOf(card, "owned_by");
  return {
    ...identity,
    ...(cards.length > 0 ? { servedModels: cards.map(idOf).join(", ") } : {}),
    ...(typeof contextTokens === "number" ? { contextTokens } : {}),
    ...(typeof owner === "string" ? { modelOwner: owner } : {}),
    ...(await describeTokenizer(endpoint)),
  };
}

/** What people look for: the endpoint's name, where it has one, and its address, which a record does not keep. */
function placeOf({ name, baseUrl }: Endpoint): string {
  return name === undefined ? baseUrl : `${name} (${baseUrl})`;
}

async function reach(ask: () => Promise<HttpAnswer>, where: string): Promise<HttpAnswer> {
  try {
    return await ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MeasurementError(failure("endpoint-unreachable", { url: where, reason }), { cause: error });
  }
}

function refused({ status, body }: HttpAnswer, where: string): MeasurementError {
  return new MeasurementError(failure("endpoint-refused", { url: where, status, words: wordsOf(body) }));
}

function modelCards(body: string): readonly unknown[] {
  const data = fieldOf(parseJson(body), "data");
  return Array.isArray(data) ? data : [];
}

function idOf(card: unknown): string {
  return String(fieldOf(card, "id"));
}
