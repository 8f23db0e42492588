import { expect, test } from "vitest";
import { formatDuration } from "../../src/cli/format-duration.js";

test.each([
  [0, "0 s"],
  [8.24, "8.2 s"],
  [9.96, "10 s"],
  [59.4, "59 s"],
  [59.6, "1 min 00 s"],
  [185, "3 min 05 s"],
  [3599.7, "1 h 00 min"],
  [7830, "2 h 10 min"],
  [180_000, "50 h 00 min"],
])("%d seconds are %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
