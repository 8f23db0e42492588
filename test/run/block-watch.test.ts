import { describe, expect, it } from "vitest";
import type { Plan } from "../../src/model/plan.js";
import { watchBlocks } from "../../src/run/block-watch.js";
import { makePlan } from "../fixtures/records.js";

const plan: Plan = { ...makePlan({ repeats: 4 }), repeats: 2, stop: { width: 0.02, maxRuns: 4 } };
const trial = (id: string) => plan.trials.find((one) => one.id === `${id.slice(0, 1)}--chat--${id.slice(1)}`)!;

/** A watch over an execution in which these trials are complete, such as `a1`. */
function watchAfter(...complete: readonly string[]) {
  const done = new Set(complete.map((id) => trial(id).id));
  return watchBlocks(
    plan,
    plan.trials.filter(({ id }) => !done.has(id)),
  );
}

describe("a watch over blocks", () => {
  it("asks once before every block beyond the fewest, as soon as the one before it is complete", () => {
    const watch = watchAfter();
    const asked = plan.trials.filter((one) => {
      const isAsked = watch.mayStopBefore(one);
      watch.completed(one);
      return isAsked;
    });
    expect(asked.map(({ repeat }) => repeat)).toEqual([3, 4]);
    expect(asked[0]).toBe(plan.trials[4]);
  });

  it("does not ask while a run of the block before is missing, nor within a block that has one", () => {
    expect(watchAfter("a1", "b1", "a2").mayStopBefore(trial("a3"))).toBe(false);
    expect(watchAfter("a1", "b1", "a2", "b2", "b3").mayStopBefore(trial("a3"))).toBe(false);
    expect(watchAfter("b1", "a2", "b2").mayStopBefore(trial("a3"))).toBe(true);
  });

  it("does not ask again where the first run of a block failed", () => {
    const watch = watchAfter("a1", "b1", "a2", "b2");
    expect([trial("a3"), trial("b3")].map(watch.mayStopBefore)).toEqual([true, false]);
  });

  it("never asks without a rule", () => {
    const { stop: _, ...without } = plan;
    const watch = watchBlocks(without, []);
    expect(plan.trials.some(watch.mayStopBefore)).toBe(false);
  });
});
