/** What a number "per device" in a log belongs to: the processors that the framework sees, one a rank. */
export type LoggedDevice = "die" | "package";

/**
 * What a framework says of its own speed. Kept as provenance beside what tokwatt computes, never instead of it: the formulas
 * behind such numbers differ by a fifth between frameworks.
 */
export interface SpeedClaim {
  readonly tokensPerSecond?: number | undefined;
  readonly samplesPerSecond?: number | undefined;
  /** Whether the two above are of the whole job or of one device. */
  readonly rateOf?: "job" | "device" | undefined;
  /** Model FLOP/s of one device, in 10^12 per second, by the framework's own formula. */
  readonly teraFlopsPerDevice?: number | undefined;
  /** In [0, 1], by the framework's own formula and peak. */
  readonly mfu?: number | undefined;
  /** Mean power of one device as the framework read it. */
  readonly wattsPerDevice?: number | undefined;
}

/**
 * What a log says of one step, or of several since its last report. A field is absent where the log does not say it; nothing is
 * computed that another line or the workload must supply.
 */
export interface LoggedStep {
  readonly kind: "step";
  /**
   * Number of the (last) step, as the framework counts: from the beginning of the training, not of this start of it. From 1:
   * the parser of a framework that counts from 0 adds it.
   */
  readonly step: number;
  /** Mean duration of the steps since the last report by the framework's own timer, in seconds. */
  readonly stepSeconds?: number | undefined;
  /** Training loss as printed; NaN and infinities are kept, since they are what a check looks for. */
  readonly loss?: number | undefined;
  /** Since the beginning of the training, this step included. */
  readonly consumedTokens?: number | undefined;
  readonly consumedSamples?: number | undefined;
  /** Sequences of one step, of the whole job. */
  readonly globalBatch?: number | undefined;
  /** Seconds since this start of the training, as the framework counts; whole seconds in some. */
  readonly elapsedSeconds?: number | undefined;
  /**
   * When the line was printed by the wall clock of its machine, in milliseconds since 1970, with the log's own resolution. Logs
   * name no zone: the time is taken as UTC.
   */
  readonly wallUnixMs?: number | undefined;
  /** Steps since the last report that the optimiser left out (overflow): they took time and taught nothing. */
  readonly skippedSteps?: number | undefined;
  readonly claim?: SpeedClaim | undefined;
}

/** What a log says of the job as a whole, where it dumps its configuration; each entry may hold a part of it. */
export interface LoggedSetup {
  readonly kind: "setup";
  readonly sequenceLength?: number | undefined;
  readonly globalBatch?: number | undefined;
  readonly devices?: number | undefined;
  readonly totalSteps?: number | undefined;
}

/** What else a log says. */
export type LoggedNote =
  /** The training goes on from a checkpoint after so many steps; 0: from the beginning. */
  | { readonly kind: "restart"; readonly step: number }
  /** A checkpoint was saved: the step after it takes longer. */
  | { readonly kind: "checkpoint"; readonly step?: number | undefined }
  /** The framework's own summary at the end of the training: totals over all of it, pauses included. */
  | {
      readonly kind: "summary";
      readonly seconds?: number | undefined;
      readonly loss?: number | undefined;
      readonly claim?: SpeedClaim | undefined;
    };

export type LogEntry = LoggedStep | LoggedSetup | LoggedNote;

/** Reads one log from its first line to its last. */
export interface LogParser {
  /**
   * Takes one line, without its end and free of terminal control sequences (`jobs/logs/log-lines.ts` makes it so). Never throws:
   * lines that it does not know are most of a log.
   *
   * @returns what the line says, in order; the same empty array where it says nothing
   */
  line(text: string): readonly LogEntry[];
  /** The log has ended: what a last step still waited for does not come. */
  end(): readonly LogEntry[];
}

/** What a log parser is: one file in `jobs/logs/parsers/`, one line in its list. */
export interface LogParserDefinition {
  readonly apiVersion: number;
  /** As a system file names it, e.g. `megatron-lm`. */
  readonly name: string;
  /**
   * What this framework's "per device" is on processors of two dies: Ascend frameworks count dies, as each is a rank. On
   * processors of one die both are the same.
   */
  readonly device: LoggedDevice;
  /**
   * Every line that says something to this parser holds one of these texts: the others are not even decoded, which is what
   * makes following a log cheap. ASCII, without what changes or is coloured within. Empty: every line is wanted.
   */
  readonly needles: readonly string[];
  /** Where the format is documented or which source prints it. */
  readonly source: string;
  create(): LogParser;
}

/** Nothing; one array for all lines that say nothing. */
export const NO_ENTRIES: readonly LogEntry[] = [];
