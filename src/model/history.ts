import type { Boundary } from "./boundary.js";
import type { Stamp } from "./comparison.js";
import type { Provenance } from "./provenance.js";
import type { Direction } from "./verdict.js";

/** What the runs of one cell of one execution gave, as a history keeps it. One line of a series. */
export interface HistoryEntry {
  readonly format: "tokwatt.history";
  readonly version: 1;
  /** First 12 hexadecimal digits of the SHA-256 of the rest. */
  readonly id: string;
  readonly systemId: string;
  readonly workloadId: string;
  /** Hash of the fingerprint; its facts stand beside the series. */
  readonly fingerprint: string;
  /** What was under test: a commit, or a name that the user gave it. */
  readonly commit: string;
  /** When the first of the runs began, ISO 8601. */
  readonly at: string;
  readonly executionId: string;
  readonly planHash: string;
  /** What must be printed beside every number: that it is a demonstration, or was not measured on real hardware. */
  readonly stamps?: readonly Stamp[] | undefined;
  /** By metric id. A series of runs of one entry is never pooled with another's: the entry is one point. */
  readonly metrics: Readonly<Record<string, HistoryMetric>>;
}

export interface HistoryMetric {
  readonly unit: string;
  readonly better: Direction;
  /** Of a metric that rests on energy: where it was metered. Another boundary is another environment. */
  readonly boundary?: Boundary | undefined;
  /** The weakest of the values; absent where all were measured. */
  readonly provenance?: Provenance | undefined;
  /** One value a run, in the order of execution. */
  readonly values: readonly number[];
}

/** What became known of a change after it was seen. Appended, never edited. */
export interface HistoryEvent {
  readonly format: "tokwatt.history-event";
  readonly version: 1;
  readonly kind: "acknowledged" | "confirmed" | "refuted";
  /** Of the change: `<system>/<workload>/<metric>@<id of the first entry of the new level>`. */
  readonly change: string;
  readonly at: string;
  /** Who acknowledged it says why. */
  readonly reason?: string | undefined;
  /** The fresh runs that confirmed or refuted it, with their ratio new / old. */
  readonly executionId?: string | undefined;
  readonly ratio?: { readonly point: number; readonly low: number; readonly high: number } | undefined;
}

/** Entries of one system, workload and metric, oldest first. */
export interface HistorySeries {
  readonly systemId: string;
  readonly workloadId: string;
  readonly metricId: string;
  readonly unit: string;
  readonly better: Direction;
  /** Of any of the points, and the weakest provenance of their values; absent where all were measured. */
  readonly stamps?: readonly Stamp[] | undefined;
  readonly provenance?: Provenance | undefined;
  readonly points: readonly HistoryPoint[];
  readonly breaks: readonly EnvironmentBreak[];
  readonly changes: readonly HistoryChange[];
}

export interface HistoryPoint {
  readonly entryId: string;
  readonly commit: string;
  readonly at: string;
  readonly fingerprint: string;
  readonly boundary?: Boundary | undefined;
  /** Geometric mean over the runs; arithmetic where one of the series is not positive. */
  readonly value: number;
  readonly runs: number;
}

/** Where the fingerprint changed: levels before and after are not compared. */
export interface EnvironmentBreak {
  /** Index of the first point of the new environment. */
  readonly index: number;
  /** Facts that differ, by name, with both values. */
  readonly facts: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

/** A change of level within one environment. */
export interface HistoryChange {
  readonly id: string;
  /** Index of the first point of the new level. */
  readonly index: number;
  /** Last commit of the old level, first of the new one: the change lies between them. */
  readonly lastBefore: string;
  readonly firstAfter: string;
  /** New over old level, geometric means. */
  readonly ratio: number;
  /** p of the t test between both levels. The same data chose the place: it ranks changes and is no error rate. */
  readonly p: number;
  /** A `candidate` until fresh runs on both sides of it were compared. */
  readonly state: "candidate" | "confirmed" | "refuted" | "acknowledged";
}
