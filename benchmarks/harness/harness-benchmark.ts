/** A piece of work that is done the same way many times. */
export interface Work {
  readonly name: string;
  /** Does the work once. Synchronous, or asynchronous where `async` says so. */
  readonly run: () => unknown;
  readonly async: boolean;
}

/**
 * What one part of the harness costs, as a ratio against something well known that runs beside it on the same machine:
 * the ratio can be compared between machines, the times cannot.
 */
export interface HarnessBenchmark {
  readonly name: string;
  /** How many items one call of `subject` handles, for the cost of one. */
  readonly items: number;
  readonly itemName: string;
  readonly subject: Work;
  readonly reference: Work;
}
