import type { MeterAccuracy } from "../../model/boundary.js";
import { type Finding, note, warning } from "../../model/finding.js";
import type { PowerTraceHeader } from "../../model/power-trace.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";
import type { MeteredPlace } from "../metered-place.js";
import type { Gpu } from "./gpus.js";

/**
 * Bounds of what nvidia-smi's watts are worth. NVIDIA claims 5 W (`--help-query-gpu`); an outside meter found A100 to
 * read 5.5 % and 5.8 % low and other cards to be off by 4 % to 13 %, with a sign that is each card's own (arXiv
 * 2312.02741, SC24). The vendor's claim alone would promise more than its readings keep.
 */
export const NVIDIA_SMI_ACCURACY: MeterAccuracy = {
  relative: 0.06,
  absoluteWatts: 5,
  source: "NVIDIA --help-query-gpu: 5 W; arXiv 2312.02741: A100 reads 5.5 % to 5.8 % low",
  assumed: false,
};

/** Compute capability of the first GPUs whose `power.draw` is a mean: 8.0 is GA100 (A100, A30), 8.6 all other Ampere. */
const FIRST_AVERAGING_CAPABILITY = 8.6;

const WATTS_STEP = 0.01;

/**
 * How long the watts of a GPU are averaged over: a second on Ampere and later except GA100, as `--help-query-gpu` says of
 * `power.draw`; an instant before. A driver too old to have `power.draw.average` is judged by the GPU's generation.
 */
export function averagingNsOf({ averageWatts, capability }: Gpu): Nanoseconds {
  const isAveraged = averageWatts !== undefined || (capability ?? 0) >= FIRST_AVERAGING_CAPABILITY;
  return isAveraged ? NS_PER_SECOND : 0;
}

/** What a GPU's traces need to know of where it is. */
export type GpuPlace = Pick<MeteredPlace, "shard" | "id" | "title">;

/** The name of a GPU for people, the same in all traces that meter it. */
export function gpuTitle({ name, index }: Gpu, place: GpuPlace): string {
  return place.title(`${name} GPU ${index}`);
}

export function wattsHeader(
  gpu: Gpu,
  place: GpuPlace,
  intervalNs: Nanoseconds,
  accuracy: MeterAccuracy | "unknown",
): PowerTraceHeader {
  return {
    id: place.id(`nvidia-smi-${gpu.index}`),
    source: "nvidia-smi",
    kind: "gpu",
    device: gpuTitle(gpu, place),
    boundary: "board",
    quantity: "watts",
    shard: place.shard,
    averagingNs: averagingNsOf(gpu),
    intervalNs,
    resolution: WATTS_STEP,
    accuracy,
  };
}

/** What must be known of the readings of a GPU before anybody uses them. */
export function scopeFindings(gpu: Gpu, place: GpuPlace): readonly Finding[] {
  const device = gpuTitle(gpu, place);
  const findings: Finding[] = [];
  if (gpu.isMig) findings.push(note("gpu-mig-whole-board", { device }));
  if (gpu.noPower === undefined) return findings;
  if (gpu.moduleWatts === undefined) findings.push(warning("gpu-power-not-given", { device, words: gpu.noPower }));
  else findings.push(warning("gpu-power-module-only", { device, watts: gpu.moduleWatts }));
  return findings;
}
