import { expect, it } from "vitest";
import { splitRankLabel } from "../../../src/jobs/logs/rank-label.js";

it.each([
  ["[rank0]:[titan] step: 1", "[rank0]:", "[titan] step: 1"],
  ["[default3]: iteration 1/ 2 |", "[default3]:", "iteration 1/ 2 |"],
  [" 0: Training epoch 0", "0:", "Training epoch 0"],
  ["12: [default3]:[rank35]: {'loss': 1}", "12:[default3]:[rank35]:", "{'loss': 1}"],
  ["[1,0]<stdout>:step", "[1,0]<stdout>:", "step"],
])("parts %j from its label", (line, label, text) => {
  expect(splitRankLabel(line)).toEqual({ label, text });
});

it.each([
  " iteration        5/     100 | consumed samples: 1",
  "02:45:40 INFO step: 3",
  "[2024-04-21 02:45:40,722] [INFO] step=3",
  "step: 20  loss: 1.0",
  " 33%|███▎      | 2/6 [00:02<00:04,  1.20s/it]",
  "",
])("leaves %j as it is", (line) => {
  expect(splitRankLabel(line)).toEqual({ label: "", text: line });
});
