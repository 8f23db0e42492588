import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignTrace, hasLooseStamps } from "../../src/energy/align-trace.js";
import { integrateTrace } from "../../src/energy/integrate-trace.js";
import { achievedRate, medianInterval } from "../../src/energy/intervals.js";
import { makeTrace, s } from "../fixtures/records.js";

const spanned = (times: readonly number[], spans: readonly number[], values = times) => ({
  ...makeTrace({ times, values }),
  states: spans.map((span) => (span === 0 ? undefined : { withinNs: s(span) })),
});

describe("alignTrace", () => {
  it("puts a reading at the start, the middle or the end of its span", () => {
    const trace = spanned([10, 20], [4, 0]);
    expect(alignTrace(trace, [], "early").timesNs).toEqual([s(6), s(20)]);
    expect(alignTrace(trace, []).timesNs).toEqual([s(8), s(20)]);
    expect(alignTrace(trace, [], "late").timesNs).toEqual([s(10), s(20)]);
  });

  it("takes the offset of the shard's clock off, and its error on either side", () => {
    const shards = [{ alias: "client", wallUnixMs: 0, offsetNs: s(1), offsetUncertaintyNs: s(0.25) }];
    const trace = { ...spanned([10], [2]), header: { ...spanned([10], [2]).header, averagingNs: s(1) } };
    const places = (["early", "middle", "late"] as const).map((place) => alignTrace(trace, shards, place).timesNs[0]);
    expect(places).toEqual([s(10 - 1 - 0.5 - 2 - 0.25), s(10 - 1 - 0.5 - 1), s(10 - 1 - 0.5 + 0.25)]);
  });

  it("keeps each value with its reading when the spans change their order", () => {
    const { timesNs, values } = alignTrace(spanned([10, 11, 12], [0, 8, 0], [1, 2, 3]), []);
    expect([timesNs, values]).toEqual([
      [s(7), s(10), s(12)],
      [2, 1, 3],
    ]);
  });

  it("knows which stamps are loose", () => {
    expect(hasLooseStamps(spanned([1, 2], [0, 0]), [])).toBe(false);
    expect(hasLooseStamps(spanned([1, 2], [0, 1]), [])).toBe(true);
    const shard = { alias: "client", wallUnixMs: 0, offsetNs: 0, offsetUncertaintyNs: 1 };
    expect(hasLooseStamps(spanned([1, 2], [0, 0]), [shard])).toBe(true);
  });

  it("gives strictly increasing instants, and the same joules for a steady load wherever readings are put", () => {
    const reading = fc.record({ gap: fc.integer({ min: 0, max: 50 }), span: fc.integer({ min: 0, max: 30 }) });
    fc.assert(
      fc.property(fc.array(reading, { minLength: 3, maxLength: 40 }), (readings) => {
        let at = 0;
        const times = readings.map(({ gap }) => (at += gap / 10));
        const trace = spanned(
          times,
          readings.map(({ span }) => span / 10),
          times.map(() => 250),
        );
        for (const place of ["early", "middle", "late"] as const) {
          const aligned = alignTrace(trace, [], place);
          expect(aligned.timesNs.every((time, index) => index === 0 || time > (aligned.timesNs[index - 1] ?? 0))).toBe(
            true,
          );
          expect(aligned.values).toHaveLength(aligned.timesNs.length);
          if (aligned.timesNs.length < 2) continue;
          const window = { startNs: aligned.timesNs[0] as number, endNs: aligned.timesNs.at(-1) as number };
          const { joules } = integrateTrace(aligned, "watts", window, s(1));
          expect(joules).toBeCloseTo((250 * (window.endNs - window.startNs)) / 1e9, 6);
        }
      }),
    );
  });
});

describe("intervals", () => {
  it("knows the usual one", () => {
    expect(medianInterval([0, 1, 2, 3, 9].map(s))).toBe(s(1));
    expect(medianInterval([5])).toBeNaN();
  });

  it("counts the rate between readings, not over the window's edges", () => {
    const window = { startNs: s(0), endNs: s(10) };
    expect(achievedRate([0.5, 1.5, 2.5, 9.5].map(s), window)).toBeCloseTo(3 / 9, 12);
    expect(achievedRate([-5, 1, 6, 11].map(s), window)).toBeCloseTo(0.2, 12);
    expect(achievedRate([-5, 1, 11].map(s), window)).toBe(0);
    expect(achievedRate([], window)).toBe(0);
  });
});
