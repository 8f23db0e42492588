import { z } from "zod";
import { API_VERSION } from "../contract/backend-adapter.js";
import { definePowerSource } from "../contract/define.js";
import type { PowerSource, PowerSourceContext } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { PowerTraceHeader } from "../model/power-trace.js";
import { LOCAL_SHARD } from "../model/run-record.js";
import { NS_PER_SECOND } from "../model/time.js";
import { isPermissionError, listSysfsFolder, readSysfsText } from "./acquire/sysfs.js";
import { refuseNode, refuseRecorded } from "./metered-place.js";
import { createWrapUndo, isPackageZone, isRaplZone, parseMicrojoules } from "./parse/rapl.js";
import { createPolledSource, type PolledDevice } from "./polled-source.js";

const raplOptionsSchema = z.strictObject({
  root: z.string().default("/sys/class/powercap").describe("Folder of the kernel's power capping zones."),
  // A counter may wrap once between two readings, and not twice.
  intervalSeconds: z.number().min(0.002).max(60).default(0.1).describe("Seconds between readings, at most 60."),
});

export type RaplOptions = z.output<typeof raplOptionsSchema>;

/** Energy counters of the processor packages of this Linux host, Intel's and AMD's. They do not see any accelerator. */
export const raplSource = definePowerSource<RaplOptions>({
  apiVersion: API_VERSION,
  name: "rapl",
  optionsSchema: raplOptionsSchema,
  create: createRaplSource,
  meters: () => [{ source: "rapl", kind: "cpu", boundaries: ["package"] }],
});

function createRaplSource(options: RaplOptions, context: PowerSourceContext): PowerSource {
  const refusal = refuseRecorded("rapl", context) ?? refuseNode("rapl", context);
  if (refusal !== undefined) return refusal;
  let polled: PowerSource | undefined;
  return {
    id: "rapl",
    start: async (sink) => {
      const devices = await findPackages(options);
      polled = createPolledSource({
        id: "rapl",
        devices,
        intervalNs: options.intervalSeconds * NS_PER_SECOND,
        clock: context.clock,
      });
      await polled.start(sink);
    },
    stop: async () => polled?.stop(),
  };
}

/** @throws MeasurementError where there is no package zone, or one whose counter this user may not read */
async function findPackages(options: RaplOptions): Promise<readonly PolledDevice[]> {
  const { root } = options;
  const zones = (await listSysfsFolder(root)).filter(isRaplZone);
  const named = await Promise.all(zones.map(async (zone) => ({ zone, name: await readSysfsText(root, zone, "name") })));
  const packages = named.filter(({ name }) => isPackageZone(name));
  if (packages.length === 0) throw new MeasurementError(failure("rapl-missing", { root }));
  return Promise.all(packages.map(({ zone, name }) => openPackage(options, zone, name)));
}

async function openPackage(options: RaplOptions, zone: string, name: string): Promise<PolledDevice> {
  const { root, intervalSeconds } = options;
  const range = parseMicrojoules(await readSysfsText(root, zone, "max_energy_range_uj"));
  if (range === undefined) throw new MeasurementError(failure("rapl-range-unreadable", { zone }));
  const undoWrap = createWrapUndo(range);
  const header: PowerTraceHeader = {
    id: `rapl-${name}`,
    source: "rapl",
    kind: "cpu",
    device: name,
    boundary: "package",
    quantity: "joules",
    shard: LOCAL_SHARD,
    averagingNs: 0,
    intervalNs: intervalSeconds * NS_PER_SECOND,
    resolution: 0,
    accuracy: "unknown",
  };
  return {
    header,
    read: async () => {
      const microjoules = parseMicrojoules(await readCounter(root, zone));
      return microjoules === undefined ? null : undoWrap(microjoules);
    },
  };
}

async function readCounter(root: string, zone: string): Promise<string> {
  try {
    return await readSysfsText(root, zone, "energy_uj");
  } catch (error) {
    if (!isPermissionError(error)) throw error;
    throw new MeasurementError(failure("rapl-unreadable", { file: `${zone}/energy_uj` }), { cause: error });
  }
}
