import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../../src/contract/log-parser.js";
import { createStepOrder } from "../../../src/jobs/logs/step-order.js";

type Said = readonly [label: string, said: number | LogEntry];

/** Steps as numbers, restarts as `restart N`, other entries by kind. */
function admitted(...said: readonly Said[]): readonly (number | string)[] {
  const order = createStepOrder();
  return said.flatMap(([label, what]) => {
    const entry: LogEntry = typeof what === "number" ? { kind: "step", step: what } : what;
    return order.admit(entry, label).map((out) => {
      if (out.kind === "step") return out.step;
      return out.kind === "restart" ? `restart ${out.step}` : out.kind;
    });
  });
}

const restart = (step: number): LogEntry => ({ kind: "restart", step });
const of = (label: string, ...said: readonly (number | LogEntry)[]): readonly Said[] =>
  said.map((what) => [label, what]);

describe("createStepOrder", () => {
  it("hears the first of the processes that print a step", () => {
    expect(admitted(["r0", 1], ["r1", 1], ["r1", 2], ["r0", 2], ["r0", 3], ["r0", 4], ["r1", 3], ["r1", 4])).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it("is not misled by a process of which the output came late as a whole", () => {
    expect(admitted(...of("r0", 10, 20, 30), ...of("r1", 10, 20, 30, 40))).toEqual([10, 20, 30, 40]);
  });

  it("knows a start that no line announces by the process's own number", () => {
    expect(admitted(...of("r0", 1, 2, 3, 4, 5), ...of("r1", 5), ...of("r0", 3, 4, 5, 6))).toEqual([
      1,
      2,
      3,
      4,
      5,
      "restart 2",
      3,
      4,
      5,
      6,
    ]);
    expect(admitted(...of("", 10, 20, 30, 20, 30))).toEqual([10, 20, 30, "restart 10", 20, 30]);
  });

  it("takes a fall by one report for a laggard where steps come twice under one label", () => {
    expect(admitted(...of("", 4, 4, 5, 4, 5, 6, 6))).toEqual([4, 5, 6]);
    expect(admitted(...of("", 4, 4, 5, 6, 4, 5))).toEqual([4, 5, 6, "restart 3", 4, 5]);
  });

  it("passes an announced start on once, whoever repeats it", () => {
    expect(admitted(...of("r0", 1, 2, restart(1), restart(1)), ...of("r7", 2), ...of("r0", 3))).toEqual([
      1,
      2,
      "restart 1",
      2,
      3,
    ]);
    expect(
      admitted(["r0", restart(8)], ["r1", restart(8)], ["r0", 9], ["r2", restart(8)], ["r1", 9], ["r1", 10]),
    ).toEqual(["restart 8", 9, 10]);
  });

  it("hears a second start from the same checkpoint", () => {
    expect(admitted(...of("r0", restart(8), 9, 10, restart(8), 9))).toEqual(["restart 8", 9, 10, "restart 8", 9]);
  });

  it("does not call the beginning a start from a checkpoint, but a return to it", () => {
    expect(admitted(...of("", restart(0), 1, 2, restart(0), 1))).toEqual([1, 2, "restart 0", 1]);
  });

  it("counts from what the steps say where the weights only came from a checkpoint", () => {
    expect(admitted(...of("", restart(1000), 1, 2))).toEqual(["restart 1000", "restart 0", 1, 2]);
  });

  it("reports one checkpoint and one summary between two steps", () => {
    const checkpoint: LogEntry = { kind: "checkpoint" };
    expect(admitted(["r0", 1], ["r0", checkpoint], ["r1", checkpoint], ["r0", 2], ["r0", checkpoint])).toEqual([
      1,
      "checkpoint",
      2,
      "checkpoint",
    ]);
  });

  it("gives steps that grow except after a start, whatever is said", () => {
    const label = fc.constantFrom("", "r0", "r1");
    const what = fc.oneof(fc.nat(20), fc.nat(20).map(restart));
    fc.assert(
      fc.property(fc.array(fc.tuple(label, what), { maxLength: 60 }), (said) => {
        let last = -1;
        for (const out of admitted(...said)) {
          if (typeof out === "string") last = -1;
          else {
            expect(out).toBeGreaterThan(last);
            last = out;
          }
        }
      }),
    );
  });
});
