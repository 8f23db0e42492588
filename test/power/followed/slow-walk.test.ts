import { describe, expect, it } from "vitest";
import { createRoundWatch } from "../../../src/power/followed/round-watch.js";

const SECOND = 1e9;
const KEYS = ["0", "1", "2", "3", "4", "5", "6", "7"];
/** As `npu-smi info watch` on 8 packages of two dies: 0.69 s each, and a second's pause after the last. */
const ROW_NS = 0.69 * SECOND;
const ROUND_NS = KEYS.length * ROW_NS + SECOND;

describe("a walk that takes longer than a device may be silent", () => {
  it("names nobody who comes again in each round", () => {
    const watch = createRoundWatch(KEYS, 5 * SECOND);
    watch.restart(0);
    for (let round = 0; round < 3; round += 1) {
      for (const [index, key] of KEYS.entries()) {
        const atNs = round * ROUND_NS + (index + 1) * ROW_NS;
        expect(watch.seen(key, atNs)).toEqual({ missed: [], lost: [] });
        if (round > 0 || index === KEYS.length - 1) expect(watch.overdue(atNs + ROW_NS)).toEqual([]);
      }
    }
    expect(watch.overdue(3 * ROUND_NS)).toEqual([]);
  });

  it("names who is left out of a round, and a tool that stops in the middle of one", () => {
    const watch = createRoundWatch(KEYS, 5 * SECOND);
    watch.restart(0);
    const lost: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const [index, key] of KEYS.entries()) {
        if (key === "3" && round > 0) continue;
        lost.push(...watch.seen(key, round * ROUND_NS + (index + 1) * ROW_NS).lost);
      }
    }
    expect(lost).toEqual(["3"]);
    expect(watch.overdue(6 * ROUND_NS)).toEqual(KEYS.filter((key) => key !== "3"));
  });
});
