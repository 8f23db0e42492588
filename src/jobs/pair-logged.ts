import type { LogEntry, LoggedStep } from "../contract/log-parser.js";
import type { StepSample } from "../model/step-sample.js";

/**
 * What the log said at each sample, in the order of the samples; reports that became no sample are left out.
 *
 * @returns `undefined` where the samples are not of these entries
 */
export function pairLogged(
  samples: readonly StepSample[],
  entries: readonly LogEntry[],
): readonly LoggedStep[] | undefined {
  const paired: LoggedStep[] = [];
  const firstLogged = entries.find((entry) => entry.kind === "step");
  // The collector brings a count from 0 to one from 1.
  const shift = (samples[0]?.step ?? 0) - (firstLogged?.step ?? 0);
  let isRestarted = false;
  for (const entry of entries) {
    if (entry.kind === "restart") isRestarted = true;
    if (entry.kind !== "step") continue;
    const sample = samples[paired.length];
    if (sample === undefined) break;
    const followsRestart = sample.after?.includes("restart") === true;
    if (entry.step + shift !== sample.step || followsRestart !== isRestarted) continue;
    paired.push(entry);
    isRestarted = false;
  }
  return paired.length === samples.length ? paired : undefined;
}
