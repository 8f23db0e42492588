import { expect, test } from "vitest";
import { renderOptions } from "../../src/cli/render-options.js";
import { keepingStream } from "./fake-context.js";

const terminal = keepingStream(92).stream;
const pipe = keepingStream().stream;

test("colours and folds for a terminal, does neither for a pipe", () => {
  expect(renderOptions(terminal, {})).toEqual({ color: true, width: 92 });
  expect(renderOptions(pipe, {})).toEqual({ color: false, width: 120 });
});

test("does not colour where that was refused", () => {
  expect(renderOptions(terminal, { NO_COLOR: "1" }).color).toBe(false);
  expect(renderOptions(terminal, { NO_COLOR: "" }).color).toBe(true);
  expect(renderOptions(terminal, { TERM: "dumb" }).color).toBe(false);
});
