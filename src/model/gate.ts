import type { Stamp } from "./comparison.js";
import type { ExitCode } from "./exit-codes.js";
import type { Finding } from "./finding.js";
import type { LocalizedText } from "./localized-text.js";
import type { MetricGroup } from "./metric-group.js";
import type { Unit } from "./unit.js";
import type { Direction, Verdict } from "./verdict.js";

/** What a gate holds the head against. */
export const GATE_FORMS = ["base", "history", "requirement"] as const;
export type GateForm = (typeof GATE_FORMS)[number];

/** The verdict in a gate's words. `ok` is shown not to be worse by more than the margin, or not to miss the requirement. */
export const GATE_DECISIONS = ["regressed", "improved", "ok", "inconclusive", "not-comparable"] as const;
export type GateDecision = (typeof GATE_DECISIONS)[number];

/** Head / what it is held against, turned so that more than 1 is better. */
export interface GateChange {
  readonly ratio: number;
  /** The interval that the decision rests on, systematic bounds included where they do not cancel. */
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  /** Two-sided, noise only. */
  readonly p: number;
  /** Where several metrics gate (Holm). */
  readonly adjustedP?: number | undefined;
}

/** What one line of the head is held against. */
export type GateReference =
  | {
      readonly kind: "base";
      readonly systemId: string;
      readonly point: number | undefined;
      readonly values: readonly number[];
    }
  | {
      readonly kind: "history";
      /** Geometric mean of the stable segment. */
      readonly point: number | undefined;
      /** One value an entry of the segment, oldest first. */
      readonly values: readonly number[];
      readonly firstCommit: string | undefined;
      readonly lastCommit: string | undefined;
    }
  | { readonly kind: "requirement"; readonly bound: "at-least" | "at-most"; readonly limit: number };

/** One metric of one workload of one system at the gate. */
export interface GateLine {
  readonly workload: { readonly id: string; readonly title: LocalizedText };
  /** The head. */
  readonly systemId: string;
  readonly metricId: string;
  readonly title: LocalizedText;
  readonly unit: Unit;
  readonly group: MetricGroup;
  readonly better: Direction;
  /** One value a run, in the order of execution, and their geometric mean. */
  readonly head: { readonly point: number | undefined; readonly values: readonly number[] };
  readonly reference: GateReference;
  readonly change?: GateChange | undefined;
  /** Relative; 0 for a requirement. */
  readonly margin: number;
  readonly verdict: Verdict;
  readonly decision: GateDecision;
  /** A regression (or improvement) that even the near end of the one-sided 95 % interval puts past the margin. */
  readonly isProven: boolean;
  /** Of a regression against history: whether fresh runs said so again. Only a confirmed one alarms. */
  readonly isConfirmed?: boolean | undefined;
  readonly reasons: readonly Finding[];
}

/** A known slow-down that was injected to see whether this gate would notice. */
export interface GateControl {
  readonly slowdown: number;
  readonly systemId: string;
  readonly lines: readonly {
    readonly workloadId: string;
    readonly metricId: string;
    readonly title: LocalizedText;
    /** Slowed / untouched, turned so that more than 1 is better; absent where there was nothing to compare. */
    readonly change?: GateChange | undefined;
    readonly isFound: boolean;
  }[];
  /** True where no line of a workload found it: the gate's `ok` means nothing then. */
  readonly isBlind: boolean;
}

/** What a gate says, as plain data: every surface (terminal, JUnit, annotations, comment) shows this and adds nothing. */
export interface GateReport {
  readonly format: "tokwatt.gate";
  readonly version: 1;
  readonly form: GateForm;
  /** Id of the suite: surfaces that are updated in place are recognised by it. */
  readonly suiteId: string;
  readonly title: LocalizedText;
  readonly planHash: string;
  /** Executions that it rests on; two where a regression was confirmed by fresh runs. */
  readonly executionIds: readonly string[];
  readonly commit?: string | undefined;
  /** In the order of the plan. Empty is a failed measurement, never a pass. */
  readonly lines: readonly GateLine[];
  readonly control?: GateControl | undefined;
  readonly stamps: readonly Stamp[];
  /** Runs left out, ledger damage, few runs, order, and what else a reader must know. */
  readonly caveats: readonly Finding[];
  /** The gravest of the lines. */
  readonly decision: GateDecision;
  /** What `--inconclusive` made of it included. */
  readonly exitCode: ExitCode;
}
