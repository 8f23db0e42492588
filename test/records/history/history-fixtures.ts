import type { Fingerprint } from "../../../src/model/fingerprint.js";
import type { HistoryEntry } from "../../../src/model/history.js";
import { hashOf } from "../../../src/records/hash.js";
import { type EntryContent, stampEntry } from "../../../src/records/history/entry-id.js";

export function fingerprint(facts: Readonly<Record<string, string>> = { driver: "1" }): Fingerprint {
  return { hash: hashOf(facts).slice(0, 12), facts };
}

/** Entry number `index` of a series, one a day. */
export function historyEntry(index: number, changes: Partial<EntryContent> = {}): HistoryEntry {
  return stampEntry({
    systemId: "system",
    workloadId: "chat",
    fingerprint: fingerprint().hash,
    commit: `commit-${index}`,
    at: new Date(Date.UTC(2026, 0, 1 + index)).toISOString(),
    executionId: `execution-${index}`,
    planHash: "plan",
    metrics: { "output-tokens-per-second": { unit: "token/s", better: "higher", values: [100, 101, 99] } },
    ...changes,
  });
}
