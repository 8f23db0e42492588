import type { ClientStream } from "../../src/run/calibrate/client-stream.js";

/** One run of a client against the paced server. */
export interface ClientRun {
  readonly streams: readonly ClientStream[];
  /** Of the process that reads, from its start to its end. */
  readonly cpuSeconds: number;
}
