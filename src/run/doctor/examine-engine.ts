import type { Clock } from "../../contract/clock.js";
import { type Endpoint, endpointGroup } from "../../contract/endpoint.js";
import { monitorEndpoints } from "../../engine/monitor-endpoints.js";
import type { EngineSample } from "../../model/engine-series.js";
import { type Finding, note, warning } from "../../model/finding.js";
import { type CheckResult, noticed, passed } from "./check-result.js";

/** One look at an engine's metrics, as a run begins with: whether there are any that tokwatt knows, and who else is there. */
export async function examineEngine(endpoint: Endpoint, clock: Clock): Promise<readonly CheckResult[]> {
  const samples: EngineSample[] = [];
  const findings: Finding[] = [];
  const monitor = monitorEndpoints(endpointGroup(endpoint), clock, {
    engine: (sample) => samples.push(sample),
    openRaw: () => ({ append: () => undefined }),
    finding: (finding) => findings.push(finding),
  });
  if (monitor === undefined) return [noticed("engine", note("doctor-engine-not-asked"))];
  try {
    await monitor.start();
  } finally {
    await monitor.stop(false);
  }
  const [sample] = samples;
  const metrics = Object.keys(sample?.values ?? {});
  const { requestsRunning = 0, requestsWaiting = 0 } = sample?.values ?? {};
  const others = { running: requestsRunning, waiting: requestsWaiting };
  return [
    ...(metrics.length === 0 ? [] : [passed("engine", note("doctor-engine", { metrics: metrics.join(", ") }))]),
    ...(requestsRunning + requestsWaiting > 0 ? [noticed("engine", warning("doctor-engine-busy", others))] : []),
    ...findings.map((finding) => noticed("engine", finding)),
  ];
}
