import type { Finding } from "../model/finding.js";
import type { RunWindows } from "../model/run-record.js";
import type { ClientSelfCheck } from "../model/self-check.js";
import type { LoadOutcome } from "./drive-load.js";
import { findingsOf } from "./load-counts.js";
import { mergeReadings } from "./merge-readings.js";

/** What the workers of one load saw together. */
export interface JoinedLoad {
  /** Absent where not every worker completed its measured window; so is `client`. */
  readonly windows?: RunWindows | undefined;
  readonly client?: ClientSelfCheck | undefined;
  /** Requests of the measured window that succeeded. */
  readonly succeeded: number;
  readonly findings: readonly Finding[];
}

/**
 * @param outcomes of those workers that came to an end
 * @param workers how many there were
 */
export function joinOutcomes(outcomes: readonly LoadOutcome[], workers: number): JoinedLoad {
  const readings = outcomes.flatMap((outcome) => outcome.readings ?? []);
  return {
    windows: joinWindows(outcomes, workers),
    client: readings.length === workers ? mergeReadings(readings) : undefined,
    succeeded: outcomes.reduce((sum, { succeeded }) => sum + succeeded, 0),
    findings: findingsOf(outcomes.map(({ counts }) => counts)),
  };
}

/**
 * The phases of a timed run are the same for all. A batch lasts until the last content event of any worker; one that had
 * none ends with its last request.
 */
function joinWindows(outcomes: readonly LoadOutcome[], workers: number): RunWindows | undefined {
  const seen = outcomes.flatMap(({ windows, lastContentNs }) => (windows ? { windows, lastContentNs } : []));
  const [first] = seen;
  if (first === undefined || seen.length < workers) return undefined;
  const withContent = seen.filter(({ lastContentNs }) => lastContentNs !== undefined);
  const ends = (withContent.length > 0 ? withContent : seen).map(({ windows }) => windows.measure.endNs);
  const { warmUp, measure } = first.windows;
  return { warmUp, measure: { startNs: measure.startNs, endNs: Math.max(...ends) } };
}
