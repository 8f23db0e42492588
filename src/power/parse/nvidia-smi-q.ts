import type { DeviceState } from "../../model/power-trace.js";
import type { DeviceReading, TelemetryFormat, TelemetryParser } from "../telemetry-parser.js";
import { CELSIUS, HERTZ, isThrottleReason, parsePowerWatts, parseQuantity, WATTS } from "./nvidia-smi-values.js";

/**
 * `nvidia-smi -q`, a device by its bus address. Labels repeat from section to section: `Average Power Draw` stands under
 * `GPU Power Readings`, again under `GPU Memory Power Readings`, and again under `Module Power Readings`, where it is
 * `N/A` on x86 and includes the CPU of a Grace superchip. So a label counts in its section only.
 */
export const nvidiaSmiQFormat: TelemetryFormat = { name: "nvidia-smi-q", createParser: createQParser };

/** The board's own power; drivers before Grace had no other and called it `Power Readings`. */
const POWER_SECTIONS = ["GPU Power Readings", "Power Readings"];
const REASON_SECTIONS = ["Clocks Event Reasons", "Clocks Throttle Reasons"];

/** Values of one device by section and label: `Clocks/SM`. */
interface Block {
  readonly device: string;
  readonly values: Map<string, string>;
}

function createQParser(): TelemetryParser {
  const unknown = { lines: 0, last: "" };
  let block: Block | undefined;
  let section = "";

  const finish = (): readonly DeviceReading[] => {
    const finished = block;
    block = undefined;
    section = "";
    return finished === undefined ? [] : [readingOf(finished)];
  };

  return {
    line: (text) => {
      const [, device] = /^GPU ([0-9A-Fa-f]+:[0-9A-Fa-f]+:[0-9A-Fa-f]+\.\d)\s*$/.exec(text) ?? [];
      if (device !== undefined) {
        const readings = finish();
        block = { device, values: new Map() };
        return readings;
      }
      if (/^=+NVSMI LOG=+\s*$/.test(text)) return finish();
      const [, indent = "", label = "", , value] = /^( *)(\S.*?)\s*(:\s+(.*))?$/.exec(text) ?? [];
      if (value === undefined && indent.length === 4) section = label;
      else if (value !== undefined && indent.length === 4) section = "";
      if (value !== undefined) block?.values.set(`${section}/${label}`, value.trim());
      else if (label !== "" && indent.length === 0) {
        unknown.lines += 1;
        unknown.last = text.trim();
      }
      return [];
    },
    end: finish,
    unknown,
  };
}

function readingOf({ device, values }: Block): DeviceReading {
  const first = (paths: readonly string[], parse: (text: string) => number | null | undefined): number | undefined => {
    for (const path of paths) {
      const value = parse(values.get(path) ?? "");
      if (typeof value === "number") return value;
    }
    return undefined;
  };
  const inPower = (labels: readonly string[]): readonly string[] =>
    labels.flatMap((label) => POWER_SECTIONS.map((section) => `${section}/${label}`));

  const watts = first(inPower(["Average Power Draw", "Power Draw"]), parsePowerWatts);
  const capWatts = first(inPower(["Enforced Power Limit", "Current Power Limit", "Power Limit"]), (text) =>
    parseQuantity(text, WATTS),
  );
  const clockHz = first(["Clocks/SM"], (text) => parseQuantity(text, HERTZ));
  const temperatureCelsius = first(["Temperature/GPU Current Temp"], (text) => parseQuantity(text, CELSIUS));
  const throttled = throttledIn(values);
  const state: DeviceState = {
    ...(capWatts === undefined ? {} : { capWatts }),
    ...(clockHz === undefined ? {} : { clockHz }),
    ...(temperatureCelsius === undefined ? {} : { temperatureCelsius }),
    ...(throttled === undefined ? {} : { throttled }),
  };
  return { device, watts: watts ?? null, ...(Object.keys(state).length > 0 ? { state } : {}) };
}

/** Reasons that are `Active`, `undefined` where the device tells none. */
function throttledIn(values: ReadonlyMap<string, string>): string | undefined {
  const told = [...values].flatMap(([path, value]) => {
    const [section = "", label = ""] = path.split("/");
    const isTold = REASON_SECTIONS.includes(section) && isThrottleReason(label) && /^(not )?active$/i.test(value);
    return isTold ? [{ label, isActive: value.toLowerCase() === "active" }] : [];
  });
  if (told.length === 0) return undefined;
  return told
    .filter(({ isActive }) => isActive)
    .map(({ label }) => label)
    .join(", ");
}
