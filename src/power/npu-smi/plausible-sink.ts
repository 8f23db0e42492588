import type { PowerSink } from "../../contract/power-source.js";
import { warning } from "../../model/finding.js";

/**
 * A sink that names a reading which no NPU draws, once for each trace, and keeps it. It is there for mistakes of unit: one
 * repository takes the tool's tenths of a watt for milliwatts (reference/power-and-mlperf.md section 3.5).
 */
export function plausibleSink(
  sink: PowerSink,
  { low, high }: { readonly low: number; readonly high: number },
): PowerSink {
  return {
    ...sink,
    open: (header) => {
      const trace = sink.open(header);
      let isReported = false;
      return {
        sample: (watts, state, atNs) => {
          trace.sample(watts, state, atNs);
          if (watts === null || isReported || (watts >= low && watts <= high)) return;
          isReported = true;
          sink.report(warning("npu-power-implausible", { device: header.device, watts, low, high }));
        },
      };
    },
  };
}
