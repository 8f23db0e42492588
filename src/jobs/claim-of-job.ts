import type { LoggedDevice, SpeedClaim } from "../contract/log-parser.js";
import type { StepClaim } from "../model/step-sample.js";

export interface ClaimingJob {
  /** What a device is to the framework. */
  readonly device: LoggedDevice;
  /** How many the job has, where its log says so. */
  readonly devices: number | undefined;
  /** Tokens of one sample. */
  readonly sequenceLength: number;
}

/**
 * A framework's claim as one of the whole job, in tokens. A rate of one device counts only where the log says how many there
 * are, and one that says not of what it is does not count at all.
 */
export function claimOfJob(claim: SpeedClaim | undefined, job: ClaimingJob): StepClaim | undefined {
  if (claim === undefined) return undefined;
  const { teraFlopsPerDevice, mfu } = claim;
  const tokensPerSecond = rateOfJob(claim, job);
  if (tokensPerSecond === undefined && teraFlopsPerDevice === undefined && mfu === undefined) return undefined;
  const device = teraFlopsPerDevice === undefined ? undefined : job.device;
  return { tokensPerSecond, teraFlopsPerDevice, device, mfu };
}

function rateOfJob(claim: SpeedClaim, { devices, sequenceLength }: ClaimingJob): number | undefined {
  const { tokensPerSecond, samplesPerSecond } = claim;
  const ofWhom = tokensPerSecond ?? (samplesPerSecond === undefined ? undefined : samplesPerSecond * sequenceLength);
  if (ofWhom === undefined || claim.rateOf === undefined) return undefined;
  if (claim.rateOf === "job") return ofWhom;
  return devices === undefined ? undefined : ofWhom * devices;
}
