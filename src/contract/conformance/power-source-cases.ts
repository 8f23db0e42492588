import { API_VERSION } from "../backend-adapter.js";
import type { Clock } from "../clock.js";
import { isPackageName } from "../external-packages.js";
import type { PowerSource, PowerSourceDefinition } from "../power-source.js";
import { type ContractCase, demand, demandPlainValues, demandStrictOptions, withinLimit } from "./contract-case.js";
import { metersFromStartToStop, stopsAfterAbort } from "./metering.js";

/** A meter that the source can really read here: a test server on loopback, a fake tool, a folder of recorded files. */
export interface PowerSourceExample {
  /** As a system file would give them; parsed by the source's own schema. */
  readonly options: unknown;
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** For a source that reads what was recorded: wall clock at instant 0 of the run, in milliseconds since 1970. */
  readonly recordedFromUnixMs?: number | undefined;
}

/** The rules for a power source, each independent of the others. */
export function powerSourceCases(
  definition: PowerSourceDefinition,
  example: PowerSourceExample,
  createClock: () => Clock,
): readonly ContractCase[] {
  const create = (clock: Clock, signal: AbortSignal): PowerSource =>
    definition.create(definition.optionsSchema.parse(example.options), {
      clock,
      signal,
      environment: example.environment ?? {},
      recordedFromUnixMs: example.recordedFromUnixMs,
    });
  const meter = async (): Promise<void> => {
    const clock = createClock();
    const declared = definition.meters?.(definition.optionsSchema.parse(example.options));
    const isRecorded = example.recordedFromUnixMs !== undefined;
    await metersFromStartToStop(create(clock, running()), clock, declared, { isRecorded });
  };
  return [
    { name: "declares itself", run: async () => declaresItself(definition) },
    {
      name: "refuses options that it does not know",
      run: async () => demandStrictOptions(definition.optionsSchema, example.options),
    },
    { name: "describes its devices in plain values", run: () => describes(create(createClock(), running())) },
    { name: "meters from start to stop and no longer", run: meter },
    {
      name: "meters again in the next run",
      run: async () => {
        await meter();
        await meter();
      },
    },
    {
      name: "stops when the run is given up",
      run: async () => {
        const [clock, controller] = [createClock(), new AbortController()];
        await stopsAfterAbort(create(clock, controller.signal), clock, () => controller.abort());
      },
    },
    {
      name: "stops when the run was given up before it began",
      run: async () => {
        const clock = createClock();
        await stopsAfterAbort(create(clock, AbortSignal.abort()), clock, () => undefined);
      },
    },
  ];
}

function running(): AbortSignal {
  return new AbortController().signal;
}

function declaresItself({ apiVersion, name, create }: PowerSourceDefinition): void {
  demand(apiVersion === API_VERSION, `apiVersion is ${apiVersion}, this tokwatt has ${API_VERSION}`);
  const isName = /^[a-z][a-z0-9-]*$/.test(name) || isPackageName("power-source", name);
  demand(isName, `the name "${name}" is neither in kebab-case nor that of a package`);
  demand(typeof create === "function", "create is no function");
}

async function describes(source: PowerSource): Promise<void> {
  demand(source.id !== "", "the source has no id");
  const description = await withinLimit(`describe of ${source.id}`, source.describe?.() ?? Promise.resolve({}));
  demandPlainValues(description, source.id);
}
