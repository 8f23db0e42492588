import type { LogEntry, LoggedSetup } from "../../contract/log-parser.js";
import { NO_ENTRIES } from "../../contract/log-parser.js";

/** Reports what every line of a log repeats of its job (`step 3 of 100`) once, and again when it changes. */
export function createSaidOnce(): (setup: Omit<LoggedSetup, "kind">) => readonly LogEntry[] {
  let said: Omit<LoggedSetup, "kind"> = {};
  return (setup) => {
    const isSaid =
      isSame(setup.totalSteps, said.totalSteps) &&
      isSame(setup.sequenceLength, said.sequenceLength) &&
      isSame(setup.globalBatch, said.globalBatch) &&
      isSame(setup.devices, said.devices);
    if (isSaid) return NO_ENTRIES;
    said = {
      totalSteps: setup.totalSteps ?? said.totalSteps,
      sequenceLength: setup.sequenceLength ?? said.sequenceLength,
      globalBatch: setup.globalBatch ?? said.globalBatch,
      devices: setup.devices ?? said.devices,
    };
    return [{ kind: "setup", ...setup }];
  };
}

function isSame(now: number | undefined, before: number | undefined): boolean {
  return now === undefined || now === before;
}
