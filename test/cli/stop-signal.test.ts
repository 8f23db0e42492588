import { expect, test } from "vitest";
import { createStopSignal } from "../../src/cli/stop-signal.js";
import { fakeProcess } from "./fake-context.js";

test("the first signal stops in order, the second at once", () => {
  const process = fakeProcess();
  const said: string[] = [];
  const stop = createStopSignal(
    process.context,
    () => said.push("stopping"),
    () => said.push("cleaned"),
  );
  process.interrupt();
  expect([stop.signal.aborted, [...said], [...process.exits]]).toEqual([true, ["stopping"], []]);
  process.interrupt();
  expect([said, process.exits]).toEqual([["stopping", "cleaned"], [130]]);
});

test("gives the signals back", () => {
  const process = fakeProcess();
  const stop = createStopSignal(process.context, () => undefined);
  expect(process.listening()).toBe(1);
  stop.release();
  expect(process.listening()).toBe(0);
});
