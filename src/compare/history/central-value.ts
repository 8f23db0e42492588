import { geometricMeanInterval } from "../../statistics/mean-interval.js";
import { mean } from "../../statistics/summary.js";

/** Whether values have logarithms. */
export function arePositive(values: readonly number[]): boolean {
  return values.every((value) => value > 0);
}

/** Geometric mean, which fits the ratios of a history; arithmetic where not all that it belongs to is positive. */
export function centralValue(values: readonly number[], isGeometric = arePositive(values)): number {
  return (isGeometric ? geometricMeanInterval(values, CONFIDENCE).point : undefined) ?? mean(values);
}

/** One has to be stated; the interval is not used. */
const CONFIDENCE = 0.95;
