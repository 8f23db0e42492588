import { type Finding, warning } from "../model/finding.js";
import type { RunManifest } from "../model/run-record.js";
import { fingerprintOf } from "../records/fingerprint.js";
import type { Side } from "./viewed-side.js";

/** Lists of ids fill a page and say no more than their beginning. */
const LONGEST_VALUE = 60;
/** Facts of a fingerprint about what drove the load. */
const CLIENT = "client.";

/**
 * What a system said of itself that was not the same in all of its used runs: a driver or an engine that was updated in
 * between makes them samples of two systems. A run that could not tell something says nothing against the others.
 */
export function descriptionChanges({ system, records }: Side): readonly Finding[] {
  const descriptions = records.map(({ manifest }) => manifest.description);
  const keys = [...new Set(descriptions.flatMap((description) => Object.keys(description)))];
  return keys.flatMap((key) => {
    const values = [...new Set(descriptions.flatMap((description) => description[key] ?? []))].map(shortened);
    return values.length < 2
      ? []
      : [warning("description-changed", { system: system.id, key, values: values.join(" / ") })];
  });
}

/**
 * What drove the load, and was not the same in all used runs of a system, or is not the same on both sides: another machine, kernel,
 * Node.js or version of tokwatt. What differs between the systems may be what differs between the clients.
 */
export function clientChanges({ system, records }: Side): readonly Finding[] {
  return [...clientFacts(records)].flatMap(([key, values]) =>
    values.length < 2 ? [] : [warning("client-changed", { system: system.id, key, values: values.join(" / ") })],
  );
}

/** The same between two systems; what changed within one of them is said by `clientChanges`. */
export function clientDifferences(candidate: Side, baseline: Side): readonly Finding[] {
  const theirs = clientFacts(baseline.records);
  return [...clientFacts(candidate.records)].flatMap(([key, ours]) => {
    const [one, other] = [ours, theirs.get(key) ?? []];
    if (one.length !== 1 || other.length !== 1 || one[0] === other[0]) return [];
    return [warning("clients-differ", { key, candidate: one[0] ?? "", baseline: other[0] ?? "" })];
  });
}

/** By the name of a fact, all its values. */
function clientFacts(records: readonly { readonly manifest: RunManifest }[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, Set<string>>();
  for (const { manifest } of records) {
    for (const [name, value] of Object.entries(fingerprintOf(manifest).facts)) {
      if (!name.startsWith(CLIENT)) continue;
      values.set(name, (values.get(name) ?? new Set()).add(shortened(value)));
    }
  }
  return new Map([...values].map(([name, own]) => [name, [...own]]));
}

function shortened(value: string | number | boolean): string {
  const text = String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
