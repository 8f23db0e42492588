import { EMPTY_EVENT } from "../../model/token-events.js";
import { type OpenAiChunk, readChunk } from "./openai-chunk.js";
import { LARGEST_EVENT_BYTES } from "./sse-scanner.js";
import { createTextTemplate, type Hole, type TextTemplate } from "./text-template.js";

/** How to read events of one shape without parsing them. */
export interface ChunkTemplate {
  readonly text: TextTemplate;
  /** What every event that fits reads as, but for the counts of its usage. */
  readonly chunk: Extract<OpenAiChunk, { kind: "chunk" }>;
  /** Whether such an event says anything: it is of a kind, and not of kind `empty`. */
  readonly hasText: boolean;
  /** Which number of the template the usage's counts are; -1: they do not change. */
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/**
 * Fields whose string `readChunk` does not look at (`id`) or only to see whether it is empty, wherever they stand. The quote
 * before the name must open it: behind a backslash it would be part of a longer name.
 */
const TEXT_FIELD =
  /(?<=[{,\s])"(?:id|content|text|reasoning_content|reasoning|refusal|arguments)"\s*:\s*"((?:[^"\\]|\\.)+)"/dg;
/** The field whose number it does not look at, and those that it looks at as counts of a usage. */
const TIME_FIELD = /(?<=[{,\s])"created"\s*:\s*(\d+)(?=[\s,}])/dg;
const COUNT_FIELD = /(?<=[{,\s])"(?:prompt_tokens|completion_tokens|total_tokens)"\s*:\s*(\d+)(?=[\s,}])/dg;

/** A count that no server reaches, for hole `index`: it shows in what `readChunk` says which hole it was read from. */
const PROBE = 987_654_321_000;

/**
 * Learns from one event how others are likely to look. Undefined where it says nothing that is likely to come again.
 *
 * Exact, because JSON's structure depends on no string's inside and on no number's value: with other texts that are not empty
 * and with other numbers in the holes, `readChunk` would say the same. Which of them are the counts is found by trying.
 *
 * @param data of an event that `readChunk` read as `chunk`
 */
export function learnTemplate(data: Uint8Array, chunk: OpenAiChunk): ChunkTemplate | undefined {
  if (chunk.kind !== "chunk") return undefined;
  const latin1 = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("latin1");
  // A line feed in the data stood between two `data` lines.
  if (latin1.includes("\n")) return undefined;
  const holes = [
    ...holesOf(latin1, TEXT_FIELD, "text"),
    ...holesOf(latin1, TIME_FIELD, "number"),
    // Counts that were no usage might be one with other numbers.
    ...(chunk.usage === undefined ? [] : holesOf(latin1, COUNT_FIELD, "number")),
  ];
  holes.sort((a, b) => a.start - b.start);
  const isNested = holes.some(({ start }, index) => start < (holes[index - 1]?.end ?? 0));
  if (isNested) return undefined;
  return {
    text: createTextTemplate(data, holes, LARGEST_EVENT_BYTES),
    chunk,
    hasText: chunk.event !== undefined && chunk.event !== EMPTY_EVENT,
    ...findCounts(latin1, holes, chunk),
  };
}

function holesOf(latin1: string, field: RegExp, kind: Hole["kind"]): readonly Hole[] {
  return [...latin1.matchAll(field)].flatMap(({ indices }) => {
    const range = indices?.[1];
    return range === undefined ? [] : [{ kind, start: range[0], end: range[1] }];
  });
}

function fill(latin1: string, holes: readonly Hole[], filling: (hole: Hole) => string): string {
  const pieces = holes.map((hole, index) => latin1.slice(holes[index - 1]?.end ?? 0, hole.start) + filling(hole));
  return pieces.join("") + latin1.slice(holes.at(-1)?.end ?? 0);
}

function findCounts(
  latin1: string,
  holes: readonly Hole[],
  chunk: Extract<OpenAiChunk, { kind: "chunk" }>,
): Pick<ChunkTemplate, "promptTokens" | "completionTokens"> {
  if (chunk.usage === undefined) return { promptTokens: -1, completionTokens: -1 };
  const numbers = holes.filter(({ kind }) => kind === "number");
  const probe = fill(latin1, numbers, (hole) => String(PROBE + numbers.indexOf(hole)));
  const probed = readChunk(Buffer.from(probe, "latin1"));
  const usage = probed.kind === "chunk" ? probed.usage : undefined;
  const holeOf = (count: number | undefined): number => {
    const index = (count ?? 0) - PROBE;
    return index >= 0 && index < numbers.length ? index : -1;
  };
  return { promptTokens: holeOf(usage?.promptTokens), completionTokens: holeOf(usage?.completionTokens) };
}
