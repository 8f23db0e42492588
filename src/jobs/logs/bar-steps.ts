/**
 * A state of a bar without a description: ` 3%|▎         | 10/300 [00:12<05:51,  1.21s/it]`. Others count files or
 * shards.
 */
const BAR = /^\s*\d+%\|[^|]*\|\s*(\d+)\/(\d+) \[/;

/** Numbers the reports of a log that prints none, by the progress bar around them. */
export interface BarSteps {
  line(text: string): void;
  /** Number of the step that a report of now is about; `undefined` where there was no bar. */
  report(): number | undefined;
  /** The training begins (again): another bar. */
  reset(): void;
  readonly totalSteps: number | undefined;
}

/**
 * A bar is drawn ten times a second at most, so before a report it may lag behind short steps; it is drawn anew right
 * after the report, which is exact and comes too late to number it. Reports come at a fixed distance, though: once two
 * of these exact numbers are known, the next one is. (A bar that is one further may as well be that of the next step,
 * where nothing was drawn anew.)
 */
export function createBarSteps(): BarSteps {
  let shown: number | undefined;
  let totalSteps: number | undefined;
  /** What the bar showed at the last report, until it is drawn again. */
  let atReport: number | undefined;
  let exact: number | undefined;
  let distance: number | undefined;
  /** What the last report was numbered by that distance. */
  let expected: number | undefined;
  return {
    line: (text) => {
      const bar = BAR.exec(text);
      if (bar === null) return;
      const [done, total] = [Number(bar[1]), Number(bar[2])];
      totalSteps ??= total;
      // A bar of an evaluation, which has no description either.
      if (total !== totalSteps) return;
      shown = done;
      if (atReport !== undefined) {
        const reported = done === atReport + 1 && done !== expected ? atReport : done;
        distance = exact === undefined || reported <= exact ? undefined : reported - exact;
        exact = reported;
        atReport = undefined;
      }
    },
    report: () => {
      if (shown === undefined) return undefined;
      atReport = shown;
      expected = exact === undefined || distance === undefined ? undefined : exact + distance;
      const next = Math.max(expected ?? shown, shown);
      return Math.min(next, totalSteps ?? next);
    },
    reset: () => {
      shown = undefined;
      totalSteps = undefined;
      atReport = undefined;
      exact = undefined;
      distance = undefined;
      expected = undefined;
    },
    get totalSteps() {
      return totalSteps;
    },
  };
}
