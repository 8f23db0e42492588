import { createBackendRegistry } from "../backends/all.js";
import { externalPackages } from "../backends/load-external.js";
import { createJobLauncherRegistry } from "../jobs/launch/all.js";
import { logParsers } from "../jobs/logs/all.js";
import { METRICS } from "../metrics/all.js";
import { createPowerSourceRegistry } from "../power/sources.js";
import type { SuiteVocabulary } from "../suite/read-suite.js";

/** Everything that a suite and its system files may name. */
export function createVocabulary(): SuiteVocabulary {
  return {
    backends: createBackendRegistry(),
    powerSources: createPowerSourceRegistry(),
    launchers: createJobLauncherRegistry(),
    logParsers,
    external: externalPackages,
    knownMetrics: METRICS,
  };
}
