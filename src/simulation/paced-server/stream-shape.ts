/**
 * How the events of an answer are laid out: the ways in which servers really send them. The model that a request names
 * says which one it gets.
 *
 * - `plain`: one token an event, `usage` in the last one where it is asked for.
 * - `role-first`: the role alone in a step of its own before the first token, as a chat's answer begins.
 * - `empty-chunks`: after every third token an event without text.
 * - `multi-token`: one, two and four tokens an event by turns, and `usage` in every event.
 * - `reasoning`: the first third is reasoning, the rest is the answer.
 * - `usage-every`: one token an event and `usage` in every event.
 * - `no-done`: the body ends without `[DONE]`.
 * - `crlf`: lines end in carriage return and line feed.
 * - `comments`: comments between the events, and events with further fields.
 * - `error`: half of the tokens, then an error.
 * - `cut-utf8`: characters of three bytes, cut between two writes; every fourth one comes after an event without text, as
 *   engines send for half a character.
 */
export const STREAM_SHAPES = [
  "plain",
  "role-first",
  "empty-chunks",
  "multi-token",
  "reasoning",
  "usage-every",
  "no-done",
  "crlf",
  "comments",
  "error",
  "cut-utf8",
] as const;
export type StreamShape = (typeof STREAM_SHAPES)[number];

/** The shape that a model stands for; `plain` for every other name. */
export function shapeOf(model: string): StreamShape {
  return STREAM_SHAPES.find((shape) => shape === model) ?? "plain";
}
