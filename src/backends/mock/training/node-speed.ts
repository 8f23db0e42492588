import type { MockTraining } from "./options.js";

/** Tokens per second of a whole job on `nodes` nodes between stalls: each doubling keeps `efficiencyPerDoubling`. */
export function tokensPerSecondOn(
  nodes: number,
  { tokensPerSecond, efficiencyPerDoubling }: Pick<MockTraining, "tokensPerSecond" | "efficiencyPerDoubling">,
): number {
  return tokensPerSecond * nodes * efficiencyPerDoubling ** Math.log2(nodes);
}
