import { API_VERSION } from "../contract/backend-adapter.js";
import { definePowerSource } from "../contract/define.js";
import type { PowerSink, PowerSource, PowerSourceContext } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import { NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";
import { createFollowedSource } from "./followed-source.js";
import { meteredPlace, refuseRecorded } from "./metered-place.js";
import { type ArrivalWatch, watchArrivals } from "./nvidia-smi/arrival-watch.js";
import { describeGpus } from "./nvidia-smi/describe-gpus.js";
import { startEnergyCounter } from "./nvidia-smi/energy-counter.js";
import { type GpuLook, lookAtGpus } from "./nvidia-smi/gpus.js";
import { type NvidiaSmiOptions, nvidiaSmiOptionsSchema } from "./nvidia-smi/options.js";
import { NVIDIA_SMI_ACCURACY, scopeFindings, wattsHeader } from "./nvidia-smi/traces.js";
import { nvidiaSmiQueryFormat } from "./parse/nvidia-smi-query.js";
import { accuracyOf } from "./telemetry-options.js";

/**
 * NVIDIA GPUs by one long-lived `nvidia-smi --query-gpu=... --loop-ms=N`: watts of each board with its power limit, SM
 * clock, temperature and reasons for throttling; through `dcgmi`, where it is there, also the energy counters. Of a node of a
 * job as of this machine.
 */
export const nvidiaSmiSource = definePowerSource<NvidiaSmiOptions>({
  apiVersion: API_VERSION,
  name: "nvidia-smi",
  optionsSchema: nvidiaSmiOptionsSchema,
  create: createNvidiaSmiSource,
  meters: () => [{ source: "nvidia-smi", kind: "gpu", boundaries: ["board"] }],
});

function createNvidiaSmiSource(options: NvidiaSmiOptions, context: PowerSourceContext): PowerSource {
  const { command, devices, limitSeconds, intervalSeconds } = options;
  const { clock, signal } = context;
  const refusal = refuseRecorded("nvidia-smi", context);
  if (refusal !== undefined) return refusal;
  const place = meteredPlace(context);
  const { access } = place;
  const id = place.id("nvidia-smi");
  const limitNs = limitSeconds * NS_PER_SECOND;
  const intervalNs = intervalSeconds * NS_PER_SECOND;
  const started: PowerSource[] = [];
  let arrivals: ArrivalWatch | undefined;
  let report: PowerSink["report"] = () => undefined;
  let looked: Promise<GpuLook> | undefined;
  const look = (): Promise<GpuLook> => {
    looked ??= lookAtGpus(access, command, devices, limitNs);
    return looked;
  };

  return {
    id,
    describe: async () => {
      try {
        return await describeGpus(access, command, (await look()).gpus, limitNs);
      } catch (error) {
        // `start` says what is wrong with the tool.
        if (error instanceof MeasurementError) return {};
        throw error;
      }
    },
    start: async (sink) => {
      const { gpus, loopFields } = await look();
      for (const finding of gpus.flatMap((gpu) => scopeFindings(gpu, place))) sink.report(finding);
      const accuracy = accuracyOf(options.accuracy, NVIDIA_SMI_ACCURACY);
      const loopMs = Math.round(intervalNs / NS_PER_MILLISECOND);
      const watts = createFollowedSource({
        id,
        devices: gpus.map((gpu) => ({ key: gpu.index, header: wattsHeader(gpu, place, intervalNs, accuracy) })),
        format: nvidiaSmiQueryFormat,
        intervalNs,
        rawId: id,
        shard: place.shard,
        command: [...command, `--query-gpu=${loopFields.join(",")}`, "--format=csv", `--loop-ms=${loopMs}`],
        access,
        clock,
        signal,
      });
      started.push(watts);
      arrivals = watchArrivals(id, sink, intervalNs);
      report = sink.report;
      await watts.start(arrivals.sink);
      const counter = await startEnergyCounter(options, gpus, { place, clock, signal }, sink);
      if (counter !== undefined) started.push(counter);
    },
    stop: async () => {
      const stops = await Promise.allSettled(started.map((source) => source.stop()));
      for (const finding of arrivals?.findings() ?? []) report(finding);
      for (const stop of stops) if (stop.status === "rejected") throw stop.reason;
    },
  };
}
