import type { DeviceState } from "../../model/power-trace.js";
import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../telemetry-parser.js";
import {
  chipKey,
  countUnknownLines,
  mcuKey,
  parseCelsius,
  parseDecimal,
  parseIndex,
  parseWattsCell,
  type WattsCell,
} from "./npu-smi-values.js";

/** `npu-smi info -t power`: mostly with the chip's number below its watts; the MCU meters the whole board. */
export const npuSmiPowerFormat: TelemetryFormat = { name: "npu-smi-power", createParser: createBlockParser };

/** `npu-smi info -t common`: with the chip's number above its values, and a last block that is the MCU's. */
export const npuSmiCommonFormat: TelemetryFormat = { name: "npu-smi-common", createParser: createBlockParser };

type Owner = { readonly kind: "chip"; readonly chip: number } | { readonly kind: "mcu" | "other" };

interface Block {
  owner?: Owner;
  watts?: WattsCell;
  isBoardPower?: boolean;
  temperatureCelsius?: number;
  clockHz?: number;
}

const HERTZ_PER_MEGAHERTZ = 1e6;

/**
 * Reads blocks of `name : value` lines. Whose block it is stands above its values or below them, so a block is read to its
 * end before it is given to anybody: it ends at an empty line, or where something comes a second time.
 */
function createBlockParser(): TelemetryParser {
  const unknown = countUnknownLines();
  let npu: number | undefined;
  let block: Block = {};

  const finish = (): readonly DeviceReading[] => {
    const readings = readingsOf(npu, block);
    block = {};
    return readings;
  };

  const put = (part: Block): readonly DeviceReading[] => {
    const isTaken = Object.keys(part).some((key) => block[key as keyof Block] !== undefined);
    const readings = isTaken ? finish() : [];
    block = { ...block, ...part };
    return readings;
  };

  return {
    unknown: unknown.seen,
    line: (text) => {
      const line = text.trim();
      if (line === "") return finish();
      const colon = line.indexOf(":");
      if (colon < 1) {
        unknown.add(line);
        return [];
      }
      const name = line.slice(0, colon).trim().toLowerCase().replace(" (", "(");
      const value = line.slice(colon + 1).trim();
      if (name === "npu id") {
        const readings = finish();
        npu = parseIndex(value);
        if (npu === undefined) unknown.add(line);
        return readings;
      }
      const part = parsePart(name, value);
      if (part === "garbage") unknown.add(line);
      if (part === "garbage" && isWattsName(name)) return put(wattsPart(name, "garbage"));
      return part === undefined || part === "garbage" ? [] : put(part);
    },
    end: () => {
      const readings = finish();
      npu = undefined;
      return readings;
    },
  };
}

function isWattsName(name: string): boolean {
  return name === "npu real-time power(w)" || name === "power dissipation(w)";
}

function wattsPart(name: string, watts: WattsCell): Block {
  return { watts, isBoardPower: name === "power dissipation(w)" };
}

/** `undefined` for a value that nobody needs here; `Rated Power Dissipation(W)` is among them: a nameplate, no reading. */
function parsePart(name: string, value: string): Block | "garbage" | undefined {
  if (isWattsName(name)) {
    const watts = parseWattsCell(value);
    return watts === "garbage" ? "garbage" : wattsPart(name, watts);
  }
  if (name === "chip id") {
    const chip = parseIndex(value);
    return chip === undefined ? "garbage" : { owner: { kind: "chip", chip } };
  }
  if (name === "chip name") return { owner: { kind: value.toLowerCase() === "mcu" ? "mcu" : "other" } };
  if (name === "temperature(c)" || name === "npu temperature(c)") {
    const temperatureCelsius = parseCelsius(value);
    if (temperatureCelsius !== undefined) return { temperatureCelsius };
    return parseWattsCell(value) === "missing" ? undefined : "garbage";
  }
  if (name === "aicore curfreq(mhz)") {
    const megahertz = parseDecimal(value);
    if (megahertz !== undefined) return { clockHz: megahertz * HERTZ_PER_MEGAHERTZ };
    return parseWattsCell(value) === "missing" ? undefined : "garbage";
  }
  return undefined;
}

/** A block without watts is no missing reading: a 310P has none for its chips, and never will. */
function readingsOf(npu: number | undefined, block: Block): readonly DeviceReading[] {
  const { watts, temperatureCelsius, clockHz } = block;
  if (watts === undefined) return [];
  const device = deviceOf(npu, block);
  if (device === undefined) return [];
  const state: DeviceState = {
    ...(temperatureCelsius === undefined ? {} : { temperatureCelsius }),
    ...(clockHz === undefined ? {} : { clockHz }),
  };
  const hasState = Object.keys(state).length > 0;
  return [{ device, watts: typeof watts === "number" ? watts : null, ...(hasState ? { state } : {}) }];
}

/**
 * A block without an owner is the board's where it says `Power Dissipation`, and else that of the only chip. Where one chip
 * is asked for (`-c`), the output names neither; it is then `chip` or `mcu`.
 */
function deviceOf(npu: number | undefined, { owner, isBoardPower, watts }: Block): string | undefined {
  if (owner?.kind === "other") return undefined;
  const isBoard = owner === undefined ? isBoardPower === true : owner.kind === "mcu";
  if (isBoard) return npu === undefined ? "mcu" : mcuKey(npu);
  const chip = owner?.kind === "chip" ? owner.chip : 0;
  if (watts === "elsewhere" && chip > 0) return undefined;
  return npu === undefined ? "chip" : chipKey(npu, chip);
}
