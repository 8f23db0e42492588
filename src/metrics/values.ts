import type { RunView } from "../contract/metric.js";
import { type Absent, absent, type SystematicBound } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import type { MetricValue } from "../model/metric-value.js";
import { type Provenance, weakestProvenance } from "../model/provenance.js";

/**
 * A metric's value with the provenance of its run; absent where the number is not finite (0/0, unknown tokens), so that
 * no NaN travels on.
 *
 * @param count requests, gaps or samples behind the value
 */
export function metricValue(
  run: RunView,
  value: number,
  count: number,
  systematic: readonly SystematicBound[] = [],
): MetricValue | Absent {
  if (!Number.isFinite(value)) return absent(warning("not-computable", { count }));
  return { kind: "value", value, count, provenance: run.provenance, systematic };
}

/** The same value with a weaker claim: it rests on more than what the run measured. */
export function weakened(value: MetricValue | Absent, provenance: Provenance): MetricValue | Absent {
  if (value.kind === "absent") return value;
  return { ...value, provenance: weakestProvenance([value.provenance, provenance]) };
}
