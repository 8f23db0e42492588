import type { PowerSink, PowerSource, PowerTraceSink } from "../../contract/power-source.js";
import { MeasurementError } from "../../model/errors.js";
import { note, warning } from "../../model/finding.js";
import type { PowerTraceHeader } from "../../model/power-trace.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";
import { createFollowedSource, type FollowedSourceOptions } from "../followed-source.js";
import type { MeteredPlace } from "../metered-place.js";
import { dcgmiDmonFormat, parseDcgmiGpus } from "../parse/dcgmi-dmon.js";
import type { Gpu } from "./gpus.js";
import type { NvidiaSmiOptions } from "./options.js";
import { type GpuPlace, gpuTitle } from "./traces.js";

/** Field 156, DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION: millijoules since the driver was loaded, Volta and later. */
const ENERGY_FIELD = "156";
const JOULES_STEP = 0.001;

interface Surroundings extends Pick<FollowedSourceOptions, "clock" | "signal"> {
  readonly place: MeteredPlace;
}

/**
 * Reads the GPUs' energy counters through dcgmi, as a second opinion on their watts. It is never worth a run: where there
 * is no counter to be had, a note says so.
 *
 * @returns the source that reads them, already started; `undefined` where there is none
 */
export async function startEnergyCounter(
  options: NvidiaSmiOptions,
  gpus: readonly Gpu[],
  { place, clock, signal }: Surroundings,
  sink: PowerSink,
): Promise<PowerSource | undefined> {
  const command = counterCommand(options);
  if (command === undefined) return undefined;
  const intervalNs = options.intervalSeconds * NS_PER_SECOND;
  const delay = String(Math.round(intervalNs / NS_PER_MILLISECOND));
  try {
    const limitNs = options.limitSeconds * NS_PER_SECOND;
    const { text } = await place.access.read([...command, "discovery", "-l"], limitNs);
    const numbers = parseDcgmiGpus(text);
    const devices = gpus.flatMap((gpu) => {
      const key = numbers.get(gpu.uuid ?? "");
      return key === undefined ? [] : [{ key, header: counterHeader(gpu, place, intervalNs), isCrossCheck: true }];
    });
    if (devices.length < gpus.length)
      sink.report(note("energy-counter-missing", { command: command[0], gpus: gpus.length - devices.length }));
    if (devices.length === 0) return undefined;
    const source = createFollowedSource({
      clock,
      signal,
      access: place.access,
      shard: place.shard,
      id: place.id("dcgmi"),
      devices,
      format: dcgmiDmonFormat,
      intervalNs,
      rawId: place.id("dcgmi"),
      command: [...command, "dmon", "-e", ENERGY_FIELD, "-d", delay],
    });
    await source.start(withoutResets(sink));
    return source;
  } catch (error) {
    if (!(error instanceof MeasurementError) || error.finding.code === "interrupted") throw error;
    const { code, data } = error.finding;
    sink.report(note("energy-counter-missing", { command: command[0], gpus: gpus.length }));
    // That it is not installed is ordinary; that it is, and fails, is worth a word.
    if (code !== "telemetry-missing") sink.report(note(code, data));
    return undefined;
  }
}

/** dcgmi where nvidia-smi is: on the same machine, by the same prefix. */
function counterCommand(options: NvidiaSmiOptions): NvidiaSmiOptions["command"] | undefined {
  if (options.energyCounter === "off") return undefined;
  if (options.energyCounterCommand !== undefined) return options.energyCounterCommand;
  const [first, ...rest] = options.command.with(-1, "dcgmi");
  const isTool = /(?:^|[\\/])nvidia-smi(?:\.exe)?$/.test(options.command.at(-1) ?? "");
  return isTool && first !== undefined ? [first, ...rest] : undefined;
}

function counterHeader(gpu: Gpu, place: GpuPlace, intervalNs: Nanoseconds): PowerTraceHeader {
  return {
    id: place.id(`dcgmi-energy-${gpu.index}`),
    source: "dcgmi",
    kind: "gpu",
    device: gpuTitle(gpu, place),
    boundary: "board",
    quantity: "joules",
    shard: place.shard,
    averagingNs: 0,
    intervalNs,
    resolution: JOULES_STEP,
    accuracy: "unknown",
  };
}

/** A sink whose counters only grow: one that begins again, because the driver was loaded again, is named and carried on. */
function withoutResets(sink: PowerSink): PowerSink {
  return {
    ...sink,
    openCrossCheck: (header) => {
      const trace = sink.openCrossCheck(header);
      return growing(trace, () => sink.report(warning("energy-counter-reset", { device: header.device })));
    },
  };
}

function growing(trace: PowerTraceSink, reset: () => void): PowerTraceSink {
  let last = 0;
  let before = 0;
  return {
    sample: (joules, state, atNs) => {
      if (joules !== null && joules < last) {
        before += last;
        reset();
      }
      last = joules ?? last;
      trace.sample(joules === null ? null : before + joules, state, atNs);
    },
  };
}
