import { describe, expect, it } from "vitest";
import { type SeriesHistory, seriesOf } from "../../../src/compare/history/history-series.js";
import type { ChangeOptions } from "../../../src/compare/history/level-changes.js";
import { seriesFindings } from "../../../src/compare/history/series-findings.js";
import type { HistoryEntry, HistoryEvent } from "../../../src/model/history.js";
import { stampEntry } from "../../../src/records/history/entry-id.js";
import { historyEntry } from "../../records/history/history-fixtures.js";
import { codes } from "../results-fixtures.js";
import { at, event, FIRST, METRIC, SECOND, seededHistory } from "./series-fixtures.js";

const TWENTY_SEEDS = Array.from({ length: 20 }, (_, index) => `seed ${index}`);

function series(history: SeriesHistory, options: ChangeOptions = {}) {
  const found = seriesOf(history, "system", "chat", METRIC, options);
  if (found === undefined) throw new Error("no series");
  return found;
}

describe("a series", () => {
  it("has the geometric mean of each entry's runs, oldest first", () => {
    const { entries, ...rest } = seededHistory("means", at(100, 3));
    const metrics = { [METRIC]: { unit: "token/s", better: "higher", values: [100, 400] } } as const;
    const found = series({ ...rest, entries: [...entries, historyEntry(9, { metrics, fingerprint: FIRST.hash })] });
    expect(found).toMatchObject({ systemId: "system", workloadId: "chat", metricId: METRIC, unit: "token/s" });
    expect(found.points.map(({ commit, runs }) => [commit, runs])).toEqual([
      ["commit-0", 3],
      ["commit-1", 3],
      ["commit-2", 3],
      ["commit-9", 2],
    ]);
    expect(found.points.at(-1)?.value).toBeCloseTo(200, 9);
  });

  it("is none where nothing was kept of the metric, the system or the workload", () => {
    const history = seededHistory("none", at(100, 3));
    expect(seriesOf(history, "system", "chat", "ttft.p50")).toBeUndefined();
    expect(seriesOf(history, "another", "chat", METRIC)).toBeUndefined();
    expect(seriesOf(history, "system", "another", METRIC)).toBeUndefined();
  });

  it("takes an execution that was added again as it was added last", () => {
    const history = seededHistory("again", at(100, 3));
    const again = historyEntry(1, { fingerprint: FIRST.hash, commit: "named" });
    const { points } = series({ ...history, entries: [...history.entries, again] });
    expect(points.map(({ commit }) => commit)).toEqual(["commit-0", "commit-2", "named"]);
  });

  it("has the stamps and the weakest provenance of its entries", () => {
    const label = { en: "mock", zh: "模拟" };
    const stamps = [{ kind: "demonstration" }, { kind: "not-measured", label }] as const;
    const metrics = { [METRIC]: { unit: "token/s", better: "higher", provenance: "derived", values: [1] } } as const;
    const { entries, ...rest } = seededHistory("stamps", at(100, 1));
    const stamped = historyEntry(5, { fingerprint: FIRST.hash, stamps, metrics });
    expect(series({ ...rest, entries: [...entries, stamped] })).toMatchObject({ stamps, provenance: "derived" });
    expect(series({ ...rest, entries })).not.toHaveProperty("stamps");
  });
});

describe("a change of level", () => {
  it.each(TWENTY_SEEDS)("of 8 % is found between the right commits (%s)", (name) => {
    const { changes, points } = series(seededHistory(name, [...at(100, 30), ...at(92, 30)]));
    expect(changes).toHaveLength(1);
    const [change] = changes;
    expect(Math.abs((change?.index ?? 0) - 30)).toBeLessThanOrEqual(2);
    expect(change?.lastBefore).toBe(points[(change?.index ?? 0) - 1]?.commit);
    expect(change?.firstAfter).toBe(points[change?.index ?? 0]?.commit);
    expect(change?.id).toBe(`system/chat/${METRIC}@${points[change?.index ?? 0]?.entryId}`);
    expect(change?.state).toBe("candidate");
    expect(change?.ratio).toBeGreaterThan(0.9);
    expect(change?.ratio).toBeLessThan(0.94);
    expect(change?.p).toBeLessThan(1e-4);
  });

  it("of 5 % is found in almost all series", () => {
    const found = TWENTY_SEEDS.filter((name) => {
      const { changes } = series(seededHistory(`five ${name}`, [...at(100, 30), ...at(95, 30)]));
      return changes.length === 1 && Math.abs((changes[0]?.index ?? 0) - 30) <= 3;
    });
    expect(found.length).toBeGreaterThanOrEqual(19);
  });

  it("is not a single bad entry, nor noise", () => {
    const spikes = TWENTY_SEEDS.filter((name) => {
      const history = seededHistory(`spike ${name}`, [...at(100, 30), ...at(80, 1), ...at(100, 30)]);
      return series(history).changes.length > 0;
    });
    expect(spikes).toEqual([]);
  });

  it("is the same in tokens a second as in seconds a token", () => {
    const there = seededHistory("mirror", [...at(100, 20), ...at(130, 20)]);
    const inverted = there.entries.map(({ metrics }) => metrics[METRIC]?.values.map((value) => 1 / value) ?? []);
    const back = seededHistory(
      "mirror",
      inverted.map((values) => ({ level: 1, metric: { values } })),
    );
    const [[rise], [fall]] = [series(there).changes, series(back).changes];
    expect(rise?.ratio).toBeCloseTo(1.3, 1);
    expect((rise?.ratio ?? 0) * (fall?.ratio ?? 0)).toBeCloseTo(1, 9);
    expect((rise?.p ?? 0) / (fall?.p ?? 1)).toBeCloseTo(1, 6);
  });

  it("smaller than the least one that is asked for is none", () => {
    const history = seededHistory("small", [...at(100, 30), ...at(92, 30)]);
    expect(series(history, { leastRelative: 0.05 }).changes).toHaveLength(1);
    expect(series(history, { leastRelative: 0.15 }).changes).toEqual([]);
    expect(series(history, { mostP: 1e-60 }).changes).toEqual([]);
  });

  it("is not looked for in values that have no ratio", () => {
    const zero = { metric: { values: [0, 0, 0] } };
    const found = series(seededHistory("zero", [...at(1, 10, zero), ...at(100, 10)]));
    expect(found.changes).toEqual([]);
    expect(found.points[0]?.value).toBe(0);
    expect(codes(seriesFindings(found))).toEqual(["history-not-positive"]);
  });
});

describe("a change of environment", () => {
  it("breaks the series with the facts that differ, and is no change of level", () => {
    const points = [...at(100, 20), ...at(80, 20, { environment: SECOND })];
    const { breaks, changes } = series(seededHistory("break", points));
    expect(changes).toEqual([]);
    expect(breaks).toEqual([{ index: 20, facts: [{ name: "driver", before: "1", after: "2" }] }]);
  });

  it("is shown by its hash where the facts are lost", () => {
    const history = seededHistory("lost", [...at(100, 2), ...at(80, 2, { environment: SECOND })]);
    const { breaks } = series({ ...history, fingerprints: new Map() });
    expect(breaks[0]?.facts).toEqual([{ name: "fingerprint", before: FIRST.hash, after: SECOND.hash }]);
  });

  it("is shown by both hashes where the facts of one side are lost: all facts of the other would seem to be new", () => {
    const history = seededHistory("lost", [...at(100, 2), ...at(80, 2, { environment: SECOND })]);
    const { breaks } = series({ ...history, fingerprints: new Map([[SECOND.hash, SECOND]]) });
    expect(breaks[0]?.facts).toEqual([{ name: "fingerprint", before: FIRST.hash, after: SECOND.hash }]);
  });

  it("is another place of the meters, for what rests on energy", () => {
    const [board, node] = [{ metric: { boundary: "board" } }, { metric: { boundary: "node-ac" } }] as const;
    const { breaks, changes } = series(seededHistory("energy", [...at(100, 20, board), ...at(70, 20, node)]));
    expect(changes).toEqual([]);
    expect(breaks).toEqual([{ index: 20, facts: [{ name: "energy.boundary", before: "board", after: "node-ac" }] }]);
  });

  it("does not hide a change of level within one that takes turns with another", () => {
    const turn = (level: number) => [...at(level, 1), ...at(60, 1, { environment: SECOND })];
    const points = Array.from({ length: 40 }, (_, index) => turn(index < 20 ? 100 : 92)).flat();
    const { changes } = series(seededHistory("turns", points));
    expect(changes).toHaveLength(1);
    const [{ index, lastBefore, firstAfter } = { index: 0, lastBefore: "", firstAfter: "" }] = changes;
    expect(Math.abs(index - 40)).toBeLessThanOrEqual(4);
    expect([lastBefore, firstAfter]).toEqual([`commit-${index - 2}`, `commit-${index}`]);
  });
});

describe("what became known of a change", () => {
  const points = [...at(100, 30), ...at(92, 30)];
  const found = series(seededHistory("known", points)).changes[0];
  const { id = "", index = 0 } = found ?? {};
  const stateAfter = (...events: readonly ReturnType<typeof event>[]) =>
    series(seededHistory("known", points, events)).changes.find((change) => change.id === id)?.state;

  it("is its state; the latest counts", () => {
    expect(stateAfter(event("confirmed", id))).toBe("confirmed");
    expect(stateAfter(event("confirmed", id, 1), event("refuted", id, 2))).toBe("refuted");
    expect(stateAfter(event("refuted", id, 1), event("acknowledged", id, 2))).toBe("acknowledged");
  });

  it("stays with it where more entries moved it by a place or two, and no further", () => {
    const idAt = (place: number) => `system/chat/${METRIC}@${seededHistory("known", points).entries[place]?.id}`;
    expect(stateAfter(event("acknowledged", idAt(index + 2)))).toBe("acknowledged");
    expect(stateAfter(event("acknowledged", idAt(index - 3)))).toBe("candidate");
  });

  it("stays with it where the execution was added again under another commit", () => {
    const history = seededHistory("known", points, [event("acknowledged", id)]);
    const { id: _, format: __, version: ___, ...content } = history.entries[index] as HistoryEntry;
    const again = stampEntry({ ...content, commit: "the right one" });
    const entries = history.entries.flatMap((entry, place) => (place === index ? [entry, again] : [entry]));
    const { changes } = series({ ...history, entries });
    expect(changes).toMatchObject([{ index, firstAfter: "the right one", state: "acknowledged" }]);
  });

  it("keeps it where later entries made it too small to be found, and a refuted one goes", () => {
    const diluted = [...at(100, 20), ...at(112, 4), ...at(102, 40)];
    const entries = seededHistory("diluted", diluted).entries;
    const early = series({ ...seededHistory("diluted", diluted), entries: entries.slice(0, 24) }).changes[0];
    expect(early?.state).toBe("candidate");
    const later = (kind: HistoryEvent["kind"], leastRelative = 0.2) =>
      series(seededHistory("diluted", diluted, [event(kind, early?.id ?? "")]), { leastRelative }).changes;
    const [kept, ...others] = later("acknowledged");
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ id: early?.id, index: early?.index, state: "acknowledged" });
    expect(kept?.ratio).toBeGreaterThan(1);
    expect(kept?.ratio).toBeLessThan(1.2);
    expect(later("confirmed")).toHaveLength(1);
    expect(later("refuted")).toEqual([]);
  });

  it("of another series or of no entry changes nothing", () => {
    expect(stateAfter(event("confirmed", id.replace("chat", "other")), event("confirmed", "nonsense"))).toBe(
      "candidate",
    );
  });
});

describe("neighbours that are correlated", () => {
  const wander = (rho: number) => {
    let level = 0;
    const steps = seededHistory("wander", at(1, 60)).entries.map(({ metrics }) =>
      Math.log(metrics[METRIC]?.values[1] ?? 1),
    );
    return steps.map((step) => {
      level = rho * level + step;
      return Math.exp(level) * 100;
    });
  };
  const historyOf = (values: readonly number[]) =>
    seededHistory(
      "flat",
      values.map((value) => ({ level: 1, metric: { values: [value] } })),
    );

  it("are told of, with the correlation, and independent ones are not", () => {
    const correlated = seriesFindings(series(historyOf(wander(0.8)), { leastRelative: 0.5 }));
    expect(correlated).toMatchObject([{ code: "history-autocorrelated", severity: "warning" }]);
    expect(Number(correlated[0]?.data["correlation"])).toBeGreaterThan(0.5);
    expect(seriesFindings(series(historyOf(wander(0))))).toEqual([]);
  });

  it("are not a step of the level", () => {
    expect(seriesFindings(series(seededHistory("step", [...at(100, 30), ...at(80, 30)])))).toEqual([]);
  });

  it("are not looked for in a short series", () => {
    expect(seriesFindings(series(historyOf(wander(0.8).slice(0, 19)), { leastRelative: 0.5 }))).toEqual([]);
  });
});
