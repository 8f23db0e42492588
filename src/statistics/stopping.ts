/**
 * Fewest runs a side after which a rule may stop on the width of an interval (reference: statistics Q8). With fewer, a spread
 * that happens to be small stops too soon: the interval then holds the true ratio less often than it says.
 */
export const MINIMUM_RUNS_BEFORE_STOPPING = 5;
