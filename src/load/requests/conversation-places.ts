import { namedRandom } from "../../contract/random.js";
import type { Arrival } from "../../model/workload.js";
import { drawLength } from "../length-draw.js";

/** Which turn of which conversation a request is. */
export interface ConversationPlace {
  /** Number among the conversations of all users: the c-th of user u is conversation c * users + u. */
  readonly conversation: number;
  /** From 0. */
  readonly turn: number;
}

/**
 * Finds the place of each request of a load of conversations. The k-th request of user u is request k * users + u; a user's
 * requests are the turns of one conversation after the other.
 *
 * @param mostTurns turns that a conversation has at most, where its texts are given
 */
export function createConversationPlaces(
  { concurrency, turns }: Extract<Arrival, { kind: "conversations" }>,
  seed: string,
  mostTurns: (conversation: number) => number,
): (index: number) => ConversationPlace {
  /** By user: which of its requests began each of its conversations, as far as known. */
  const starts = new Map<number, number[]>();
  const turnsOf = (conversation: number): number => {
    const drawn = drawLength(turns, namedRandom(seed, `turns:${conversation}`));
    return Math.max(1, Math.min(drawn, mostTurns(conversation)));
  };
  return (index) => {
    const user = index % concurrency;
    const request = Math.floor(index / concurrency);
    const known = starts.get(user) ?? [0];
    starts.set(user, known);
    while ((known.at(-1) ?? 0) <= request) {
      const conversation = (known.length - 1) * concurrency + user;
      known.push((known.at(-1) ?? 0) + turnsOf(conversation));
    }
    const ofUser = known.findLastIndex((start) => start <= request);
    return { conversation: ofUser * concurrency + user, turn: request - (known[ofUser] ?? 0) };
  };
}
