import type { SystemSpec } from "../../model/system.js";

/** A system as a plan would describe it, for an example of the contract: what an adapter looks at goes into `changes`. */
export function exampleSystem(changes: Partial<SystemSpec> = {}): SystemSpec {
  return {
    id: "example",
    title: { en: "Example", zh: "示例" },
    adapter: "example",
    options: {},
    lifecycle: "restart",
    accelerators: { name: "example", unit: "package", count: 1 },
    serving: { model: "example", precision: "example", tokenizer: "example" },
    power: { bridges: [], sources: [] },
    sources: [],
    hash: "0".repeat(64),
    ...changes,
  };
}
