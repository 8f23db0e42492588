import type { ZodType } from "zod";
import type { OpenRequest } from "../../src/contract/backend-adapter.js";
import type { Clock } from "../../src/contract/clock.js";
import type { Lifecycle } from "../../src/model/system.js";

/** A request to open a system whose file says nothing but its adapter's options. */
export function openRequest<Options>(
  adapter: { readonly name: string; readonly optionsSchema: ZodType<Options> },
  options: unknown,
  rest: {
    clock: Clock;
    lifecycle?: Lifecycle;
    environment?: Record<string, string | undefined>;
    signal?: AbortSignal;
    lines?: string[];
  },
): OpenRequest<Options> {
  const { clock, lifecycle = "restart", environment = {}, signal, lines = [] } = rest;
  return {
    system: {
      id: "system",
      title: { en: "System", zh: "系统" },
      adapter: adapter.name,
      options: {},
      lifecycle,
      accelerators: { name: "none", unit: "node", count: 1 },
      serving: { model: "tiny", precision: "none", tokenizer: "none" },
      power: { bridges: [], sources: [] },
      sources: [],
      hash: "",
    },
    options: adapter.optionsSchema.parse(options),
    seed: "seed",
    clock,
    signal: signal ?? new AbortController().signal,
    environment,
    log: (line) => lines.push(line),
  };
}
