import { randomNormal } from "d3-random";
import type { Random } from "../contract/random.js";
import type { LengthDistribution } from "../model/length-distribution.js";

/** After so many draws outside its limits a normal distribution has next to no mass inside them. */
const NORMAL_DRAWS = 100;

/**
 * One length: a whole number, at least 1. A normal one outside its limits is drawn again, so that no heap of equal
 * lengths stands at the limits.
 */
export function drawLength(lengths: LengthDistribution, random: Random): number {
  return Math.max(1, Math.round(drawUnrounded(lengths, random)));
}

function drawUnrounded(lengths: LengthDistribution, random: Random): number {
  switch (lengths.kind) {
    case "fixed":
      return lengths.value;
    case "uniform":
      return lengths.low + Math.floor(random() * (lengths.high - lengths.low + 1));
    case "normal": {
      const draw = randomNormal.source(random)(lengths.mean, lengths.sd);
      for (let attempt = 0; attempt < NORMAL_DRAWS; attempt += 1) {
        const length = draw();
        if (length >= lengths.low && length <= lengths.high) return length;
      }
      return Math.min(lengths.high, Math.max(lengths.low, lengths.mean));
    }
  }
}
