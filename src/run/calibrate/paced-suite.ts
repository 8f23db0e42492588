import { gpuBackend } from "../../backends/gpu/adapter.js";
import type { Plan } from "../../model/plan.js";
import type { SystemSpec } from "../../model/system.js";
import type { InferenceWorkload } from "../../model/workload.js";
import { hashOf } from "../../records/hash.js";
import { defaultLimits } from "../../suite/default-limits.js";
import type { ReadSuite } from "../../suite/read-suite.js";

export interface PacedSuiteOptions {
  readonly baseUrl: string;
  /** Shape of the streams. */
  readonly model: string;
  readonly usage?: "final" | "continuous";
  readonly workload: InferenceWorkload;
  readonly seed: number;
}

/** A suite of one run on a paced server that runs already: as if `tokwatt run` had read it from files. */
export function pacedSuite({ baseUrl, model, usage = "final", workload, seed }: PacedSuiteOptions): ReadSuite {
  const options = gpuBackend.optionsSchema.parse({ baseUrl, model, usage, metrics: "none" });
  const spec: Omit<SystemSpec, "hash"> = {
    id: "paced",
    title: { en: "Paced server", zh: "定时应答服务器" },
    adapter: gpuBackend.name,
    options: { model, usage },
    lifecycle: "attached",
    accelerators: { name: "none", unit: "package", count: 1 },
    serving: { model, precision: "none", tokenizer: "none" },
    power: { bridges: [], sources: [] },
    sources: [],
  };
  const plan: Omit<Plan, "hash"> = {
    format: "tokwatt.plan",
    version: 1,
    suite: { id: "paced", version: "1", title: { en: "Load generator", zh: "负载发生器" } },
    seed,
    repeats: 1,
    order: "interleaved",
    systems: [{ ...spec, hash: hashOf(spec) }],
    workloads: [workload],
    trials: [
      {
        index: 0,
        id: `paced--${workload.id}--1`,
        systemId: spec.id,
        workloadId: workload.id,
        repeat: 1,
        arrivalSeed: `${seed}:${workload.id}:1`,
      },
    ],
    comparisons: [],
    assumedMeterAccuracy: {},
    limits: defaultLimits,
  };
  const openable = { adapter: gpuBackend, options, powerSources: [], plugins: {}, variables: [], files: [] };
  return { plan: { ...plan, hash: hashOf(plan) }, systems: new Map([[spec.id, openable]]), files: new Map() };
}
