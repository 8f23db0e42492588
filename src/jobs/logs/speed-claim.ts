import type { SpeedClaim } from "../../contract/log-parser.js";

/**
 * A framework's claim, `undefined` where it claims nothing; without a rate there is nothing that `rateOf` could be of.
 */
export function speedClaim(claim: SpeedClaim): SpeedClaim | undefined {
  if (claim.tokensPerSecond !== undefined || claim.samplesPerSecond !== undefined) return claim;
  const { teraFlopsPerDevice, mfu, wattsPerDevice } = claim;
  if (teraFlopsPerDevice === undefined && mfu === undefined && wattsPerDevice === undefined) return undefined;
  return { teraFlopsPerDevice, mfu, wattsPerDevice };
}
