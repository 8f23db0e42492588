import { describe, expect, it } from "vitest";
import { findCeiling } from "../../../src/run/calibrate/find-ceiling.js";

/** A client that holds any load up to a limit. */
function search(limit: number, changes: { readonly most?: number; readonly serverCpuShare?: number } = {}) {
  const tried: number[] = [];
  const found = findCeiling({
    start: 1000,
    most: changes.most ?? 1e6,
    probe: async (perSecond) => {
      tried.push(Math.round(perSecond));
      const serverCpuShare = changes.serverCpuShare ?? 0.5;
      return { offered: perSecond, achieved: perSecond * 0.99, isHeld: perSecond <= limit, serverCpuShare };
    },
  });
  return found.then((ceiling) => ({ ceiling, tried }));
}

describe("the search for a ceiling", () => {
  it("finds the most that is held, to a fifth", async () => {
    for (const limit of [1000, 1700, 6000, 70_000]) {
      const { ceiling } = await search(limit);
      expect(ceiling.limitedBy).toBe("client");
      expect(ceiling.perSecond).toBeLessThanOrEqual(limit);
      expect(ceiling.perSecond).toBeGreaterThan(limit / 1.25);
    }
  });

  it("tries a load that was not held once more", async () => {
    const { tried } = await search(1000);
    expect(tried.slice(0, 3)).toEqual([1000, 2000, 2000]);
  });

  it("goes down where the first load is too much, and gives up at last", async () => {
    expect((await search(300)).ceiling.perSecond).toBeGreaterThan(240);
    expect((await search(0)).ceiling).toEqual({ perSecond: 0, limitedBy: "client" });
  });

  it("tells what set the limit", async () => {
    expect((await search(3000, { serverCpuShare: 0.97 })).ceiling.limitedBy).toBe("server");
    const { ceiling, tried } = await search(1e9, { most: 4000 });
    expect(ceiling).toEqual({ perSecond: 3960, limitedBy: "nothing" });
    expect(tried).toEqual([1000, 2000, 4000]);
  });
});
