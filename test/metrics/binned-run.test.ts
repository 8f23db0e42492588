import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InferenceView } from "../../src/contract/metric.js";
import { METRICS } from "../../src/metrics/all.js";
import { computeMetric } from "../../src/metrics/compute-metric.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import { throughputSeries } from "../../src/metrics/throughput-series.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { RunRecord } from "../../src/model/run-record.js";
import type { RequestTokenEvents } from "../../src/model/token-events.js";
import { addRequest, createBinSums } from "../../src/records/bin-sums.js";
import { binnedEventsOf } from "../../src/records/binned-events-codec.js";
import { makePlan, makeRecord, makeRequest, s, steadyTrace } from "../fixtures/records.js";

const plan = makePlan();
/** 10 ms at a time from 2 s on; the last bin is a short one. */
const window = { startNs: s(2), endNs: s(9.9996) };
const grid = { window, binNs: s(0.01) };

interface Draft {
  readonly startNs: number;
  readonly gapsNs: readonly number[];
  readonly kinds: readonly number[];
  readonly told: readonly number[];
  readonly tokens: number;
  readonly counts: "usage" | "events" | "one-each" | "nobody";
  readonly status: RequestSample["status"];
  readonly phase: RequestSample["phase"];
}

const draft: fc.Arbitrary<Draft> = fc.record({
  startNs: fc.integer({ min: 0, max: s(11) }),
  gapsNs: fc.array(fc.oneof(fc.integer({ min: 0, max: s(0.3) }), fc.integer({ min: 0, max: 50 })), { maxLength: 40 }),
  kinds: fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3), { minLength: 40, maxLength: 40 }),
  told: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 40, maxLength: 40 }),
  tokens: fc.integer({ min: 1, max: 200 }),
  counts: fc.constantFrom("usage", "events", "one-each", "nobody"),
  status: fc.constantFrom("ok", "ok", "failed", "cut"),
  phase: fc.constantFrom("warm-up", "measure", "measure", "cool-down"),
});

/** A request and its events, counted as the draft says. */
function toRequest(drawn: Draft, index: number): { sample: RequestSample; events: RequestTokenEvents } {
  const { startNs, gapsNs, told, tokens, counts, status, phase } = drawn;
  let atNs = startNs;
  const timesNs = Float64Array.from(gapsNs, (gapNs) => {
    atNs += gapNs;
    return atNs;
  });
  const kinds = Uint8Array.from(drawn.kinds.slice(0, gapsNs.length));
  const content = kinds.filter((kind) => kind !== 3).length;
  const perEvent = Uint16Array.from(kinds, (kind, event) =>
    counts !== "events" || kind === 3 ? 0 : (told[event] ?? 0),
  );
  const sum = perEvent.reduce((total, count) => total + count, 0);
  const outputTokens = {
    usage: { count: tokens, from: "usage" },
    events: sum > 0 ? { count: sum, from: "events" } : { count: 0, from: "none" },
    "one-each": { count: content, from: "usage" },
    nobody: { count: 0, from: "none" },
  }[counts] as RequestSample["outputTokens"];
  const base = makeRequest({ index, scheduled: 0, firstToken: 0, lastToken: 0, events: 0, tokens: 0 }).sample;
  const sample: RequestSample = {
    ...base,
    phase,
    status,
    scheduledNs: startNs,
    firstTokenNs: timesNs[0],
    lastTokenNs: timesNs.at(-1),
    endNs: atNs,
    outputTokens,
    contentEvents: content,
  };
  return { sample, events: { request: index, timesNs, tokens: perEvent, kinds } };
}

/** The same run with all its events, and with its bins. */
function bothViews(drafts: readonly Draft[]): readonly [full: InferenceView, binned: InferenceView] {
  const requests = drafts.map(toRequest);
  const sums = createBinSums();
  for (const { sample, events } of requests) addRequest(sums, grid, sample, events);
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("the plan has trials");
  const manifest = { windows: { warmUp: { startNs: 0, endNs: window.startNs }, measure: window } };
  const shape = { plan, trial, requests, manifest, power: [steadyTrace(100)] };
  return [viewOf(makeRecord(shape)), viewOf(makeRecord({ ...shape, binnedEvents: binnedEventsOf({ grid, sums }) }))];
}

function viewOf(record: RunRecord): InferenceView {
  const view = buildRunView(record, "package");
  if (view.kind === "absent") throw new Error(view.reason.code);
  if (view.of !== "inference") throw new Error(view.of);
  return view;
}

/** Relative error that the buckets of gaps allow, and the rounding of sums. */
const allowed = (id: string): number => (/^(?:itl|icl)\./.test(id) ? 0.001 : 1e-9);

describe("a run whose events were summed up", () => {
  it("has the metrics of the same run with all its events, and lacks those that it lacks", () => {
    fc.assert(
      fc.property(fc.array(draft, { minLength: 1, maxLength: 12 }), (drafts) => {
        const [full, binned] = bothViews(drafts);
        for (const metric of METRICS) {
          const [exact, summed] = [computeMetric(metric, full), computeMetric(metric, binned)];
          expect(summed.kind, metric.id).toBe(exact.kind);
          if (exact.kind === "absent" || summed.kind === "absent") {
            expect(summed).toEqual(exact);
            continue;
          }
          expect(summed.count, metric.id).toBe(exact.count);
          expect(Math.abs(summed.value - exact.value), metric.id).toBeLessThanOrEqual(
            // Gaps below a nanosecond are all one bucket.
            allowed(metric.id) * Math.abs(exact.value) + 1e-9,
          );
        }
        expect(binned.outputTokens.estimatedShare).toBeCloseTo(full.outputTokens.estimatedShare, 9);
      }),
      { numRuns: 300 },
    );
  });

  it("has the throughput of the same run over its window, and says what it does not know", () => {
    fc.assert(
      fc.property(fc.array(draft, { minLength: 1, maxLength: 12 }), (drafts) => {
        const [full, binned] = bothViews([...drafts, { ...COUNTED, counts: "usage" }]);
        const inside = [full, binned].map((view) => throughputSeries(view, window.startNs, s(9), 0.5));
        expect(inside[0]).toHaveLength(14);
        for (const [bin, rate] of inside[0]!.entries()) expect(inside[1]![bin]).toBeCloseTo(rate, 6);
        const outside = throughputSeries(binned, s(1), s(11), 0.5);
        const known = Array.from(outside.keys()).filter((bin) => !Number.isNaN(outside[bin]));
        expect(known).toEqual(Array.from({ length: 15 }, (_, index) => index + 2));
        expect(throughputSeries(full, s(1), s(11), 0.5).some(Number.isNaN)).toBe(false);
      }),
    );
  });
});

const COUNTED: Draft = {
  startNs: s(3),
  gapsNs: [0, s(0.2)],
  kinds: [0, 0],
  told: [1, 1],
  tokens: 7,
  counts: "usage",
  status: "ok",
  phase: "measure",
};

describe("throughput over time", () => {
  it("is that of the tokens of each bin; a rest that fills none is left out", () => {
    const [full] = bothViews([COUNTED, { ...COUNTED, startNs: s(4), tokens: 2 }]);
    expect([...throughputSeries(full, s(3), s(4.7), 0.5)]).toEqual([14, 0, 4]);
    expect([...throughputSeries(full, s(3), s(3.4), 0.5)]).toEqual([]);
  });

  it("splits a bin of the record that lies in two of the series", () => {
    const [, binned] = bothViews([{ ...COUNTED, gapsNs: [0], tokens: 10 }]);
    // All ten tokens are in the bin from 3.00 s to 3.01 s.
    const series = throughputSeries(binned, s(2.505), s(3.505), 0.5);
    expect([...series].map((rate) => rate * 0.5)).toEqual([expect.closeTo(5, 6), expect.closeTo(5, 6)]);
  });

  it("is unknown where nobody counted in the whole run", () => {
    const [full, binned] = bothViews([{ ...COUNTED, counts: "nobody" }]);
    for (const view of [full, binned]) {
      expect([...throughputSeries(view, s(3), s(4), 0.5)]).toEqual([Number.NaN, 0]);
    }
  });
});
