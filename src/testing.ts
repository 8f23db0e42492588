/**
 * The contract that every backend adapter must keep, as cases for any test framework:
 *
 *     for (const { name, run } of backendContract(adapter, example)) test(name, run);
 */
import type { BackendAdapter, OpenSystem } from "./contract/backend-adapter.js";
import { API_VERSION } from "./contract/backend-adapter.js";
import type { PowerSink, PowerTraceSink } from "./contract/power-source.js";
import { createMonotonicClock } from "./load/monotonic-clock.js";
import type { PowerTraceHeader } from "./model/power-trace.js";
import { PROVENANCES } from "./model/provenance.js";
import type { SystemSpec } from "./model/system.js";
import { LIFECYCLES } from "./model/system.js";

/** A system that the adapter can really open here: a test server on loopback, a recorded device. */
export interface ContractExample {
  readonly system: SystemSpec;
  /** As a system file would give them; parsed by the adapter's own schema. */
  readonly options: unknown;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** One rule of the contract. `run` rejects with what is wrong. */
export interface ContractCase {
  readonly name: string;
  run(): Promise<void>;
}

/** The rules for a backend adapter, each independent of the others. */
export function backendContract(adapter: BackendAdapter, example: ContractExample): readonly ContractCase[] {
  const opened = (use: (system: OpenSystem) => Promise<void>) => async () => {
    const system = await open(adapter, example);
    try {
      await use(system);
    } finally {
      await system.close();
    }
  };
  return [
    { name: "declares itself", run: async () => declaresItself(adapter) },
    { name: "refuses options that it does not know", run: async () => refusesUnknownOptions(adapter, example) },
    { name: "opens an endpoint that lists its model", run: opened(listsItsModel) },
    { name: "describes the system in plain values", run: opened(describesPlainly) },
    { name: "meters from start to stop and no longer", run: opened(metersBetween) },
    { name: "opens again after it was closed", run: async () => opensTwice(adapter, example) },
  ];
}

function open(adapter: BackendAdapter, example: ContractExample): Promise<OpenSystem> {
  return adapter.open({
    system: example.system,
    options: adapter.optionsSchema.parse(example.options),
    seed: "contract",
    clock: createMonotonicClock(),
    signal: new AbortController().signal,
    environment: example.environment ?? {},
    log: () => undefined,
  });
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Backend contract: ${what}`);
}

function declaresItself(adapter: BackendAdapter): void {
  demand(adapter.apiVersion === API_VERSION, `apiVersion is ${adapter.apiVersion}, this tokwatt has ${API_VERSION}`);
  demand(/^[a-z][a-z0-9-]*$/.test(adapter.name), `the name "${adapter.name}" is not in kebab-case`);
  demand(PROVENANCES.includes(adapter.provenance), `unknown provenance ${adapter.provenance}`);
  demand(adapter.provenance === "measured" || adapter.label !== undefined, "what is not measured must carry a label");
  demand(adapter.lifecycles.length > 0, "no lifecycle is declared");
  demand(
    adapter.lifecycles.every((lifecycle) => LIFECYCLES.includes(lifecycle)),
    "a lifecycle is unknown",
  );
}

function refusesUnknownOptions(adapter: BackendAdapter, example: ContractExample): void {
  demand(adapter.optionsSchema.safeParse(example.options).success, "its own example options are refused");
  const misspelt = { ...(example.options as object), "misspelt-option": 1 };
  demand(!adapter.optionsSchema.safeParse(misspelt).success, "a misspelt option is taken silently");
}

async function listsItsModel({ endpoint }: OpenSystem): Promise<void> {
  if (endpoint === undefined) return;
  demand(!endpoint.baseUrl.endsWith("/"), "baseUrl must not end with a slash");
  const response = await fetch(`${endpoint.baseUrl}/v1/models`, { headers: endpoint.headers });
  demand(response.ok, `/v1/models answers ${response.status}`);
  const { data } = (await response.json()) as { readonly data: readonly { readonly id: string }[] };
  demand(
    data.some((model) => model.id === endpoint.model),
    `/v1/models does not list ${endpoint.model}`,
  );
}

async function describesPlainly(system: OpenSystem): Promise<void> {
  for (const [key, value] of Object.entries(await system.describe())) {
    demand(["string", "number", "boolean"].includes(typeof value), `${key} of the description is no plain value`);
  }
}

async function metersBetween(system: OpenSystem): Promise<void> {
  for (const source of system.powerSources) {
    const headers: PowerTraceHeader[] = [];
    let readings = 0;
    const open = (header: PowerTraceHeader): PowerTraceSink => {
      headers.push(header);
      return {
        sample: () => {
          readings += 1;
        },
      };
    };
    const sink: PowerSink = {
      open,
      openCrossCheck: open,
      openRaw: () => ({ append: () => undefined }),
      report: () => undefined,
    };
    await source.start(sink);
    demand(headers.length > 0 && readings >= headers.length, `${source.id} has no reading of each trace after start`);
    demand(new Set(headers.map(({ id }) => id)).size === headers.length, `${source.id} opens two traces of one id`);
    await source.stop();
    const atStop = readings;
    await new Promise((resolve) => setTimeout(resolve, 3 * ((headers[0]?.intervalNs ?? 0) / 1e6)));
    demand(readings === atStop, `${source.id} goes on after stop`);
  }
}

async function opensTwice(adapter: BackendAdapter, example: ContractExample): Promise<void> {
  for (let run = 0; run < 2; run += 1) {
    const system = await open(adapter, example);
    await system.close();
  }
}
