import { expect, it } from "vitest";
import { createPromptCountCheck } from "../../../src/load/prompts/prompt-count-check.js";
import type { ChatMessage } from "../../../src/load/stream-client.js";

const message = (words: number): ChatMessage => ({ role: "user", content: Array(words).fill("time").join(" ") });
const usage = (count: number) => ({ count, from: "usage" }) as const;

it("prompts that differ by what the template adds are as long as they should be", () => {
  const check = createPromptCountCheck();
  for (const words of [1, 5, 700]) check.add([message(words)], usage(words + 4));
  for (const words of [2, 9]) check.add([message(words), message(1), message(3)], usage(words + 4 + 12));
  check.add([message(5)], { count: 0, from: "none" });
  check.add([message(5)], { count: 77, from: "events" });
  expect(check.counts()).toEqual([{ code: "prompt-tokens-missed", severity: "warning", data: { requests: 0, of: 5 } }]);
});

it("those that differ otherwise are counted", () => {
  const check = createPromptCountCheck();
  for (let index = 0; index < 98; index += 1) check.add([message(10)], usage(13));
  check.add([message(10)], usage(14));
  check.add([message(100)], usage(130));
  expect(check.counts()[0]?.data).toEqual({ requests: 2, of: 100 });
});

it("without requests there is nothing to say", () => {
  expect(createPromptCountCheck().counts()[0]?.data).toEqual({ requests: 0, of: 0 });
});
