import { parseIndex } from "./npu-smi-values.js";

/** `name : value` lines of one output, such as `-t board` prints; the first of a name that comes twice. */
export function readNpuFields(output: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of output.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(0, colon)).trim();
    const value = line.slice(colon + 1).trim();
    if (name !== "" && value !== "" && !fields.has(name)) fields.set(name, value);
  }
  return fields;
}

/** What `npu-smi info -t board -i N` tells of one NPU; parts that it does not tell, or calls `NA`, are absent. */
export interface NpuBoard {
  readonly productName?: string | undefined;
  readonly driverVersion?: string | undefined;
  readonly firmwareVersion?: string | undefined;
  readonly pciDeviceId?: string | undefined;
  readonly chipCount?: number | undefined;
}

export function readNpuBoard(output: string): NpuBoard {
  const fields = readNpuFields(output);
  const told = (name: string): string | undefined => {
    const value = fields.get(name);
    return value === undefined || /^n\/?a$/i.test(value) ? undefined : value;
  };
  return {
    productName: told("Product Name"),
    driverVersion: told("Software Version"),
    firmwareVersion: told("Firmware Version"),
    pciDeviceId: told("PCI Device ID") ?? told("Device ID"),
    chipCount: parseIndex(told("Chip Count") ?? ""),
  };
}

/**
 * Generation of Ascend by the PCI device of `-t board`. The chip's name does not tell: `910B3` is an A2, `Ascend910` an A3.
 * Source: reference/power-and-mlperf.md section 3.1, from two repositories; Huawei documents none of it.
 */
const GENERATION_OF_PCI_DEVICE: Readonly<Record<string, string>> = {
  "0XD500": "310P",
  "0XD801": "910A",
  "0XD802": "A2",
  "0XD803": "A3",
  "0XD806": "950",
};

/** `undefined` for a device that is not in the list. */
export function generationOf(pciDeviceId: string): string | undefined {
  return GENERATION_OF_PCI_DEVICE[pciDeviceId.toUpperCase()];
}

/** One chip of `npu-smi info -m`; its MCUs are left out. */
export interface NpuMapping {
  readonly npu: number;
  readonly chip: number;
  readonly name: string;
}

/** Chips of `npu-smi info -m`, whose columns differ by generation but begin with the NPU and name the chip's own. */
export function readNpuMapping(output: string): readonly NpuMapping[] {
  let chipColumn = -1;
  let nameColumn = -1;
  const chips: NpuMapping[] = [];
  for (const line of output.split(/\r?\n/)) {
    const cells = line.trim().split(/ {2,}|\t+/);
    if (cells[0] === "NPU ID") {
      chipColumn = cells.indexOf("Chip ID");
      nameColumn = cells.indexOf("Chip Name");
      continue;
    }
    // Columns are as wide as their headings and one space apart at least, and only the last may hold a space.
    const words = line.trim().split(/\s+/);
    const npu = parseIndex(words[0] ?? "");
    const chip = parseIndex(words[chipColumn] ?? "");
    const name = words.slice(nameColumn).join(" ");
    if (chipColumn < 0 || nameColumn < 0 || npu === undefined || chip === undefined) continue;
    if (name !== "" && !/^(mcu|3559)$/i.test(name)) chips.push({ npu, chip, name });
  }
  return chips;
}

/** NPUs of `npu-smi info -l`, with how many chips each has; 1 where it does not say (950). */
export function readNpuList(output: string): readonly { readonly npu: number; readonly chips: number }[] {
  const list: { npu: number; chips: number }[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [name = "", value = ""] = line.split(":").map((part) => part.trim());
    const number = parseIndex(value);
    const last = list.at(-1);
    if (number === undefined) continue;
    if (name === "NPU ID") list.push({ npu: number, chips: 1 });
    else if (name === "Chip Count" && last !== undefined) last.chips = number;
  }
  return list;
}

/** Place of a node in its super-node, from `npu-smi info -t spod-info -i N -c C`; only A3 and 950 know one. */
export interface SuperPodPlace {
  /** As the tool prints it, which does not say what it counts. */
  readonly size?: number | undefined;
  readonly id?: number | undefined;
  readonly serverIndex?: number | undefined;
}

export function readSuperPodPlace(output: string): SuperPodPlace {
  const fields = readNpuFields(output);
  const number = (name: string): number | undefined => parseIndex(fields.get(name) ?? "");
  return { size: number("Super Pod Size"), id: number("Super Pod ID"), serverIndex: number("Server Index") };
}
