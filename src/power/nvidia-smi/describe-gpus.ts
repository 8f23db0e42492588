import type { MachineCommands } from "../../contract/power-source.js";
import type { SystemDescription } from "../../model/run-record.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";
import type { Command } from "../acquire/command.js";
import {
  parseGpuLinks,
  parseMigProfiles,
  parseNvLinks,
  summarizeLinks,
  summarizeNvLinks,
} from "../parse/nvidia-smi-topology.js";
import type { Gpu } from "./gpus.js";
import { averagingNsOf } from "./traces.js";

/** What nvidia-smi tells of the GPUs, as flat keys; a call of it that fails leaves its part out. */
export async function describeGpus(
  access: MachineCommands,
  command: Command,
  gpus: readonly Gpu[],
  limitNs: Nanoseconds,
): Promise<SystemDescription> {
  const ask = async (...args: readonly string[]): Promise<string> => {
    const entry = await access.read([...command, ...args], limitNs).catch(() => undefined);
    return entry?.text ?? "";
  };
  const isMig = gpus.some((gpu) => gpu.isMig);
  const [topology, nvlink, list] = await Promise.all([
    gpus.length > 1 ? ask("topo", "-m") : "",
    ask("nvlink", "-s"),
    isMig ? ask("-L") : "",
  ]);
  const indexes = new Set(gpus.map(({ index }) => Number(index)));
  const links = parseGpuLinks(topology).filter(({ from, to }) => indexes.has(from) && indexes.has(to));
  const nvLinks = parseNvLinks(nvlink).filter(({ gpu }) => indexes.has(gpu));
  const each = (read: (gpu: Gpu) => string | number | undefined) => distinct(gpus.map(read));
  return withoutGaps({
    gpuCount: gpus.length,
    gpus: counted(gpus.map(({ name }) => name)),
    gpuUuids: gpus.flatMap(({ uuid }) => uuid ?? []).join(", ") || undefined,
    gpuDriver: each(({ driver }) => driver),
    gpuVbios: each(({ vbios }) => vbios),
    gpuPowerLimitWatts: each(({ powerLimitWatts }) => powerLimitWatts),
    gpuPowerAveragingSeconds: each((gpu) => averagingNsOf(gpu) / NS_PER_SECOND),
    gpuMig: isMig ? migState(gpus, parseMigProfiles(list)) : "off",
    gpuComputeMode: each(({ computeMode }) => computeMode),
    gpuPersistence: each(({ persistence }) => persistence),
    gpuTopology: summarizeLinks(links),
    gpuNvLinks: summarizeNvLinks(nvLinks),
  });
}

function migState(gpus: readonly Gpu[], profiles: ReadonlyMap<number, readonly string[]>): string {
  return gpus
    .filter(({ isMig }) => isMig)
    .map(({ index }) => {
      const instances = profiles.get(Number(index)) ?? [];
      return `GPU ${index}: ${instances.length === 0 ? "on" : counted(instances)}`;
    })
    .join("; ");
}

/** `2 x 1g.10gb, 1 x 3g.40gb` */
function counted(names: readonly string[]): string {
  const kinds = [...new Set(names)];
  return kinds.map((kind) => `${names.filter((name) => name === kind).length} x ${kind}`).join(", ");
}

/** A value that all share, or each of the values that there are; `undefined` where there is none. */
function distinct(values: readonly (string | number | undefined)[]): string | number | undefined {
  const [first, ...others] = new Set(values.flatMap((value) => value ?? []));
  return others.length === 0 ? first : [first, ...others].join(", ");
}

function withoutGaps(values: Readonly<Record<string, string | number | undefined>>): SystemDescription {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}
