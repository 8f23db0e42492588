/**
 * The contracts that every adapter and every power source must keep, as cases for any test framework:
 *
 *     for (const { name, run } of backendContract(adapter, example)) test(name, run);
 */
import type { BackendAdapter } from "./contract/backend-adapter.js";
import { backendCases, type ContractExample } from "./contract/conformance/backend-cases.js";
import type { ContractCase } from "./contract/conformance/contract-case.js";
import { type PowerSourceExample, powerSourceCases } from "./contract/conformance/power-source-cases.js";
import type { PowerSourceDefinition } from "./contract/power-source.js";
import { createMonotonicClock } from "./load/monotonic-clock.js";

export type { ContractExample } from "./contract/conformance/backend-cases.js";
export type { ContractCase } from "./contract/conformance/contract-case.js";
export { exampleSystem } from "./contract/conformance/example-system.js";
export { exampleTraining } from "./contract/conformance/example-training.js";
export type { PowerSourceExample } from "./contract/conformance/power-source-cases.js";
export type { TrainingExample } from "./contract/conformance/training-cases.js";

/** The rules for a backend adapter, each independent of the others. */
export function backendContract(adapter: BackendAdapter, example: ContractExample): readonly ContractCase[] {
  return backendCases(adapter, example, createMonotonicClock);
}

/** The rules for a power source, each independent of the others. */
export function powerSourceContract(
  definition: PowerSourceDefinition,
  example: PowerSourceExample,
): readonly ContractCase[] {
  return powerSourceCases(definition, example, createMonotonicClock);
}
