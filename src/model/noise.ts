/** How much the runs of one system on one workload differ by themselves, as `tokwatt aa` measured it. */
export interface NoiseEntry {
  readonly format: "tokwatt.noise";
  readonly version: 1;
  readonly systemId: string;
  readonly workloadId: string;
  /** Hash of the fingerprint of the runs. */
  readonly fingerprint: string;
  readonly at: string;
  readonly executionId: string;
  /** By metric id. */
  readonly metrics: Readonly<Record<string, MetricNoise>>;
  /** Whether a slow-down that tokwatt injected was found; absent where none was. */
  readonly control?: NoiseControl | undefined;
}

export interface MetricNoise {
  /** Runs behind it. */
  readonly n: number;
  /** Standard deviation of the logarithms of the runs (a coefficient of variation), with its 95 % interval (χ²). */
  readonly cv: number;
  readonly cvLow: number;
  readonly cvHigh: number;
  /** Standard deviation of the log ratio of two runs of one block; absent where the runs were in no blocks. */
  readonly pairCv?: number | undefined;
  /** Ratio of the two halves of the runs, taken in turn, which should be 1: with its 95 % interval. */
  readonly aa: { readonly ratio: number; readonly low: number; readonly high: number };
}

export interface NoiseControl {
  readonly slowdown: number;
  /** By metric id: ratio slowed / untouched with its interval, and whether it was found. */
  readonly metrics: Readonly<
    Record<string, { readonly ratio: number; readonly low: number; readonly high: number; readonly isFound: boolean }>
  >;
}
