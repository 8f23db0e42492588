import { namedRandom } from "../../contract/random.js";
import type { Arrival } from "../../model/workload.js";
import { commonText } from "../prompts/prompt-text.js";
import type { ChatMessage, StreamRequest } from "../stream-client.js";
import type { WorkloadInputs } from "../workload-inputs.js";
import { createConversationPlaces } from "./conversation-places.js";
import { createDatasetOrder } from "./dataset-order.js";
import { drawOutputTokens, drawRequestLengths } from "./drawn-lengths.js";
import { drawUniqueText } from "./long-text.js";
import type { Drawing, RequestFields, RequestSource } from "./request-source.js";

/** One turn of a conversation, and what stands in the history once it was answered. */
interface Turn {
  readonly text: string;
  readonly outputTokens: number;
  readonly answer: string;
}

/**
 * Turns of conversations: a request holds the system prompt that all share, the turns before it with answers, and its own
 * text.
 *
 * The answers in the history are drawn (or those of the data set), of the lengths that were asked for, and not what the
 * server said. With the server's own words every system would be given other prompts, of other lengths where answers may
 * end early, and a request could not be drawn before the one before it had ended. The price: a prefix cache that keeps
 * what it generated finds the history up to the last prompt's end and not the last answer, so that each turn costs the
 * prefill of one answer more than in a real chat, on every system alike.
 */
export function createConversationRequests(
  workload: RequestFields,
  arrival: Extract<Arrival, { kind: "conversations" }>,
  seed: string,
  inputs: WorkloadInputs,
): RequestSource {
  const { vocabulary } = inputs;
  const { concurrency, systemPromptLength } = arrival;
  const dataset = workload.dataset && createDatasetOrder(workload.dataset, inputs.dataset, seed);
  const placeOf = createConversationPlaces(
    arrival,
    seed,
    (conversation) => dataset?.at(conversation).turns.length ?? Number.POSITIVE_INFINITY,
  );
  const opening: readonly ChatMessage[] =
    systemPromptLength === 0
      ? []
      : [{ role: "system", content: commonText(systemPromptLength, `${seed}:system`, vocabulary) }];

  const drawTurn = function* (index: number): Drawing<Turn> {
    const random = namedRandom(seed, `request:${index}`);
    const answerOf = (tokens: number): string => commonText(tokens, `${seed}:answer:${index}`, vocabulary);
    if (dataset === undefined) {
      const { prompt, output } = drawRequestLengths(workload, random);
      const text = yield* drawUniqueText(prompt, index, random, inputs);
      return { text, outputTokens: output, answer: answerOf(output) };
    }
    const { conversation, turn } = placeOf(index);
    const entry = dataset.at(conversation);
    const stated = turn === 0 ? entry.outputTokens : undefined;
    const outputTokens = stated ?? drawOutputTokens(workload, random);
    return { text: entry.turns[turn] ?? "", outputTokens, answer: entry.answers[turn] ?? answerOf(outputTokens) };
  };

  /** By user: the last request that was drawn, whose messages the next one of the same conversation begins with. */
  const lastDrawn = new Map<number, { readonly request: StreamRequest; readonly answer: string }>();
  const draw = function* (index: number): Drawing<StreamRequest> {
    const user = index % concurrency;
    const { text, outputTokens, answer } = yield* drawTurn(index);
    const messages = [...(yield* historyOf(index)), { role: "user", content: text } as const];
    const request = { index, messages, outputTokens };
    lastDrawn.set(user, { request, answer });
    return request;
  };
  const historyOf = function* (index: number): Drawing<readonly ChatMessage[]> {
    if (placeOf(index).turn === 0) return opening;
    const before = index - concurrency;
    const known = lastDrawn.get(index % concurrency);
    if (known?.request.index !== before) yield* draw(before);
    const last = lastDrawn.get(index % concurrency);
    if (last === undefined) return opening;
    return [...last.request.messages, { role: "assistant", content: last.answer }];
  };
  return { draw, findings: () => dataset?.findings() ?? [] };
}
