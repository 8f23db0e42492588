/**
 * A state of a bar without a description: ` 3%|▎         | 10/300 [00:12<05:51,  1.21s/it]`. Others count files or
 * shards.
 */
const BAR = /^\s*\d+%\|[^|]*\|\s*(\d+)\/(\d+) \[(?:[^\],]*,\s*([\d.]+)it\/s)?/;

/** A bar is drawn ten times a second at most: it cannot lag behind steps that are clearly longer. */
const LAGGING_STEPS_PER_SECOND = 5;

/** Numbers the reports of a log that prints none, by the progress bar around them. */
export interface BarSteps {
  /** @returns whether the line is a state of the bar */
  line(text: string): boolean;
  /**
   * Number of the step that a report of now is about; `undefined` where there was no bar. Where it is not exact, the next line
   * may be a state of the bar that is: `settled`.
   */
  report(): { readonly step: number; readonly isExact: boolean } | undefined;
  /** Number of the report before the last state of the bar, which was drawn anew right after it. */
  settled(): number | undefined;
  /** The number of the report is known from elsewhere. */
  told(step: number): void;
  /** The training begins (again): another bar. */
  reset(): void;
  readonly totalSteps: number | undefined;
}

/**
 * A bar is drawn ten times a second at most, so before a report it may lag behind short steps; it is drawn anew right
 * after the report, which is exact. Reports come at a fixed distance, but for one of the first step: once two distances
 * were the same, the next number is known. (Of long steps, a bar that is one further is that of the next step, where nothing was drawn anew.)
 */
export function createBarSteps(): BarSteps {
  let shown: number | undefined;
  let totalSteps: number | undefined;
  /** What the bar showed at the last report, until it is drawn again. */
  let atReport: number | undefined;
  let exact: number | undefined;
  let distance: number | undefined;
  let isSteady = false;
  const settle = (reported: number): void => {
    const now = exact === undefined || reported <= exact ? undefined : reported - exact;
    isSteady = now !== undefined && now === distance;
    distance = now;
    exact = reported;
    atReport = undefined;
  };
  return {
    line: (text) => {
      const bar = BAR.exec(text);
      if (bar === null) return false;
      const [done, total] = [Number(bar[1]), Number(bar[2])];
      totalSteps ??= total;
      // A bar of an evaluation, which has no description either.
      if (total !== totalSteps) return false;
      shown = done;
      if (atReport !== undefined) {
        const mayLag = Number(bar[3] ?? 0) >= LAGGING_STEPS_PER_SECOND;
        const reported = done === atReport + 1 && !mayLag ? atReport : done;
        settle(reported);
      }
      return true;
    },
    report: () => {
      if (shown === undefined) return undefined;
      atReport = shown;
      if (exact === undefined || distance === undefined || !isSteady) return { step: shown, isExact: false };
      const next = Math.max(exact + distance, shown);
      return { step: Math.min(next, totalSteps ?? next), isExact: true };
    },
    settled: () => exact,
    told: settle,
    reset: () => {
      shown = undefined;
      totalSteps = undefined;
      atReport = undefined;
      exact = undefined;
      distance = undefined;
      isSteady = false;
    },
    get totalSteps() {
      return totalSteps;
    },
  };
}
