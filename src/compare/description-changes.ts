import { type Finding, warning } from "../model/finding.js";
import type { Side } from "./viewed-side.js";

/** Lists of ids fill a page and say no more than their beginning. */
const LONGEST_VALUE = 60;

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

function shortened(value: string | number | boolean): string {
  const text = String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
