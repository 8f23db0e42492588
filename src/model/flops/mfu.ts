import { type DeviceUnit, type Peak, peakPer } from "./peaks.js";

/** How fast a job trains. */
export interface JobRate {
  /** Of the whole job. */
  readonly tokensPerSecond: number;
  /** As `modelFlopsPerToken` counts them, for every system that is compared. */
  readonly flopsPerToken: number;
  /** Devices of the job, of any one unit. */
  readonly devices: number;
}

export interface MfuInput extends JobRate {
  /** What one device is: a framework counts the dies of an Ascend 910C, its owner the packages. */
  readonly unit: DeviceUnit;
  readonly peak: Peak;
}

/** Model FLOPs utilization: the part of the peak that the model's own FLOPs reach. */
export interface Mfu {
  /** In [0, 1] unless a figure is wrong. */
  readonly share: number;
  /** Model FLOP/s of one device. */
  readonly flopPerSecond: number;
  /** What the share is of, per the same unit: its precision and source go with every number that is printed. */
  readonly peak: Peak;
}

/**
 * Model FLOP/s of one device.
 *
 * @throws RangeError where there are no devices, or a rate or a count is no number
 */
export function modelFlopPerSecond({ tokensPerSecond, flopsPerToken, devices }: JobRate): number {
  const jobFlopPerSecond = tokensPerSecond * flopsPerToken;
  if (!(devices > 0) || !Number.isFinite(jobFlopPerSecond)) {
    throw new RangeError(`no utilization of ${devices} devices at ${tokensPerSecond} tokens/s`);
  }
  return jobFlopPerSecond / devices;
}

/**
 * Recomputed activations are no model FLOPs, so they lower the share, as in MLPerf's `model_tensor_flops / (peak x runtime)`.
 *
 * @throws RangeError where there are no devices, or a rate or a count is no number
 */
export function mfu({ unit, peak, ...rate }: MfuInput): Mfu {
  const flopPerSecond = modelFlopPerSecond(rate);
  const perUnit = peakPer(peak, unit);
  return { share: flopPerSecond / perUnit.flopPerSecond, flopPerSecond, peak: perUnit };
}
