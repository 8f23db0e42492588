import { describe, expect, it } from "vitest";
import type { TraceRow } from "../../../src/load/arrivals/traces/trace-row.js";
import { createRequestList } from "../../../src/load/request-list.js";
import { inferenceWorkload } from "../inference-workload.js";
import { workloadInputs } from "../workload-inputs.js";

const workload = inferenceWorkload({
  arrival: { kind: "trace", file: { name: "t.jsonl", sha256: "0".repeat(64) }, format: "mooncake", speed: 2 },
  promptWords: undefined,
  outputTokens: undefined,
  phases: { warmUpSeconds: 1, measureSeconds: 4, coolDownSeconds: 1, drainSeconds: 2 },
});

const row = (promptTokens: number, blocks?: readonly number[]): TraceRow => ({
  atNs: 12e9,
  promptTokens,
  outputTokens: promptTokens + 1,
  ...(blocks === undefined ? {} : { blocks, blockTokens: 512 }),
});

function wordsOf(trace: readonly TraceRow[], salt = "run-1"): readonly (readonly string[])[] {
  const list = createRequestList(workload, "seed", workloadInputs({ trace, salt }));
  return trace.map((_, index) => list.at(index).messages.flatMap(({ content }) => content.split(" ")));
}

describe("the requests of a trace", () => {
  it("have the lengths of its rows", () => {
    const trace = [row(700), row(3, [9]), row(2000, [1, 2])];
    const list = createRequestList(workload, "seed", workloadInputs({ trace }));
    expect(trace.map((_, index) => list.at(index).outputTokens)).toEqual([701, 4, 2001]);
    expect(wordsOf(trace).map((words) => words.length)).toEqual([700, 3, 2000]);
    expect(() => list.at(3)).toThrow("has no row 3");
  });

  it("share text as far as they share blocks, and no further", () => {
    const [first, second, third, plain] = wordsOf([
      row(1400, [1, 2, 3]),
      row(1300, [1, 2, 4]),
      row(600, [2, 5]),
      row(600),
    ]);
    const common = (a: readonly string[] = [], b: readonly string[] = []): number =>
      a.findIndex((word, index) => word !== b[index]);
    expect(common(first, second)).toBeGreaterThanOrEqual(1024);
    expect(common(first, second)).toBeLessThan(1024 + 6);
    // The text of a block is the same wherever it stands.
    expect(third?.slice(0, 512)).toEqual(first?.slice(512, 1024));
    expect(common(third, plain)).toBeLessThan(6);
  });

  it("begin a last block that is cut like the whole one, and leave the rest to nobody else", () => {
    const [cut, whole] = wordsOf([row(100, [7]), row(512, [7])]);
    expect(cut).toEqual(whole?.slice(0, 100));
    const [a, b] = wordsOf([row(800, [7]), row(800, [7])]);
    expect(a?.slice(0, 512)).toEqual(b?.slice(0, 512));
    expect(a?.slice(512, 518)).not.toEqual(b?.slice(512, 518));
  });

  it("share nothing with those of another run: its server may remember them", () => {
    const trace = [row(1400, [1, 2, 3])];
    expect(wordsOf(trace, "run-2")[0]?.slice(0, 6)).not.toEqual(wordsOf(trace, "run-1")[0]?.slice(0, 6));
  });

  it("say when they were over before the load", () => {
    const ended = (atSeconds: number) =>
      createRequestList(workload, "seed", workloadInputs({ trace: [{ ...row(1), atNs: atSeconds * 1e9 }] })).findings();
    expect(ended(12)).toEqual([]);
    expect(ended(11)).toMatchObject([
      { code: "trace-ended-early", data: { trace: "t.jsonl", traceSeconds: 5.5, loadSeconds: 6 } },
    ]);
  });
});
