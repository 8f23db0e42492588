/** Losses of one system, means over its used runs; absent where no run tells them. */
export interface SystemLoss {
  readonly systemId: string;
  /** Used runs that tell their loss. */
  readonly runs: number;
  /** Mean of the first, and of the last, tenth of all reports. */
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  /** Mean of the last tenth of the measured tokens up to `equalTokens`. */
  readonly atEqualTokens?: number | undefined;
}

/** What the systems of a comparison have learnt: speed without learning is nothing. */
export interface LossComparison {
  /** Tokens that every used run has consumed, since the beginning of its training. */
  readonly equalTokens: number;
  /** By how much the losses may differ there, relative to the baseline's. */
  readonly band: number;
  /** By how much of itself each run's loss must have fallen. */
  readonly fallsBy: number;
  /** Candidate and baseline, or the only system. */
  readonly systems: readonly SystemLoss[];
  /** (candidate - baseline) / baseline there; absent where a side tells no loss, or there is only one. */
  readonly relative?: number | undefined;
}
