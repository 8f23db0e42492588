import {
  fieldProblem,
  type LineProblem,
  type LineReading,
  lengthProblem,
  type TraceLineReader,
} from "./trace-reader.js";

/** Tokens of a block in Mooncake's traces (FAST 2025, `FAST25-release/traces`). */
export const MOONCAKE_BLOCK_TOKENS = 512;

/**
 * Mooncake's traces: JSON lines with `timestamp` (milliseconds), `input_length`, `output_length`, and `hash_ids`, a number
 * for each successive block of the prompt that names its text together with all that stands before it.
 */
export function createMooncakeReader(): TraceLineReader {
  return (line) => {
    const value = parsedObject(line);
    if (value === undefined) return problems([{ code: "trace-not-json", data: {} }]);
    const { timestamp, input_length: promptTokens, output_length: outputTokens, hash_ids: blocks } = value;
    const found = [
      ...(isInstant(timestamp) ? [] : [fieldProblem("timestamp", "trace-milliseconds", timestamp)]),
      ...lengthProblem("input_length", promptTokens),
      ...lengthProblem("output_length", outputTokens),
      ...blockProblems(blocks, promptTokens),
    ];
    if (found.length > 0) return problems(found);
    const milliseconds = Number(timestamp);
    const seconds = Math.floor(milliseconds / 1000);
    const row = {
      seconds,
      ns: Math.round((milliseconds - seconds * 1000) * 1e6),
      promptTokens: Number(promptTokens),
      outputTokens: Number(outputTokens),
      ...(isBlockList(blocks) ? { blocks, blockTokens: MOONCAKE_BLOCK_TOKENS } : {}),
    };
    return { kind: "row", row };
  };
}

function problems(found: readonly LineProblem[]): LineReading {
  return { kind: "problems", problems: found };
}

function parsedObject(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isInstant(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && Number.isSafeInteger(Math.round(value));
}

function isBlockList(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((block) => Number.isSafeInteger(block));
}

/** Fewer blocks than the prompt has are fine: the rest of it is nobody else's. */
function blockProblems(blocks: unknown, promptTokens: unknown): readonly LineProblem[] {
  if (blocks === undefined) return [];
  if (!isBlockList(blocks)) return [fieldProblem("hash_ids", "list-of-integers", blocks)];
  const room = Math.ceil(Number(promptTokens) / MOONCAKE_BLOCK_TOKENS);
  if (!(blocks.length > room)) return [];
  const data = { blocks: blocks.length, room, blockTokens: MOONCAKE_BLOCK_TOKENS, tokens: Number(promptTokens) };
  return [{ code: "trace-too-many-blocks", data }];
}
