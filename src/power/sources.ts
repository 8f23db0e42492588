import type { PowerSourceDefinition } from "../contract/power-source.js";
import { createRegistry, type Registry } from "../contract/registry.js";
import { npuSmiSource } from "./npu-smi.js";
import { nvidiaSmiSource } from "./nvidia-smi.js";
import { raplSource } from "./rapl.js";
import { recordedTelemetrySource } from "./recorded-telemetry.js";

/** Every power source that ships: a new one is one file and one line here. */
export const builtInPowerSources: readonly PowerSourceDefinition[] = [
  npuSmiSource,
  nvidiaSmiSource,
  raplSource,
  recordedTelemetrySource,
];

export function createPowerSourceRegistry(): Registry<PowerSourceDefinition> {
  return createRegistry("power-source", builtInPowerSources);
}
