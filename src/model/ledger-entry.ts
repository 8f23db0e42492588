/**
 * One line of the ledger, written when a trial starts. `hash` covers the line and the hash before it, so that a removed
 * or changed line shows.
 */
export interface LedgerEntry {
  readonly format: "tokwatt.ledger";
  readonly version: 1;
  readonly sequence: number;
  readonly runId: string;
  /** One call of `tokwatt run`, with all its resumptions. */
  readonly executionId: string;
  readonly planHash: string;
  readonly trialId: string;
  readonly startedAt: string;
  readonly previousHash: string;
  readonly hash: string;
}
