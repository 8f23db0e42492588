import { createBackendRegistry } from "../backends/all.js";
import { externalPackages } from "../backends/load-external.js";
import { METRIC_IDS } from "../metrics/all.js";
import { createPowerSourceRegistry } from "../power/sources.js";
import type { SuiteVocabulary } from "../suite/read-suite.js";

/** Everything that a suite and its system files may name. */
export function createVocabulary(): SuiteVocabulary {
  return {
    backends: createBackendRegistry(),
    powerSources: createPowerSourceRegistry(),
    external: externalPackages,
    knownMetrics: METRIC_IDS,
  };
}
