import type { MachineCommands } from "../../contract/power-source.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import { NS_PER_SECOND } from "../../model/time.js";
import type { Command } from "../acquire/command.js";
import { readNpuList, readNpuMapping } from "../parse/npu-smi-facts.js";
import { type NpuTable, readNpuTable } from "../parse/npu-smi-table.js";
import { example } from "../telemetry-findings.js";
import { deviceMissing } from "../telemetry-source.js";
import { type NpuSmiOptions, npuSmi } from "./options.js";

/** One NPU: a package of one or more dies, which `npu-smi` calls chips. */
export interface Npu {
  readonly id: number;
  readonly name: string;
  readonly chips: number;
  /** Watts of the whole package as the table told them when it was read; absent where it did not, or not as one number. */
  readonly packageWatts?: number | undefined;
}

/** The NPUs of a node, in the order of the tool. */
export interface Inventory {
  readonly npus: readonly Npu[];
  readonly versions: Pick<NpuTable, "toolVersion" | "driverVersion">;
}

/**
 * Looks which NPUs there are: in the table, and where it cannot be read in the mapping (`-m`) or the list (`-l`).
 *
 * @throws MeasurementError as `MachineCommands.read` where the tool cannot be run at all, or `npu-none-found` with the tool's
 *   own words
 */
export async function readInventory(options: NpuSmiOptions, access: MachineCommands): Promise<Inventory> {
  const limitNs = options.limitSeconds * NS_PER_SECOND;
  const read = async (...args: readonly string[]): Promise<string> =>
    (await access.read(npuSmi(options, "info", ...args), limitNs)).text;
  const output = await read();
  const { chips, ...versions } = readNpuTable(output);
  if (chips.length > 0) return { npus: packagesOf(chips), versions };
  const mapping = readNpuMapping(await readOrNothing(() => read("-m")));
  if (mapping.length > 0) return { npus: packagesOf(mapping), versions };
  const list = readNpuList(await readOrNothing(() => read("-l")));
  if (list.length === 0) throw noneFound(npuSmi(options, "info"), output);
  return { npus: list.map(({ npu, chips: count }) => ({ id: npu, name: "Ascend", chips: count })), versions };
}

/**
 * The NPUs that are to be read.
 *
 * @throws MeasurementError `device-missing` for one that is not there
 */
export function selectNpus(inventory: Inventory, ids: readonly number[] | undefined): readonly Npu[] {
  if (ids === undefined) return inventory.npus;
  const there = inventory.npus.map(({ id }) => id);
  const missing = ids.filter((id) => !there.includes(id));
  if (missing.length > 0) throw deviceMissing("npu-smi", missing.map(String), there.map(String));
  return inventory.npus.filter(({ id }) => ids.includes(id));
}

interface NamedChip {
  readonly npu: number;
  readonly name: string;
  readonly watts?: NpuTable["chips"][number]["watts"];
}

function packagesOf(chips: readonly NamedChip[]): readonly Npu[] {
  return [...new Set(chips.map(({ npu }) => npu))].map((id) => {
    const own = chips.filter(({ npu }) => npu === id);
    const told = own.map(({ watts }) => watts).filter((watts) => typeof watts === "number");
    const packageWatts = told.length === 1 ? told[0] : undefined;
    return { id, name: own[0]?.name ?? "", chips: own.length, ...(packageWatts === undefined ? {} : { packageWatts }) };
  });
}

/** A tool that answers in the table's stead may not know the question. */
async function readOrNothing(read: () => Promise<string>): Promise<string> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof MeasurementError && error.finding.code === "telemetry-failed") return "";
    throw error;
  }
}

function noneFound(command: Command, output: string): MeasurementError {
  const lines = output.split(/\r?\n/).map((line) => line.trim());
  const words = lines.find((line) => /[a-z]/i.test(line)) ?? "";
  return new MeasurementError(failure("npu-none-found", { command: command.join(" "), words: example(words) }));
}
