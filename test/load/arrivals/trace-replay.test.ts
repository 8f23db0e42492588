import { expect, it } from "vitest";
import { drawArrivals } from "../../../src/load/arrivals/arrival-list.js";
import { workloadInputs } from "../workload-inputs.js";
import { drawTimes } from "./draw-times.js";

const trace = [0, 1e9, 1e9, 2.5e9, 7e9].map((atNs) => ({ atNs, promptTokens: 1, outputTokens: 1 }));
const arrival = (speed: number) =>
  ({ kind: "trace", file: { name: "a.jsonl", sha256: "0".repeat(64) }, format: "mooncake", speed }) as const;

it("replays the times of a trace, divided by the speed, to the load's end", () => {
  const inputs = workloadInputs({ trace });
  expect(drawTimes(arrival(1), 6, "any", inputs)).toEqual([0, 1e9, 1e9, 2.5e9]);
  expect(drawTimes(arrival(2), 6, "other", inputs)).toEqual([0, 0.5e9, 0.5e9, 1.25e9, 3.5e9]);
  expect(drawTimes(arrival(0.25), 9, "any", inputs)).toEqual([0, 4e9, 4e9]);
});

it("does not begin again where the trace is shorter than the load", () => {
  expect(drawTimes(arrival(1), 100, "any", workloadInputs({ trace }))).toHaveLength(5);
});

it("needs the trace", () => {
  expect(() => drawArrivals(arrival(1), 1e9, "any", workloadInputs())).toThrow("a.jsonl was not read");
});
