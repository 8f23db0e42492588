import type { BackendAdapter } from "./backend-adapter.js";
import type { PowerSourceDefinition } from "./power-source.js";

/** Types an adapter by its options schema; returns it unchanged. */
export function defineBackend<Options>(adapter: BackendAdapter<Options>): BackendAdapter<Options> {
  return adapter;
}

/** Types a power source by its options schema; returns it unchanged. */
export function definePowerSource<Options>(source: PowerSourceDefinition<Options>): PowerSourceDefinition<Options> {
  return source;
}
