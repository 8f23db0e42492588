/**
 * The environment of a run as plain facts: what it was measured on, with and by. Runs of different fingerprints are not runs of
 * one thing.
 */
export interface Fingerprint {
  /** First 12 hexadecimal digits of the SHA-256 of the canonical JSON of `facts`. */
  readonly hash: string;
  /** By name, such as `system.accelerators`, `description.driver`, `client.kernel`, `workload`. */
  readonly facts: Readonly<Record<string, string>>;
}
