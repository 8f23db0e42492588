import type { Frame } from "./frame.js";
import { CONTENT, createStreamPaper, EMPTY, REASONING, type StreamPaper, type StreamRequest } from "./stream-paper.js";
import type { StreamShape } from "./stream-shape.js";

/** What a stream writes: the frames of each step, which is what the server paces, and what ends it. */
export interface StreamScript {
  readonly steps: Iterator<readonly Frame[]>;
  /** Written with the last step. */
  end(): readonly Frame[];
}

/** Plans the answer to a request in one of the shapes in which servers really send them. */
export function createScript(shape: StreamShape, request: StreamRequest): StreamScript {
  const paper = createStreamPaper(shape, request);
  return { steps: stepsOf(shape, paper, request.outputTokens), end: () => paper.end() };
}

function stepsOf(shape: StreamShape, paper: StreamPaper, tokens: number): Iterator<readonly Frame[]> {
  switch (shape) {
    case "role-first":
      return roleFirst(paper, tokens);
    case "empty-chunks":
      return emptyBetween(paper, tokens);
    case "multi-token":
      return groups(paper, tokens);
    case "reasoning":
      return reasoningFirst(paper, tokens);
    case "comments":
      return commented(paper, tokens);
    case "error":
      return errorHalfWay(paper, tokens);
    case "cut-utf8":
      return cutCharacters(paper, tokens);
    default:
      return everyToken(paper, tokens);
  }
}

function* everyToken(paper: StreamPaper, tokens: number): Generator<readonly Frame[]> {
  let step: readonly Frame[] = [];
  for (let token = 0; token < tokens; token += 1) {
    const frame = paper.token();
    if (step[0] !== frame) step = [frame];
    yield step;
  }
}

function* roleFirst(paper: StreamPaper, tokens: number): Generator<readonly Frame[]> {
  yield [paper.event({ role: "assistant", content: "" }, EMPTY, 0)];
  yield* everyToken(paper, tokens);
}

function* emptyBetween(paper: StreamPaper, tokens: number): Generator<readonly Frame[]> {
  for (let token = 0; token < tokens; token += 1) {
    yield [paper.token()];
    if (token % 3 === 2) yield [paper.event({ content: "" }, EMPTY, 0)];
  }
}

function* groups(paper: StreamPaper, tokens: number): Generator<readonly Frame[]> {
  let left = tokens;
  for (let size = 1; left > 0; size = size === 4 ? 1 : 2 * size) {
    yield [paper.tokens(Math.min(size, left))];
    left -= size;
  }
}

function* reasoningFirst(paper: StreamPaper, tokens: number): Generator<readonly Frame[]> {
  const thoughts = Math.floor(tokens / 3);
  for (let token = 0; token < thoughts; token += 1) yield [paper.event({ reasoning_content: " hm" }, REASONING, 1)];
  yield* everyToken(paper, tokens - thoughts);
}

function* commented(paper: StreamPaper, tokens: number): Generator<readonly Frame[]> {
  for (let token = 0; token < tokens; token += 1) {
    yield token % 4 === 0 ? [paper.comment("keep-alive"), paper.token()] : [paper.token()];
  }
}

function* errorHalfWay(paper: StreamPaper, tokens: number): Generator<readonly Frame[]> {
  yield* everyToken(paper, Math.ceil(tokens / 2));
  yield [paper.error()];
}

function* cutCharacters(paper: StreamPaper, tokens: number): Generator<readonly Frame[]> {
  for (let token = 0; token < tokens; token += 1) {
    if (token % 4 === 3) yield [paper.event({ content: "" }, EMPTY, 0)];
    yield paper.cutInside(paper.event({ content: "字" }, CONTENT, 1), "字");
  }
}
