import { expect, it } from "vitest";
import {
  DEFAULT_PACED_OPTIONS,
  fromArguments,
  type PacedOptions,
  toArguments,
} from "../../../src/simulation/paced-server/paced-options.js";

it("options survive the command line", () => {
  const options: PacedOptions = { host: "127.0.0.2", port: 1, pace: "spread", ttftMs: 0.5, gapMs: 2.25, tokens: 9 };
  expect(fromArguments(toArguments(options))).toEqual(options);
  expect(fromArguments([])).toEqual(DEFAULT_PACED_OPTIONS);
});

it("refuses options that cannot be", () => {
  expect(() => fromArguments(["--pace=fast"])).toThrow("--pace takes one of own, step");
  expect(() => fromArguments(["--gapMs=soon"])).toThrow("--gapMs takes a number, got soon");
  expect(() => fromArguments(["--speed=1"])).toThrow("speed");
});
