import type { PowerSource } from "../contract/power-source.js";
import { warning } from "../model/finding.js";
import type { SystemDescription } from "../model/run-record.js";
import type { RunWriter } from "../records/run-writer.js";
import { findingOf } from "./finding-of.js";

/**
 * What the meters tell of their devices, added to what is known already. Nothing that is known is overwritten: where two
 * tell different things under one key, the later one's stands under the name of its meter. A meter that cannot describe
 * what it reads is reported and costs the run nothing else.
 */
export async function describeMeters(
  known: SystemDescription,
  meters: readonly PowerSource[],
  writer: Pick<RunWriter, "finding">,
): Promise<SystemDescription> {
  const description: Record<string, SystemDescription[string]> = { ...known };
  for (const meter of meters) {
    try {
      for (const [key, value] of Object.entries((await meter.describe?.()) ?? {})) {
        const isTaken = description[key] !== undefined && description[key] !== value;
        description[isTaken ? `${meter.id}-${key}` : key] = value;
      }
    } catch (error) {
      const { code, data } = findingOf(error);
      if (code === "interrupted") return description;
      writer.finding(warning("description-failed", { source: meter.id }));
      // Why, in its own sentence.
      writer.finding(warning(code, data));
    }
  }
  return description;
}
