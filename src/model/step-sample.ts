import type { Nanoseconds } from "./time.js";

/** What a framework says of its own speed, in its own way: provenance beside what is computed here, never instead of it. */
export interface StepClaim {
  /** Tokens per second of the whole job. */
  readonly tokensPerSecond?: number | undefined;
  /** 10^12 model FLOP/s of one device, and what a device is to this framework. */
  readonly teraFlopsPerDevice?: number | undefined;
  readonly device?: "die" | "package" | undefined;
  /** In [0, 1]. */
  readonly mfu?: number | undefined;
}

/** One report of the log: of one step, or of several since the report before it. */
export interface StepSample {
  /** Place in the run, from 0. */
  readonly index: number;
  /** Number of the (last) step, counted from 1 at the beginning of the training. */
  readonly step: number;
  /** Steps that the report stands for, at least 1. */
  readonly steps: number;
  /** When the report was printed at the latest: the stamp of its bytes. */
  readonly atNs: Nanoseconds;
  /** It was printed at most so long before; 0 where bytes come as they are written. */
  readonly withinNs: Nanoseconds;
  /** Tokens of these steps, of the whole job. */
  readonly tokens: number;
  /** `log`: the framework counted them; `workload`: global batch times sequence length. */
  readonly tokensFrom: "log" | "workload";
  /** Mean duration of one of these steps by the framework's own timer, in seconds. */
  readonly stepSeconds?: number | undefined;
  /** As printed; a loss that is no finite number is written as its name, since it is what a check looks for. */
  readonly loss?: number | "NaN" | "Infinity" | "-Infinity" | undefined;
  /** Steps that the optimiser left out. */
  readonly skipped?: number | undefined;
  /** What the log said between the report before and this one. */
  readonly after?: readonly ("checkpoint" | "restart")[] | undefined;
  readonly claim?: StepClaim | undefined;
}
