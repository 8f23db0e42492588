import { EMPTY_EVENT } from "../../src/model/token-events.js";
import type { StreamTruth } from "../../src/simulation/paced-server/stream-log.js";
import { median } from "./median.js";

/** What a shape's streams truly were, from the server's own log. Times in milliseconds. */
export interface ShapeTruth {
  readonly ttftP50Ms: number;
  readonly reasoningP50Ms: number;
  readonly answerP50Ms: number;
  /** Of gaps between events that carry text. */
  readonly iclP50Ms: number;
  /** Of the same gaps, each counted once a token that it brought and divided by their number. */
  readonly itlP50Ms: number;
  /** By request id. */
  readonly tokens: ReadonlyMap<string, number>;
  readonly contentEvents: ReadonlyMap<string, number>;
}

const REASONING = 1;

export function truthOfShape(truths: readonly StreamTruth[]): ShapeTruth {
  const firstOf = (isWanted: (kind: number) => boolean): number =>
    median(
      truths.flatMap(({ receivedNs, sentNs, kinds }) => {
        const first = kinds.findIndex((kind) => kind !== EMPTY_EVENT && isWanted(kind));
        return first === -1 ? [] : [((sentNs[first] ?? Number.NaN) - receivedNs) / 1e6];
      }),
    );
  const gaps = truths.flatMap(gapsOf);
  return {
    ttftP50Ms: firstOf(() => true),
    reasoningP50Ms: firstOf((kind) => kind === REASONING),
    answerP50Ms: firstOf((kind) => kind !== REASONING),
    iclP50Ms: median(gaps.map(({ ms }) => ms)),
    itlP50Ms: median(gaps.flatMap(({ ms, tokens }) => Array.from({ length: tokens }, () => ms / tokens))),
    tokens: new Map(truths.map(({ id, tokens }) => [id, tokens.reduce((sum, count) => sum + count, 0)])),
    contentEvents: new Map(truths.map(({ id, kinds }) => [id, kinds.filter((kind) => kind !== EMPTY_EVENT).length])),
  };
}

function gapsOf({ sentNs, kinds, tokens }: StreamTruth): readonly { readonly ms: number; readonly tokens: number }[] {
  const content = sentNs
    .map((atNs, event) => ({ atNs, tokens: tokens[event] ?? 0, kind: kinds[event] }))
    .filter(({ kind }) => kind !== EMPTY_EVENT);
  return content.slice(1).map(({ atNs, tokens: count }, before) => {
    return { ms: (atNs - (content[before]?.atNs ?? Number.NaN)) / 1e6, tokens: count };
  });
}
