import type { DeclaredMeter } from "../contract/power-source.js";
import type { AdapterStamp } from "../model/run-record.js";
import type { ChipKind, SystemSpec } from "../model/system.js";
import { redactSystem } from "../records/redact-record.js";
import type { ReadSystem } from "../suite/read-system.js";

/** Power that will be read, by whom. */
export interface ListedMeter {
  /** The adapter, or the power source beside it, that brings the meter. */
  readonly from: string;
  /** Absent where it does not say what it will read. */
  readonly source?: string | undefined;
  /** What kind of chip it reads, where that is known. */
  readonly kind?: ChipKind | undefined;
  /** Empty where that is known only when the devices are asked. */
  readonly boundaries: DeclaredMeter["boundaries"];
}

/** Everything that can be said of a system from its file alone, as data. */
export interface SystemDescriptionPage {
  readonly format: "tokwatt.system-description";
  readonly version: 1;
  /** As it was given, or found by the system's id. */
  readonly file: string;
  /** Without addresses and secrets; its hash is that of the file. */
  readonly system: SystemSpec;
  readonly adapter: AdapterStamp;
  /** The adapter trains any workload, without a job in the file. */
  readonly trainsByItself: boolean;
  /** Versions of npm packages that the adapter and power sources came from, by their names. */
  readonly plugins: Readonly<Record<string, string>>;
  /** Environment variables that must be set when the system is opened. */
  readonly variables: readonly string[];
  readonly meters: readonly ListedMeter[];
}

export function describeSystem(file: string, read: ReadSystem): SystemDescriptionPage {
  const { spec, adapter, options, powerSources, plugins, variables } = read;
  const { name, version, provenance, label } = adapter;
  const own = listed(adapter.name, adapter.meters?.(options));
  const others = powerSources.map(({ definition, options: its }) => listed(definition.name, definition.meters?.(its)));
  return {
    format: "tokwatt.system-description",
    version: 1,
    file,
    system: redactSystem(spec),
    adapter: { name, version, provenance, ...(label === undefined ? {} : { label }) },
    trainsByItself: adapter.trainsByItself === true,
    plugins,
    variables: variables.map((variable) => variable.name),
    meters: [own, ...others].flat(),
  };
}

function listed(from: string, meters: readonly DeclaredMeter[] | undefined): readonly ListedMeter[] {
  return meters?.map((meter) => ({ from, ...meter })) ?? [{ from, boundaries: [] }];
}
