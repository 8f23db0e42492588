import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { defaultLimits } from "../../src/suite/default-limits.js";

it("docs/method.md publishes the limits that plans are made with", async () => {
  const page = await readFile(new URL("../../docs/method.md", import.meta.url), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("|"));
  const numbersIn = (label: string) =>
    rows
      .find((row) => row.includes(label))
      ?.match(/\| [^|]*?([\d.]+)[^|]*/g)
      ?.map((cell) => Number(/[\d.]+/.exec(cell)?.[0]));
  expect(numbersIn("lateness of sending")?.slice(-2)).toEqual([
    defaultLimits.scheduleLatenessP99DegradedMs,
    defaultLimits.scheduleLatenessP99InvalidMs,
  ]);
  expect(numbersIn("event-loop delay")?.slice(-2)).toEqual([
    defaultLimits.eventLoopDelayP99DegradedMs,
    defaultLimits.eventLoopDelayP99InvalidMs,
  ]);
  expect(numbersIn("client CPU")?.slice(-2)).toEqual([defaultLimits.clientCpuDegraded, defaultLimits.clientCpuInvalid]);
  expect(numbersIn("sent / due")?.slice(-2)).toEqual([
    defaultLimits.sentOverDueDegraded,
    defaultLimits.sentOverDueInvalid,
  ]);
});
