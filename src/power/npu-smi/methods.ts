import type { Command } from "../acquire/command.js";
import { npuSmiCommonFormat, npuSmiPowerFormat } from "../parse/npu-smi-blocks.js";
import { npuSmiTableFormat } from "../parse/npu-smi-table.js";
import { npuSmiWatchFormat } from "../parse/npu-smi-watch.js";
import type { TelemetryFormat } from "../telemetry-parser.js";
import type { Npu } from "./inventory.js";
import { type NpuSmiOptions, npuSmi } from "./options.js";

/** One way to have watts from `npu-smi`. */
export interface NpuMethod {
  readonly name: "watch" | "power" | "common" | "table";
  readonly format: TelemetryFormat;
  /** `followed`: one command prints on and on; `walked`: commands that print once, again and again. */
  readonly kind: "followed" | "walked";
  /** Time between readings that the commands ask for. */
  readonly intervalSeconds: number;
  /**
   * @param npus to be read
   * @param isWholeNode whether these are all that there are
   */
  commands(npus: readonly Npu[], isWholeNode: boolean): readonly Command[];
}

/** A 310 prints its nameplate where others print watts; only its MCU meters. */
const PRINTS_NAMEPLATE = /^(ascend ?)?310$|^minid$/i;

/** The methods that may be tried for these NPUs, the best first: those that the options allow. */
export function methodsFor(options: NpuSmiOptions, npus: readonly Npu[]): readonly NpuMethod[] {
  const isNameplate = npus.some(({ name }) => PRINTS_NAMEPLATE.test(name));
  const all = [
    ...(isNameplate ? [] : [createWatch(options, "-s", "pt"), createWatch(options)]),
    createWalk(options, "power", npuSmiPowerFormat),
    createWalk(options, "common", npuSmiCommonFormat),
    ...(isNameplate ? [] : [createTable(options)]),
  ];
  return all.filter(({ name }) => options.method === "auto" || options.method === name);
}

/**
 * One process for all NPUs, as the driver answers one after the other anyway. Only watts and temperatures are asked for
 * where the version can be told so: each further column costs time for each chip.
 */
function createWatch(options: NpuSmiOptions, ...columns: readonly string[]): NpuMethod {
  const seconds = Math.max(1, Math.round(options.intervalSeconds));
  return {
    name: "watch",
    format: npuSmiWatchFormat,
    kind: "followed",
    intervalSeconds: seconds,
    commands: (npus, isWholeNode) => {
      const [only] = npus.length === 1 && !isWholeNode ? npus : [];
      const one = only === undefined ? [] : ["-i", String(only.id)];
      return [npuSmi(options, "info", "watch", ...one, "-d", String(seconds), ...columns)];
    },
  };
}

function createWalk(options: NpuSmiOptions, type: "power" | "common", format: TelemetryFormat): NpuMethod {
  return {
    name: type,
    format,
    kind: "walked",
    intervalSeconds: options.intervalSeconds,
    commands: (npus) => npus.map(({ id }) => npuSmi(options, "info", "-t", type, "-i", String(id))),
  };
}

function createTable(options: NpuSmiOptions): NpuMethod {
  return {
    name: "table",
    format: npuSmiTableFormat,
    kind: "walked",
    intervalSeconds: options.intervalSeconds,
    commands: () => [npuSmi(options, "info")],
  };
}
