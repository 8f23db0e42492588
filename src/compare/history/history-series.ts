import type {
  EnvironmentBreak,
  HistoryEntry,
  HistoryEvent,
  HistoryMetric,
  HistoryPoint,
  HistorySeries,
} from "../../model/history.js";
import { weakestProvenance } from "../../model/provenance.js";
import type { History } from "../../records/history/read-history.js";
import { arePositive, centralValue } from "./central-value.js";
import { type ChangeOptions, findChanges } from "./level-changes.js";

/** What a series is made of. */
export type SeriesHistory = Pick<History, "entries" | "fingerprints" | "events">;

/**
 * The series of one metric of one system on one workload: one point an entry, oldest first, where its environment changed, and
 * where its level changed within an environment.
 *
 * @returns undefined where the history has no such value
 */
export function seriesOf(
  history: SeriesHistory,
  systemId: string,
  workloadId: string,
  metricId: string,
  options: ChangeOptions = {},
): HistorySeries | undefined {
  const entries = entriesOfCell(history.entries, systemId, workloadId);
  const measured = entries.flatMap((entry) => {
    const metric = entry.metrics[metricId];
    return metric === undefined ? [] : [{ entry, metric }];
  });
  const last = measured.at(-1);
  if (last === undefined) return undefined;
  const isPositive = measured.every(({ metric }) => arePositive(metric.values));
  const points = measured.map(({ entry, metric }) => pointOf(entry, metric, isPositive));
  const name = { systemId, workloadId, metricId };
  const changes = isPositive ? findChanges(name, points, eventsOf(history, name, entries), options) : [];
  const { unit, better } = last.metric;
  const claims = claimsOf(measured);
  return { ...name, unit, better, ...claims, points, breaks: breaksIn(points, history.fingerprints), changes };
}

/**
 * Entries of one cell, oldest first. An execution that was added again, once more of it had run or under another name, counts as
 * it was added last.
 */
export function entriesOfCell(
  entries: readonly HistoryEntry[],
  systemId: string,
  workloadId: string,
): readonly HistoryEntry[] {
  const latest = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    if (entry.systemId !== systemId || entry.workloadId !== workloadId) continue;
    const key = keyOf(entry);
    latest.delete(key);
    latest.set(key, entry);
  }
  const kept = new Set(latest.values());
  return entries.filter((entry) => kept.has(entry));
}

/** An event names the entry that it was seen at; where its execution was added again, the one that stands for it now. */
function eventsOf(
  { entries, events }: SeriesHistory,
  { systemId, workloadId, metricId }: Pick<HistorySeries, "systemId" | "workloadId" | "metricId">,
  kept: readonly HistoryEntry[],
): readonly HistoryEvent[] {
  if (events.length === 0) return events;
  const cell = `${systemId}/${workloadId}/${metricId}`;
  const current = new Map(kept.map((entry) => [keyOf(entry), entry.id]));
  const names = new Map(
    entries.map((entry) => [`${cell}@${entry.id}`, `${cell}@${current.get(keyOf(entry)) ?? entry.id}`]),
  );
  return events.map((event) => ({ ...event, change: names.get(event.change) ?? event.change }));
}

/** What entries of one cell have in common that are the same one, added again. */
function keyOf({ executionId, fingerprint }: HistoryEntry): string {
  return `${executionId} ${fingerprint}`;
}

function pointOf(
  { id, commit, at, fingerprint }: HistoryEntry,
  metric: HistoryMetric,
  isPositive: boolean,
): HistoryPoint {
  const { boundary, values } = metric;
  const metered = boundary === undefined ? {} : { boundary };
  const value = centralValue(values, isPositive);
  return { entryId: id, commit, at, fingerprint, ...metered, value, runs: values.length };
}

/** What a number of the series may not be printed without. */
function claimsOf(
  measured: readonly { readonly entry: HistoryEntry; readonly metric: HistoryMetric }[],
): Pick<HistorySeries, "stamps" | "provenance"> {
  const stamps = new Map(
    measured.flatMap(({ entry }) => (entry.stamps ?? []).map((stamp) => [JSON.stringify(stamp), stamp] as const)),
  );
  const provenance = weakestProvenance(["measured", ...measured.map(({ metric }) => metric.provenance ?? "measured")]);
  return {
    ...(stamps.size === 0 ? {} : { stamps: [...stamps.values()] }),
    ...(provenance === "measured" ? {} : { provenance }),
  };
}

function breaksIn(
  points: readonly HistoryPoint[],
  fingerprints: SeriesHistory["fingerprints"],
): readonly EnvironmentBreak[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before === undefined) return [];
    const isKnown = fingerprints.has(before.fingerprint) && fingerprints.has(point.fingerprint);
    const known = isKnown ? fingerprints : NO_FACTS;
    const facts = differences(factsOf(before, known), factsOf(point, known));
    return facts.length === 0 ? [] : [{ index, facts }];
  });
}

/** Against facts that are lost, all that is known of the others would seem to be new: the hashes stand for both. */
const NO_FACTS: SeriesHistory["fingerprints"] = new Map();

/** Where the facts of a fingerprint are lost its hash stands for them. */
function factsOf(
  { fingerprint, boundary }: HistoryPoint,
  fingerprints: SeriesHistory["fingerprints"],
): Readonly<Record<string, string>> {
  const facts = fingerprints.get(fingerprint)?.facts ?? { fingerprint };
  return boundary === undefined ? facts : { ...facts, "energy.boundary": boundary };
}

function differences(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): EnvironmentBreak["facts"] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .map((name) => ({ name, before: before[name] ?? "", after: after[name] ?? "" }))
    .filter((fact) => fact.before !== fact.after);
}
