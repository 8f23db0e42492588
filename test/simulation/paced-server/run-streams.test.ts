import { expect, it } from "vitest";
import { DEFAULT_PACED_OPTIONS, type PacedOptions } from "../../../src/simulation/paced-server/paced-options.js";
import { createPacedDriver } from "../../../src/simulation/paced-server/run-streams.js";
import { createStreamLog } from "../../../src/simulation/paced-server/stream-log.js";

/** When the steps of streams of three tokens fall due that were received at the given instants, on a clock that is late. */
function dueTimes(options: Partial<PacedOptions>, receivedMs: readonly number[]): readonly (readonly number[])[] {
  const waiting: (() => void)[] = [];
  const dueOf: number[][] = [];
  let current = 0;
  const pacer = {
    nowMs: () => 1e9,
    at: (dueMs: number, callback: () => void) => {
      dueOf[current]?.push(dueMs);
      waiting.push(callback);
    },
    stop: () => undefined,
  };
  const driver = createPacedDriver(
    { ...DEFAULT_PACED_OPTIONS, ttftMs: 100, gapMs: 50, ...options },
    pacer,
    createStreamLog(),
  );
  for (const [index, atMs] of receivedMs.entries()) {
    let left = 3;
    dueOf.push([]);
    current = index;
    const stream = {
      step: () => --left > 0,
      isDrained: () => true,
      writeWhole: () => undefined,
      abandon: () => undefined,
    };
    driver.drive(stream, atMs, index);
    while (waiting.length > 0) waiting.shift()?.();
  }
  return dueOf;
}

it("steps fall at absolute times, however late the ones before were", () => {
  expect(dueTimes({ pace: "own" }, [7])).toEqual([[107, 157, 207]]);
});

it("steps of all streams fall on one grid", () => {
  expect(dueTimes({ pace: "step" }, [7, 30, 50])).toEqual([
    [150, 200, 250],
    [150, 200, 250],
    [150, 200, 250],
  ]);
});

it("phases are spread evenly over a gap", () => {
  const phases = dueTimes(
    { pace: "spread" },
    Array.from({ length: 1000 }, () => 0),
  ).map(([first = 0]) => first - 100);
  const counts = Array.from({ length: 10 }, (_, tenth) => phases.filter((ms) => Math.floor(ms / 5) === tenth).length);
  expect(Math.max(...counts.map((count) => Math.abs(count - 100)))).toBeLessThanOrEqual(2);
});
