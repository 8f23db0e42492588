import type { MetricDefinition, RunView } from "../contract/metric.js";
import type { Absent } from "../model/estimate.js";
import type { MetricValue } from "../model/metric-value.js";
import type { WindowEnergy } from "../model/window-energy.js";
import { WORKLOAD_KINDS } from "../model/workload.js";

/** A metric that needs the energy of the window; absent with the energy's own reason where there is none. Of every workload. */
export function energyMetric(
  metric: Omit<MetricDefinition, "needs" | "group" | "of" | "compute"> & {
    compute(run: RunView, energy: WindowEnergy): MetricValue | Absent;
  },
): MetricDefinition {
  return {
    ...metric,
    group: "energy",
    needs: ["energy"],
    of: WORKLOAD_KINDS,
    compute: (run) => (run.energy.kind === "absent" ? run.energy : metric.compute(run, run.energy)),
  };
}
