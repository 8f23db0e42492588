import { expect, it } from "vitest";
import { API_VERSION } from "../../../src/contract/backend-adapter.js";
import type { LogParserDefinition } from "../../../src/contract/log-parser.js";
import { logParsers } from "../../../src/jobs/logs/all.js";
import { followLog } from "../../../src/jobs/logs/follow-log.js";
import { mindformers } from "../../../src/jobs/logs/parsers/mindformers.js";
import { tokwattLines } from "../../../src/jobs/logs/parsers/tokwatt.js";
import { InputError } from "../../../src/model/errors.js";

it("stamps an entry with the piece in which its line ended, and the last one with the end", () => {
  const follower = followLog(tokwattLines);
  expect(follower.push(Buffer.from('{"tokwatt":"step","st'), 10)).toEqual([]);
  expect(follower.push(Buffer.from('ep":1}\n{"tokwatt":"step","step":2}\n{"tokwatt":"step"'), 20)).toEqual([
    { atNs: 20, entry: { kind: "step", step: 1 } },
    { atNs: 20, entry: { kind: "step", step: 2 } },
  ]);
  expect(follower.push(Buffer.from(',"step":3}'), 30)).toEqual([]);
  expect(follower.end(40)).toEqual([{ atNs: 40, entry: { kind: "step", step: 3 } }]);
});

it("hands over at the end what a parser was still waiting with", () => {
  const follower = followLog(mindformers);
  const line = "{ Epoch:[  1/  1], step:[    1/    9], loss: 3.5, per_step_time: 50ms, lr: 1\n";
  expect(follower.push(Buffer.from(line), 1).map(({ entry }) => entry.kind)).toEqual(["setup"]);
  expect(follower.end(2)).toMatchObject([{ atNs: 2, entry: { kind: "step", step: 1, loss: 3.5 } }]);
});

it("gives each process a parser, but not one to every number before a colon", () => {
  let created = 0;
  const seen: string[] = [];
  const definition: LogParserDefinition = {
    apiVersion: API_VERSION,
    name: "counting",
    device: "package",
    needles: [],
    source: "this test",
    create: () => {
      created += 1;
      const line = (text: string): [] => {
        seen.push(text);
        return [];
      };
      return { line, end: () => [] };
    },
  };
  const follower = followLog(definition);
  const lines = Array.from({ length: 10_000 }, (_, index) => `${index}: text\n`);
  follower.push(Buffer.from(lines.join("")), 1);
  expect(created).toBeLessThan(5000);
  expect(created).toBeGreaterThan(1000);
  expect(seen).toHaveLength(10_000);
  expect(new Set(seen)).toEqual(new Set(["text"]));
});

it("counts what it did not read", () => {
  const follower = followLog(tokwattLines);
  follower.push(Buffer.alloc(2 ** 20 + 7, "x"), 1);
  expect(follower.droppedBytes).toBe(7);
});

it("is found by name", () => {
  expect(logParsers.get("megatron-lm").name).toBe("megatron-lm");
  expect(() => logParsers.get("megatron")).toThrow(InputError);
});
