/** A point of two quantities of which more is better. */
export interface TradePoint {
  readonly x: number;
  readonly y: number;
}

/** For each point whether no other one is at least as good in both and better in one. Equal points do not beat each other. */
export function paretoOptimal(points: readonly TradePoint[]): readonly boolean[] {
  return points.map(
    (point) =>
      !points.some((other) => other.x >= point.x && other.y >= point.y && (other.x > point.x || other.y > point.y)),
  );
}

/**
 * The y of a curve through the points at `x`, straight on two logarithmic axes between neighbours. Undefined outside the
 * points: nothing is ever extrapolated.
 *
 * @param points of positive x and y, in any order; of equal x the largest y counts
 */
export function interpolateLogLog(points: readonly TradePoint[], x: number): number | undefined {
  const sorted = points.toSorted((a, b) => a.x - b.x || b.y - a.y);
  const exact = sorted.find((point) => point.x === x);
  if (exact !== undefined) return exact.y;
  const next = sorted.findIndex((point) => point.x > x);
  const [before, after] = [sorted[next - 1], sorted[next]];
  if (before === undefined || after === undefined) return undefined;
  const part = Math.log(x / before.x) / Math.log(after.x / before.x);
  return before.y * (after.y / before.y) ** part;
}
