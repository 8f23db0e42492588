import { type ChunkTemplate, learnTemplate } from "./learn-template.js";
import type { OpenAiChunk } from "./openai-chunk.js";
import { viewOf } from "./text-template.js";

/**
 * Reads events that look like one that was parsed before. Servers write the same event again and again, with another text; all
 * answers of one server share what was learnt, so that it stays in the processor's cache.
 */
export interface EventShortcuts {
  /** Takes what a parsed event teaches. */
  learn(data: Uint8Array, chunk: OpenAiChunk): void;
  /** Index after the known event that stands at `start` as a whole; 0 where none does. */
  match(bytes: Uint8Array, start: number, end: number): number;
  /** Whether an event's data, in one piece and without field name and line ends, is that of a known event. */
  matchData(data: Uint8Array): boolean;
  /** What the event that was matched last looks like. */
  matched(): ChunkTemplate | undefined;
  /** Its counts; 0 where it has no usage. */
  promptTokens(): number;
  completionTokens(): number;
}

/** The role, reasoning, content, a finish reason, usage, and some of them in two ways: what one server writes. */
const MOST_TEMPLATES = 8;

/**
 * Learning costs more than parsing. Where one template drives out another and was of no use, twice as many parsed events as
 * before pass until the next is learnt, up to this.
 */
const LONGEST_PAUSE = 256;

export function createEventShortcuts(): EventShortcuts {
  /** The one that is used most first, more or less. */
  const templates: ChunkTemplate[] = [];
  /** A transport reads into the same bytes again and again. */
  let viewed: Uint8Array = new Uint8Array(0);
  let view: DataView = new DataView(viewed.buffer);
  let newest: ChunkTemplate | undefined;
  let matched: ChunkTemplate | undefined;
  let wasUseful = true;
  let pause = 0;
  let untilLearning = 0;

  const matchOther = (bytes: Uint8Array, seen: DataView, start: number, end: number): number => {
    for (let index = 1; index < templates.length; index += 1) {
      const template = templates[index];
      const next = template?.text.match(bytes, seen, start, end) ?? 0;
      if (template === undefined || next === 0) continue;
      // One place to the front: where thousands of answers mix, the event that comes most often stays there.
      templates[index] = templates[index - 1] ?? template;
      templates[index - 1] = template;
      return use(template, next);
    }
    return 0;
  };
  const use = (template: ChunkTemplate, next: number): number => {
    matched = template;
    if (template === newest) wasUseful = true;
    return next;
  };
  const count = (index: number | undefined, constant: number | undefined): number =>
    index === undefined || index < 0 ? (constant ?? 0) : (matched?.text.number(index) ?? 0);

  return {
    learn: (data, chunk) => {
      if (untilLearning > 0) {
        untilLearning -= 1;
        return;
      }
      const learnt = learnTemplate(data, chunk);
      if (learnt === undefined) return;
      const isFull = templates.length === MOST_TEMPLATES;
      pause = wasUseful || !isFull ? 0 : Math.min(LONGEST_PAUSE, 2 * pause + 1);
      untilLearning = pause;
      wasUseful = false;
      if (isFull) templates.pop();
      templates.push(learnt);
      newest = learnt;
    },
    match: (bytes, start, end) => {
      const [first] = templates;
      if (first === undefined) return 0;
      if (bytes !== viewed) {
        viewed = bytes;
        view = viewOf(bytes);
      }
      const next = first.text.match(bytes, view, start, end);
      return next === 0 ? matchOther(bytes, view, start, end) : use(first, next);
    },
    matchData: (data) => {
      const template = templates.find(({ text }) => text.fits(data));
      if (template !== undefined) use(template, data.length);
      return template !== undefined;
    },
    matched: () => matched,
    promptTokens: () => count(matched?.promptTokens, matched?.chunk.usage?.promptTokens),
    completionTokens: () => count(matched?.completionTokens, matched?.chunk.usage?.completionTokens),
  };
}
