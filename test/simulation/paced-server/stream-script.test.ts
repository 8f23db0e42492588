import { expect, it } from "vitest";
import type { Frame } from "../../../src/simulation/paced-server/frame.js";
import { createScript } from "../../../src/simulation/paced-server/stream-script.js";
import type { StreamShape } from "../../../src/simulation/paced-server/stream-shape.js";

const REQUEST = {
  api: "chat",
  id: "x",
  model: "m",
  promptTokens: 1,
  outputTokens: 7,
  finalUsage: false,
  continuousUsage: false,
} as const;

function stepsOf(shape: StreamShape): readonly (readonly Frame[])[] {
  const steps: (readonly Frame[])[] = [];
  const script = createScript(shape, REQUEST);
  for (let step = script.steps.next(); step.done !== true; step = script.steps.next()) steps.push(step.value);
  return steps;
}

const tokensOf = (shape: StreamShape) => stepsOf(shape).map((frames) => frames.map(({ tokens }) => tokens));

it("each shape paces its events as it is described", () => {
  expect(tokensOf("plain")).toEqual([[1], [1], [1], [1], [1], [1], [1]]);
  expect(tokensOf("role-first")[0]).toEqual([0]);
  expect(tokensOf("empty-chunks")).toEqual([[1], [1], [1], [0], [1], [1], [1], [0], [1]]);
  expect(tokensOf("multi-token")).toEqual([[1], [2], [4]]);
  expect(stepsOf("reasoning").map(([frame]) => frame?.kind)).toEqual([1, 1, 0, 0, 0, 0, 0]);
  expect(tokensOf("comments")[0]).toEqual([0, 1]);
  expect(tokensOf("error")).toEqual([[1], [1], [1], [1], [0]]);
});

it("characters are cut between two writes, and every fourth follows an event without text", () => {
  const steps = stepsOf("cut-utf8");
  expect(steps.map((frames) => frames.map(({ tokens }) => tokens))).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
    [0],
    [0, 1],
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
  const [first, second] = steps[0] ?? [];
  expect(first?.isCut).toBe(true);
  expect(first?.bytes.toString().endsWith("\uFFFD")).toBe(true);
  expect(Buffer.concat([first?.bytes ?? Buffer.alloc(0), second?.bytes ?? Buffer.alloc(0)]).toString()).toContain("字");
});

it("a token's event is made once where no two differ, and anew where each has its usage", () => {
  const [[first] = [], [second] = []] = stepsOf("plain");
  expect(first).toBe(second);
  const [[one] = [], [two] = []] = stepsOf("usage-every");
  expect(one).not.toBe(two);
});
