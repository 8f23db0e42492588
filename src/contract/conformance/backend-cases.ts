import { PROVENANCES } from "../../model/provenance.js";
import { LIFECYCLES, type SystemSpec } from "../../model/system.js";
import { API_VERSION, type BackendAdapter, type OpenSystem } from "../backend-adapter.js";
import type { Clock } from "../clock.js";
import { type Endpoint, endpointGroup } from "../endpoint.js";
import { isPackageName } from "../external-packages.js";
import type { DeclaredMeter } from "../power-source.js";
import {
  type ContractCase,
  demand,
  demandPlainValues,
  demandStrictOptions,
  pause,
  withinLimit,
} from "./contract-case.js";
import { metersFromStartToStop, stopsAfterAbort } from "./metering.js";
import { type TrainingExample, trainingCases } from "./training-cases.js";

/** A system that the adapter can really open here: a test server on loopback, a recorded device. */
export interface ContractExample {
  readonly system: SystemSpec;
  /** As a system file would give them; parsed by the adapter's own schema. */
  readonly options: unknown;
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** How it trains here, for an adapter that can; absent: with the system and the options above. */
  readonly training?: TrainingExample | undefined;
  /** Ends what the adapter started, from outside, as a crash would. Absent where nothing of it can die by itself. */
  readonly kill?: ((system: OpenSystem) => Promise<void>) | undefined;
}

/** How long a living system is watched for a death that it must not report. */
const WATCH_MS = 100;

/** The rules for a backend adapter, each independent of the others. */
export function backendCases(
  adapter: BackendAdapter,
  example: ContractExample,
  createClock: () => Clock,
): readonly ContractCase[] {
  const open = (clock: Clock, signal: AbortSignal): Promise<OpenSystem> =>
    adapter.open({
      system: example.system,
      options: adapter.optionsSchema.parse(example.options),
      seed: "contract",
      clock,
      signal,
      environment: example.environment ?? {},
      log: () => undefined,
    });
  const opened =
    (use: (system: OpenSystem, clock: Clock, abort: () => void) => Promise<void>) => async (): Promise<void> => {
      const [clock, controller] = [createClock(), new AbortController()];
      const system = await withinLimit("open", open(clock, controller.signal));
      try {
        await use(system, clock, () => controller.abort());
      } finally {
        await withinLimit("close", system.close());
      }
    };
  const nothing = async (): Promise<void> => undefined;
  const { kill, training = {} } = example;
  const subject = {
    adapter,
    system: training.system ?? example.system,
    options: training.options ?? example.options,
    environment: example.environment ?? {},
    example: training,
  };
  return [
    { name: "declares itself", run: async () => declaresItself(adapter) },
    {
      name: "refuses options that it does not know",
      run: async () => demandStrictOptions(adapter.optionsSchema, example.options),
    },
    { name: "opens an endpoint that lists its model", run: opened(listsItsModel) },
    { name: "describes the system and its meters in plain values", run: opened(describesPlainly) },
    {
      name: "meters from start to stop and no longer",
      run: opened((system, clock) =>
        meters(system, clock, adapter.meters?.(adapter.optionsSchema.parse(example.options))),
      ),
    },
    {
      name: "opens again after it was closed",
      run: async () => {
        await opened(nothing)();
        await opened(nothing)();
      },
    },
    { name: "closes when the run is given up", run: opened(closesAfterAbort) },
    {
      name: "gives up opening when the run was given up before it began",
      run: () => givesUp(open(createClock(), AbortSignal.abort())),
    },
    { name: "reports no death while it lives, nor when it is closed", run: () => livesUntilClosed(opened) },
    ...(kill === undefined ? [] : [{ name: "says how it died", run: opened((system) => reportsDeath(system, kill)) }]),
    ...trainingCases(subject, createClock),
  ];
}

function declaresItself(adapter: BackendAdapter): void {
  const { apiVersion, name, provenance, lifecycles, label } = adapter;
  demand(apiVersion === API_VERSION, `apiVersion is ${apiVersion}, this tokwatt has ${API_VERSION}`);
  const isName = /^[a-z][a-z0-9-]*$/.test(name) || isPackageName("backend", name);
  demand(isName, `the name "${name}" is neither in kebab-case nor that of a package`);
  demand(PROVENANCES.includes(provenance), `unknown provenance ${provenance}`);
  demand(provenance === "measured" || label !== undefined, "what is not measured must carry a label");
  demand(lifecycles.length > 0, "no lifecycle is declared");
  for (const lifecycle of lifecycles) demand(LIFECYCLES.includes(lifecycle), `unknown lifecycle ${lifecycle}`);
}

async function listsItsModel({ endpoint }: OpenSystem): Promise<void> {
  if (endpoint === undefined) return;
  const { endpoints } = endpointGroup(endpoint);
  demand(endpoints.length > 0, "a group of endpoints holds none");
  for (const one of endpoints) await demandModelListed(one);
}

async function demandModelListed({ baseUrl, headers, model }: Endpoint): Promise<void> {
  demand(!baseUrl.endsWith("/"), "baseUrl must not end with a slash");
  const response = await fetch(`${baseUrl}/v1/models`, { headers });
  demand(response.ok, `/v1/models answers ${response.status}`);
  const { data } = (await response.json()) as { readonly data: readonly { readonly id: string }[] };
  demand(
    data.some((listed) => listed.id === model),
    `/v1/models does not list ${model}`,
  );
}

async function describesPlainly(system: OpenSystem): Promise<void> {
  demandPlainValues(await withinLimit("describe", system.describe()), "the system");
  for (const source of system.powerSources) {
    if (source.describe === undefined) continue;
    demandPlainValues(await withinLimit(`describe of ${source.id}`, source.describe()), source.id);
  }
}

async function meters(
  { powerSources }: OpenSystem,
  clock: Clock,
  declared: readonly DeclaredMeter[] | undefined,
): Promise<void> {
  demand(new Set(powerSources.map(({ id }) => id)).size === powerSources.length, "two power sources have one id");
  for (const source of powerSources) await metersFromStartToStop(source, clock, declared);
}

async function closesAfterAbort({ powerSources }: OpenSystem, clock: Clock, abort: () => void): Promise<void> {
  abort();
  for (const source of powerSources) await stopsAfterAbort(source, clock, () => undefined);
}

/** To reject is as good as to open something that can be closed; to hang is neither. */
async function givesUp(opening: Promise<OpenSystem>): Promise<void> {
  const system = await withinLimit(
    "open of a run that was given up",
    opening.catch(() => undefined),
  );
  if (system !== undefined) await withinLimit("close", system.close());
}

async function livesUntilClosed(
  opened: (use: (system: OpenSystem) => Promise<void>) => () => Promise<void>,
): Promise<void> {
  let death = "";
  await opened(async ({ died }) => {
    void died?.then(({ code }) => {
      death = code;
    });
    await pause(WATCH_MS);
    demand(death === "", `a living system is reported as dead (${death})`);
  })();
  await pause(WATCH_MS);
  demand(death === "", `closing is reported as a death (${death})`);
}

async function reportsDeath(system: OpenSystem, kill: (system: OpenSystem) => Promise<void>): Promise<void> {
  demand(system.died !== undefined, "the example can kill the system, and it has no `died`");
  await kill(system);
  const finding = await withinLimit("died", system.died ?? Promise.resolve(undefined));
  demand(finding !== undefined && finding.severity === "error", "a death must be an error with a code");
}
