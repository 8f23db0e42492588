import type { MachineCommands } from "../../contract/power-source.js";
import { MeasurementError } from "../../model/errors.js";
import type { Nanoseconds } from "../../model/time.js";
import type { Command } from "../acquire/command.js";
import { parseCsvTable } from "../parse/nvidia-smi-csv.js";
import { parseQueryFields } from "../parse/nvidia-smi-fields.js";
import { isNoValue, parsePowerWatts } from "../parse/nvidia-smi-values.js";
import { deviceMissing } from "../telemetry-source.js";

/** A GPU as nvidia-smi shows it before a run; what its driver does not tell is absent. */
export interface Gpu {
  /** Can change with every boot; the UUID does not. */
  readonly index: string;
  readonly uuid?: string | undefined;
  readonly name: string;
  readonly driver?: string | undefined;
  readonly vbios?: string | undefined;
  readonly computeMode?: string | undefined;
  readonly persistence?: string | undefined;
  readonly isMig: boolean;
  /** CUDA compute capability: 9.0 is Hopper. */
  readonly capability?: number | undefined;
  /** Mean watts of the last second; absent on devices that have none. */
  readonly averageWatts?: number | undefined;
  /** What the tool says where it gives no watts of the board. */
  readonly noPower?: string | undefined;
  readonly powerLimitWatts?: number | undefined;
  /** Watts of a Grace superchip's module: GPU and CPU together. */
  readonly moduleWatts?: number | undefined;
}

export interface GpuLook {
  readonly gpus: readonly Gpu[];
  /** Fields to ask for in a loop, by the names that this driver knows. */
  readonly loopFields: readonly string[];
}

/** What is asked for, each by the first name that the driver knows; fields without any are left out. */
const LOOK_FIELDS = [
  ["index"],
  ["uuid", "gpu_uuid"],
  ["name", "gpu_name"],
  ["driver_version"],
  ["vbios_version"],
  ["compute_mode"],
  ["persistence_mode"],
  ["mig.mode.current"],
  ["compute_cap"],
  ["power.draw"],
  ["power.draw.average"],
  ["enforced.power.limit", "power.limit"],
  ["module.power.draw.average"],
  ["module.power.draw.instant"],
];

/** The last has a fixed width: where a row is cut off, no number at its end can be taken for a smaller one. */
const LOOP_FIELDS = [
  ["timestamp"],
  ["index"],
  ["power.draw"],
  ["power.draw.average"],
  ["power.draw.instant"],
  ["enforced.power.limit", "power.limit"],
  ["clocks.current.sm", "clocks.sm"],
  ["temperature.gpu"],
  ["clocks_event_reasons.active", "clocks_throttle_reasons.active"],
];

/** What every driver of the last ten years knows, for one that does not list its fields. */
const SAFE_FIELDS = new Set([
  ...["timestamp", "index", "uuid", "name", "driver_version", "vbios_version", "compute_mode", "persistence_mode"],
  ...["power.draw", "enforced.power.limit", "clocks.sm", "temperature.gpu"],
]);

/**
 * Asks nvidia-smi which fields its driver knows, and which GPUs there are.
 *
 * @param wanted indexes or UUIDs, all GPUs where absent
 * @throws MeasurementError what `MachineCommands.read` throws; `device-missing`
 */
export async function lookAtGpus(
  access: MachineCommands,
  command: Command,
  wanted: readonly (number | string)[] | undefined,
  limitNs: Nanoseconds,
): Promise<GpuLook> {
  const known = await knownFields(access, command, limitNs);
  const query = `--query-gpu=${firstKnown(LOOK_FIELDS, known).join(",")}`;
  const { text } = await access.read([...command, query, "--format=csv"], limitNs);
  const all = parseCsvTable(text).map(gpuOf);
  return { gpus: choose(all, wanted), loopFields: firstKnown(LOOP_FIELDS, known) };
}

async function knownFields(
  access: MachineCommands,
  command: Command,
  limitNs: Nanoseconds,
): Promise<ReadonlySet<string>> {
  try {
    const { text } = await access.read([...command, "--help-query-gpu"], limitNs);
    const fields = parseQueryFields(text);
    return fields.has("power.draw") && fields.has("index") ? fields : SAFE_FIELDS;
  } catch (error) {
    // A tool that is not there, or hangs, does no better when it is asked for rows.
    if (error instanceof MeasurementError && error.finding.code === "telemetry-failed") return SAFE_FIELDS;
    throw error;
  }
}

function firstKnown(wanted: readonly (readonly string[])[], known: ReadonlySet<string>): readonly string[] {
  return wanted.flatMap((names) => names.find((name) => known.has(name)) ?? []);
}

function gpuOf(row: Readonly<Record<string, string>>): Gpu {
  const told = (...names: readonly string[]): string | undefined =>
    names.map((name) => row[name] ?? "").find((cell) => !isNoValue(cell));
  const watts = (...names: readonly string[]): number | undefined =>
    names.map((name) => parsePowerWatts(row[name] ?? "")).find((value) => typeof value === "number");
  const hasPower = watts("power.draw.average", "power.draw") !== undefined;
  const capability = Number(told("compute_cap") ?? Number.NaN);
  return {
    index: row["index"] ?? "",
    uuid: told("uuid", "gpu_uuid"),
    name: told("name", "gpu_name") ?? "GPU",
    driver: told("driver_version"),
    vbios: told("vbios_version"),
    computeMode: told("compute_mode"),
    persistence: told("persistence_mode"),
    isMig: told("mig.mode.current") === "Enabled",
    capability: Number.isFinite(capability) ? capability : undefined,
    averageWatts: watts("power.draw.average"),
    noPower: hasPower ? undefined : row["power.draw"],
    powerLimitWatts: watts("enforced.power.limit", "power.limit"),
    moduleWatts: watts("module.power.draw.average", "module.power.draw.instant"),
  };
}

function choose(all: readonly Gpu[], wanted: readonly (number | string)[] | undefined): readonly Gpu[] {
  // A lost GPU may be listed without its index: nothing could be told to be its own.
  const gpus = all.filter(({ index }) => !isNoValue(index));
  const find = (key: number | string): Gpu | undefined =>
    gpus.find(({ index, uuid }) => index === String(key) || uuid === key);
  const missing = (wanted ?? []).filter((key) => find(key) === undefined).map(String);
  if (gpus.length === 0 || missing.length > 0) {
    const found = gpus.map(({ index }) => index);
    throw deviceMissing("nvidia-smi", missing.length > 0 ? missing : ["0"], found);
  }
  return wanted === undefined ? gpus : gpus.filter((gpu) => wanted.some((key) => find(key) === gpu));
}
