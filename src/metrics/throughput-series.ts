import type { InferenceView } from "../contract/metric.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import { binTokens } from "./binned-tokens.js";

/**
 * Output tokens per second over time, in bins of one length from `fromNs` on; the rest before `toNs` that fills no bin is
 * left out. NaN where it is not known: events that nobody counted in a run without any count, and in a giant run bins that
 * are not wholly inside its measured window, which is all that its record has.
 *
 * @param binSeconds in a giant run whole bins of its record, or their tokens are split evenly between two bins here
 */
export function throughputSeries(
  run: Pick<InferenceView, "requests" | "events" | "binned">,
  fromNs: Nanoseconds,
  toNs: Nanoseconds,
  binSeconds: number,
): Float64Array {
  const binNs = binSeconds * NS_PER_SECOND;
  const tokens = new Float64Array(Math.max(0, Math.floor((toNs - fromNs) / binNs)));
  const add = (bin: number, count: number): void => {
    if (bin >= 0 && bin < tokens.length) tokens[bin] = (tokens[bin] as number) + count;
  };
  if (run.binned === undefined) {
    for (const { timesNs, tokens: counts } of run.events) {
      for (let index = 0; index < timesNs.length; index += 1) {
        add(Math.floor(((timesNs[index] as number) - fromNs) / binNs), counts[index] as number);
      }
    }
  } else addBinned(run, run.binned, { fromNs, binNs }, add);
  const rates = tokens.map((count) => count / binSeconds);
  return run.binned === undefined ? rates : rates.map(unlessOutside(run.binned, fromNs, binNs));
}

function addBinned(
  run: Pick<InferenceView, "requests">,
  binned: NonNullable<InferenceView["binned"]>,
  { fromNs, binNs }: { readonly fromNs: Nanoseconds; readonly binNs: number },
  add: (bin: number, count: number) => void,
): void {
  const { startNs, endNs } = binned;
  for (const [index, count] of binTokens(run.requests, binned).entries()) {
    if (count === 0) continue;
    const beginNs = startNs + index * binned.binNs;
    const stopNs = Math.min(beginNs + binned.binNs, endNs);
    const first = Math.floor((beginNs - fromNs) / binNs);
    const last = Math.ceil((stopNs - fromNs) / binNs) - 1;
    for (let bin = first; bin <= last; bin += 1) {
      const insideNs = Math.min(stopNs, fromNs + (bin + 1) * binNs) - Math.max(beginNs, fromNs + bin * binNs);
      add(bin, (count * insideNs) / (stopNs - beginNs));
    }
  }
}

function unlessOutside({ startNs, endNs }: NonNullable<InferenceView["binned"]>, fromNs: Nanoseconds, binNs: number) {
  return (rate: number, bin: number): number => {
    const isInside = fromNs + bin * binNs >= startNs && fromNs + (bin + 1) * binNs <= endNs;
    return isInside ? rate : Number.NaN;
  };
}
