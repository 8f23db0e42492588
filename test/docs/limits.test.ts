import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { COUNTER_STEP_SECONDS, CROSS_CHECK_TOLERANCE } from "../../src/energy/cross-check.js";
import { TIMER_JITTER } from "../../src/energy/sampling-bound.js";
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
  expect(numbersIn("receive lag")?.slice(-2)).toEqual([
    defaultLimits.receiveLagP99DegradedMs,
    defaultLimits.receiveLagP99InvalidMs,
  ]);
  expect(numbersIn("without a processor")?.slice(-2)).toEqual([
    defaultLimits.processorWaitDegraded,
    defaultLimits.processorWaitInvalid,
  ]);
  expect(numbersIn("handled late")?.slice(-2)).toEqual([
    defaultLimits.lateBurstsDegraded,
    defaultLimits.lateBurstsInvalid,
  ]);
  expect(numbersIn("own ceiling")?.slice(-2)).toEqual([
    defaultLimits.ceilingShareDegraded,
    defaultLimits.ceilingShareInvalid,
  ]);
});

it("docs/method.md publishes what the judging of energy takes for nothing", async () => {
  const page = (await readFile(new URL("../../docs/method.md", import.meta.url), "utf8")).replaceAll(/\s+/g, " ");
  expect(page).toContain(`time within ${TIMER_JITTER * 100} % of the interval`);
  expect(page).toContain(`than both accuracies and ${CROSS_CHECK_TOLERANCE * 100} % is a warning`);
  expect(page).toContain(`one step of the counter (${COUNTER_STEP_SECONDS} s) at each edge`);
  expect(page).toContain(`Below ${defaultLimits.powerCoverage * 100} % there is no energy figure`);
});
