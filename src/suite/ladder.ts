import type { LocalizedText } from "../model/localized-text.js";
import type { Scaling } from "../model/training-workload.js";
import type { Arrival, InferenceWorkload, LadderRung, Workload } from "../model/workload.js";
import { hashOf } from "../records/hash.js";
import { nodeRungs } from "./training/node-ladder.js";

/** What the rungs of a ladder differ in. */
export type LadderKind = LadderRung["of"];

/** Rungs that a suite asks for; a suite's entry without any is one workload as it stands. */
export interface Ladder {
  readonly concurrency?: readonly number[] | undefined;
  readonly requestsPerSecond?: readonly number[] | undefined;
  /** Of training, with how the work grows with them. */
  readonly nodes?: readonly number[] | undefined;
  readonly scaling?: Scaling | undefined;
}

/** Users for whom one of them waits, or a rate that does not wait: which of the two an arrival can be laddered by. */
const LADDERS: Readonly<Partial<Record<Arrival["kind"], LadderKind>>> = {
  "closed-loop": "concurrency",
  conversations: "concurrency",
  constant: "requestsPerSecond",
  poisson: "requestsPerSecond",
  gamma: "requestsPerSecond",
};

/** Key letters of the ids: `chat--c16`, `chat--r2.5`. */
const LETTERS: Readonly<Record<LadderKind, string>> = { concurrency: "c", requestsPerSecond: "r" };

/** What ladders of this arrival differ in; undefined where there can be none. */
export function ladderOf(kind: string): LadderKind | undefined {
  return Object.hasOwn(LADDERS, kind) ? LADDERS[kind as Arrival["kind"]] : undefined;
}

/** Value that a workload has itself; undefined where no ladder can be made of it. */
export function ownRung({ arrival }: Pick<InferenceWorkload, "arrival">): Omit<LadderRung, "ladder"> | undefined {
  if ("concurrency" in arrival) return { of: "concurrency", value: arrival.concurrency };
  if ("requestsPerSecond" in arrival) return { of: "requestsPerSecond", value: arrival.requestsPerSecond };
  return undefined;
}

/** Every rung as a workload of its own; the workload itself where the ladder has none of its kind. */
export function expandLadder(workload: Workload, ladder: Ladder): readonly Workload[] {
  const { concurrency, requestsPerSecond, nodes, scaling } = ladder;
  if (workload.kind === "training") {
    return nodes === undefined || scaling === undefined ? [workload] : nodeRungs(workload, { nodes, scaling });
  }
  if (concurrency !== undefined) return concurrency.map((value) => rungOf(workload, "concurrency", value));
  if (requestsPerSecond !== undefined) {
    return requestsPerSecond.map((value) => rungOf(workload, "requestsPerSecond", value));
  }
  return [workload];
}

/**
 * One rung: the workload with another concurrency or rate, an id, title and hash of its own, and where it came from.
 *
 * @throws RangeError where the workload's arrival has no such value: `ladderOf` says so beforehand
 */
export function rungOf(workload: InferenceWorkload, of: LadderKind, value: number): InferenceWorkload {
  if (ladderOf(workload.arrival.kind) !== of) {
    throw new RangeError(`no ladder of ${of} can be made of the arrival ${workload.arrival.kind}`);
  }
  const { hash: _, ...content } = workload;
  const rung: Omit<InferenceWorkload, "hash"> = {
    ...content,
    id: `${workload.id}--${LETTERS[of]}${value}`,
    title: rungTitle(workload.title, of, value),
    arrival: { ...workload.arrival, [of]: value } as Arrival,
    rung: { ladder: workload.id, of, value },
  };
  return { ...rung, hash: hashOf(rung) };
}

function rungTitle({ en, zh }: LocalizedText, of: LadderKind, value: number): LocalizedText {
  return of === "concurrency"
    ? { en: `${en}, concurrency ${value}`, zh: `${zh}，并发 ${value}` }
    : { en: `${en}, ${value} requests/s`, zh: `${zh}，每秒 ${value} 个请求` };
}
