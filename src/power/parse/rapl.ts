const JOULES_PER_MICROJOULE = 1e-6;

/** Whether a folder of `/sys/class/powercap` is a RAPL zone of the first level (`intel-rapl:0`, on AMD too). */
export function isRaplZone(folder: string): boolean {
  return /^intel-rapl:\d+$/.test(folder);
}

/**
 * Whether a zone's `name` is a processor package. `psys` spans more than the packages and already holds them; sub-zones
 * (`core`, `uncore`, `dram`) are parts of a package or lie beside it.
 */
export function isPackageZone(name: string): boolean {
  return /^package-\d+(-die-\d+)?$/.test(name);
}

/** Microjoules as the kernel prints them. `undefined` for anything else: a missing reading, never 0. */
export function parseMicrojoules(text: string): number | undefined {
  if (!/^\d+$/.test(text)) return undefined;
  const microjoules = Number(text);
  return Number.isSafeInteger(microjoules) ? microjoules : undefined;
}

/**
 * Turns the readings of a counter that wraps into joules that only grow, starting at 0 with the first one. Right as long
 * as the counter wraps at most once between two readings: 262 kJ at 400 W take 11 minutes.
 *
 * Source: kernel ABI `sysfs-class-powercap`, `max_energy_range_uj`.
 */
export function createWrapUndo(rangeMicrojoules: number): (microjoules: number) => number {
  let previous: number | undefined;
  let totalMicrojoules = 0;
  return (microjoules) => {
    const step = microjoules - (previous ?? microjoules);
    totalMicrojoules += step >= 0 ? step : step + rangeMicrojoules;
    previous = microjoules;
    return totalMicrojoules * JOULES_PER_MICROJOULE;
  };
}
