import { expect, it } from "vitest";
import { logParsers } from "../../../src/jobs/logs/all.js";
import { readWallTime } from "../../../src/jobs/logs/wall-time.js";
import { entriesOfLines } from "./read-log.js";

const WHOLE = Date.UTC(2026, 0, 16, 7, 32, 8);

it.each([
  [" [2026-01-16 07:32:08] iteration", WHOLE],
  [" [2026-01-16 07:32:08.204113] iteration", WHOLE + 204.113],
  ["[titan] 2026-01-16 07:32:08,508 - root - INFO -", WHOLE + 508],
  ["2026-01-16T07:32:08.250000000Z  iteration", WHOLE + 250],
  ["[20260116 07:32:08][rank-7/8][INFO ]", WHOLE],
  ["0: [NeMo I 2026-01-16 07:32:08 nemo_logging:393]", WHOLE],
])("reads %j as UTC", (text, unixMs) => {
  expect(readWallTime(text)).toBe(unixMs);
});

it.each([
  "[9:07:58<878:01:48, 41.36s/it]",
  "2026-13-16 07:32:08",
  "2026-00-16 07:32:08",
  "2026-01-32 07:32:08",
  "2026-01-16 24:32:08",
  "2026-01-16 07:60:08",
  "2026-01-16 07:32",
  "2026-01-16 07:32:081",
  "12026-01-16 07:32:08",
  "",
])("reads no time in %j", (text) => {
  expect(readWallTime(text)).toBeUndefined();
});

it("looks before the given place only, and not far into a line", () => {
  expect(readWallTime("loss 1 at 2026-01-16 07:32:08", 7)).toBeUndefined();
  expect(readWallTime(`${" ".repeat(300)}2026-01-16 07:32:08`)).toBeUndefined();
  expect(readWallTime("at 2026-01-16 07:32:08", -1)).toBe(WHOLE);
});

it.each([
  ["megatron-lm", " [2026-01-16 07:32:08] iteration 5/ 9 | elapsed time per iteration (ms): 5.0 |"],
  ["mindspeed-llm", "INFO [2026-01-16 07:32:08] >>  iteration 5/ 9 | elapsed time per iteration (ms): 5.0 |"],
  [
    "nemo",
    "[NeMo I 2026-01-16 07:32:08 x:1] Training epoch 0, iteration 4/9 | global_step: 4 | reduced_train_loss: 2.0",
  ],
  ["torchtitan", "[rank0]:2026-01-16 07:32:08,000 - root - INFO - step: 5  loss: 8.5  tps: 2,904"],
  ["deepspeed", "[2026-01-16 07:32:08,000] [INFO] [Rank 0] step=5, skipped=0, lr=[5e-05]"],
  ["mindformers", "2026-01-16 07:32:08,000 - [c.py:1] - INFO - { step:[ 5/ 9], loss: 3.1, per_step_time: 50ms }"],
  ["tokwatt", `{"tokwatt": "step", "step": 5, "unixMs": ${WHOLE}}`],
])("is in the steps of %s", (parser, line) => {
  const steps = entriesOfLines(logParsers.get(parser), line).filter(({ kind }) => kind === "step");
  expect(steps).toMatchObject([{ step: 5, wallUnixMs: WHOLE }]);
});
