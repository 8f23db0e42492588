import type { BackendAdapter } from "../contract/backend-adapter.js";
import { createRegistry, type Registry } from "../contract/registry.js";
import { ascendBackend } from "./ascend/adapter.js";
import { gpuBackend } from "./gpu/adapter.js";
import { mockBackend } from "./mock/adapter.js";
import { nullBackend } from "./null/adapter.js";

/** Every adapter that ships: a new one is one folder and one line here. */
export const builtInBackends: readonly BackendAdapter[] = [ascendBackend, gpuBackend, mockBackend, nullBackend];

export function createBackendRegistry(): Registry<BackendAdapter> {
  return createRegistry("backend", builtInBackends);
}
