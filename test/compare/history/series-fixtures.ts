import { randomNormal } from "d3-random";
import type { SeriesHistory } from "../../../src/compare/history/history-series.js";
import { namedRandom } from "../../../src/contract/random.js";
import type { Fingerprint } from "../../../src/model/fingerprint.js";
import type { HistoryEvent, HistoryMetric } from "../../../src/model/history.js";
import { fingerprint, historyEntry } from "../../records/history/history-fixtures.js";

export const METRIC = "output-tokens-per-second";
export const [FIRST, SECOND] = [fingerprint({ driver: "1", os: "a" }), fingerprint({ driver: "2", os: "a" })];

export interface PointShape {
  readonly level: number;
  readonly environment?: Fingerprint;
  readonly metric?: Partial<HistoryMetric>;
}

/** A history of one series with three runs an entry, whose means spread by 2 % around the levels. */
export function seededHistory(
  name: string,
  points: readonly PointShape[],
  events: readonly HistoryEvent[] = [],
): SeriesHistory {
  const draw = randomNormal.source(namedRandom(name, "history"))(0, 0.02);
  const entries = points.map(({ level, environment = FIRST, metric = {} }, index) => {
    const centre = level * Math.exp(draw());
    const values = [centre * 0.99, centre, centre / 0.99];
    return historyEntry(index, {
      fingerprint: environment.hash,
      metrics: { [METRIC]: { unit: "token/s", better: "higher", values, ...metric } },
    });
  });
  return { entries, events, fingerprints: new Map([FIRST, SECOND].map((one) => [one.hash, one])) };
}

/** `count` points at one level. */
export function at(level: number, count: number, shape: Omit<PointShape, "level"> = {}): readonly PointShape[] {
  return Array.from({ length: count }, () => ({ level, ...shape }));
}

export function event(kind: HistoryEvent["kind"], change: string, day = 1): HistoryEvent {
  const date = new Date(Date.UTC(2026, 6, day)).toISOString();
  return { format: "tokwatt.history-event", version: 1, kind, change, at: date };
}
