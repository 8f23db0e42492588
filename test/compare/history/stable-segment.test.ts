import { describe, expect, it } from "vitest";
import { seriesOf } from "../../../src/compare/history/history-series.js";
import { levelsOf } from "../../../src/compare/history/levels.js";
import { stableSegment } from "../../../src/compare/history/stable-segment.js";
import type { HistoryEvent } from "../../../src/model/history.js";
import { at, event, FIRST, METRIC, type PointShape, SECOND, seededHistory } from "./series-fixtures.js";

const STEP = [...at(100, 30), ...at(90, 30)];

function seriesWith(points: readonly PointShape[], events: readonly HistoryEvent[] = []) {
  const found = seriesOf(seededHistory("segment", points, events), "system", "chat", METRIC);
  if (found === undefined) throw new Error("no series");
  return found;
}

describe("the stable segment", () => {
  const [change] = seriesWith(STEP).changes;
  const { id = "", index = 0 } = change ?? {};

  it("goes on over a candidate, and names it", () => {
    expect(stableSegment(seriesWith(STEP), FIRST.hash)).toMatchObject({
      points: { length: 60 },
      firstCommit: "commit-0",
      lastCommit: "commit-59",
      candidates: [{ id }],
    });
  });

  it.each(["confirmed", "acknowledged"] as const)("begins with a change that is %s", (kind) => {
    expect(stableSegment(seriesWith(STEP, [event(kind, id)]), FIRST.hash)).toMatchObject({
      points: { length: 60 - index },
      firstCommit: `commit-${index}`,
      candidates: [],
    });
  });

  it("still begins with an acknowledged one that later points made too small to be found", () => {
    const points = [...at(100, 30), ...at(112, 5), ...at(100.5, 40)];
    const early = seriesWith(points.slice(0, 35)).changes[0];
    const acknowledged = [event("acknowledged", early?.id ?? "")];
    const segment = stableSegment(seriesWith(points, acknowledged), FIRST.hash);
    expect(segment?.firstCommit).toBe(`commit-${early?.index}`);
    expect(segment?.points).toHaveLength(75 - (early?.index ?? 0));
  });

  it("goes on over a refuted one", () => {
    const segment = stableSegment(seriesWith(STEP, [event("refuted", id)]), FIRST.hash);
    expect(segment).toMatchObject({ points: { length: 60 }, candidates: [] });
  });

  it("holds the points of one environment only, wherever they lie", () => {
    const series = seriesWith([...at(100, 5), ...at(50, 4, { environment: SECOND }), ...at(100, 3)]);
    expect(stableSegment(series, FIRST.hash)?.points.map(({ commit }) => commit)).toEqual(
      [0, 1, 2, 3, 4, 9, 10, 11].map((place) => `commit-${place}`),
    );
    expect(stableSegment(series, SECOND.hash)?.points).toHaveLength(4);
    expect(stableSegment(series, "0123456789ab")).toBeUndefined();
  });

  it("never mixes two places of the meters", () => {
    const [board, node] = [{ metric: { boundary: "board" } }, { metric: { boundary: "node-ac" } }] as const;
    const series = seriesWith([...at(100, 5, board), ...at(70, 4, node)]);
    expect(stableSegment(series, FIRST.hash)).toMatchObject({ points: { length: 4 }, boundary: "node-ac" });
    expect(stableSegment(series, FIRST.hash, "board")).toMatchObject({ points: { length: 5 }, boundary: "board" });
    expect(stableSegment(series, FIRST.hash, "package")).toBeUndefined();
  });
});

describe("levels", () => {
  it("are the stretches between changes, by environment, with their means", () => {
    const levels = levelsOf(seriesWith([...STEP, ...at(70, 5, { environment: SECOND })]));
    expect(levels.map(({ indices }) => indices.length)).toEqual([30, 30, 5]);
    for (const [place, level] of [100, 90, 70].entries()) expect(levels[place]?.value).toBeCloseTo(level, -0.5);
  });

  it("are not divided by a refuted change", () => {
    const [change] = seriesWith(STEP).changes;
    expect(levelsOf(seriesWith(STEP, [event("refuted", change?.id ?? "")]))).toHaveLength(1);
  });
});
