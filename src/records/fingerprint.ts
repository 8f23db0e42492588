import type { Fingerprint } from "../model/fingerprint.js";
import type { RunManifest } from "../model/run-record.js";
import { hashOf } from "./hash.js";

const HASH_DIGITS = 12;

/**
 * The environment of a run as plain facts: the system, the workload, what the adapter found (driver, firmware, engine), and the
 * machine that drove the load with tokwatt's own version. A fact is left out where it is what is under test.
 *
 * @param vary names of facts to leave out; a name that ends in `*` stands for all that begin so
 */
export function fingerprintOf(manifest: RunManifest, vary: readonly string[] = []): Fingerprint {
  const facts = Object.fromEntries(
    Object.entries(allFacts(manifest))
      .filter(([name]) => !vary.some((pattern) => isNamed(name, pattern)))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return { hash: hashOf(facts).slice(0, HASH_DIGITS), facts };
}

function allFacts({ plan, trial, adapter, environment, description }: RunManifest): Record<string, string> {
  const system = plan.systems.find(({ id }) => id === trial.systemId);
  const workload = plan.workloads.find(({ id }) => id === trial.workloadId);
  const told = Object.entries(description).map(([key, value]) => [`description.${key}`, String(value)]);
  const { tokwattVersion, nodeVersion, platform, arch, kernel, cpuModel, cpuCount } = environment;
  const accelerators =
    system && `${system.accelerators.count} x ${system.accelerators.unit} ${system.accelerators.name}`;
  return {
    workload: workload?.hash ?? "",
    "system.id": trial.systemId,
    "system.accelerators": accelerators ?? "",
    "system.file": system?.hash ?? "",
    "system.lifecycle": system?.lifecycle ?? "",
    "adapter.name": adapter.name,
    "adapter.version": adapter.version,
    "client.tokwatt": tokwattVersion,
    "client.node": nodeVersion,
    "client.platform": `${platform} ${arch}`,
    "client.kernel": kernel,
    "client.cpu": `${cpuCount} x ${cpuModel}`,
    ...Object.fromEntries(told),
  };
}

function isNamed(name: string, pattern: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
