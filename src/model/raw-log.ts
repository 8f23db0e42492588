import type { Nanoseconds } from "./time.js";

/**
 * How raw output was cut into entries. `lines`: a stream, one line an entry, without its end. `outputs`: everything that
 * one call of a command printed, or one page.
 */
export const RAW_FRAMINGS = ["lines", "outputs"] as const;
export type RawFraming = (typeof RAW_FRAMINGS)[number];

/** What stands in a log of raw output, so that it can be understood again after the run. */
export interface RawLogHeader {
  /** Unique in the run; also the name of its file. Lower-case letters, digits, `-`. */
  readonly id: string;
  /** Which parser understands it, e.g. `nvidia-smi-query`, `npu-smi-table`. */
  readonly format: string;
  readonly framing: RawFraming;
  /** Program and arguments that printed it, or the path that was asked for; redacted like everything else. */
  readonly origin: readonly string[];
  /** Alias of the shard whose clock stamped the entries. */
  readonly shard: string;
}

/** One piece of raw output. It was printed at some time in the `withinNs` before `atNs`, when its last byte was read. */
export interface RawEntry {
  readonly atNs: Nanoseconds;
  readonly withinNs: Nanoseconds;
  readonly text: string;
}

export interface RawLog {
  readonly header: RawLogHeader;
  readonly entries: readonly RawEntry[];
}
