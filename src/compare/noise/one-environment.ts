import { type Finding, warning } from "../../model/finding.js";
import type { Fingerprint } from "../../model/fingerprint.js";
import type { RunRecord } from "../../model/run-record.js";
import { fingerprintOf } from "../../records/fingerprint.js";
import type { RunList } from "../list-runs.js";

/** The used runs of the environment that most of them were made in: noise across two of them is that of neither. */
export function oneEnvironment(
  list: RunList,
  systemId: string,
): { readonly fingerprint?: Fingerprint; readonly inside: RunList; readonly findings: readonly Finding[] } {
  const groups = new Map<string, { readonly fingerprint: Fingerprint; readonly runs: [string, RunRecord][] }>();
  for (const [runId, record] of list.used) {
    const fingerprint = fingerprintOf(record.manifest);
    const group = groups.get(fingerprint.hash) ?? { fingerprint, runs: [] };
    group.runs.push([runId, record]);
    groups.set(fingerprint.hash, group);
  }
  const [most, ...others] = [...groups.values()].toSorted((a, b) => b.runs.length - a.runs.length);
  if (most === undefined) return { inside: list, findings: [] };
  const differing = others.flatMap(({ fingerprint }) => differingFacts(most.fingerprint, fingerprint));
  const left = others.reduce((sum, { runs }) => sum + runs.length, 0);
  const data = { system: systemId, runs: left, facts: [...new Set(differing)].join(", ") };
  return {
    fingerprint: most.fingerprint,
    inside: { ...list, used: new Map(most.runs) },
    findings: left === 0 ? [] : [warning("noise-environments-mixed", data)],
  };
}

function differingFacts(one: Fingerprint, other: Fingerprint): readonly string[] {
  const names = new Set([...Object.keys(one.facts), ...Object.keys(other.facts)]);
  return [...names].filter((name) => one.facts[name] !== other.facts[name]);
}
