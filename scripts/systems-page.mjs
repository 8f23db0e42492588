// The tables of docs/systems.md, computed from benchmarks/systems/. Pure: scripts/write-systems-page.mjs and a test hand the
// files and the code in.

/**
 * @typedef {{ from: string, to: string, wattsLow: number, wattsHigh: number }} Bridge
 * @typedef {{
 *   id: string, title: { en: string }, adapter: string,
 *   accelerators: { name: string, count: number },
 *   topology?: { diesPerPackage: number, packagesPerNode: number, nodes: number, superNodes?: number | undefined } | undefined,
 *   power: { bridges: readonly Bridge[] },
 * }} System
 * @typedef {{
 *   boundaries: readonly string[],
 *   reachable: (bridges: readonly Bridge[], metered: readonly string[]) => ReadonlySet<string>,
 *   path: (bridges: readonly Bridge[], from: string, to: string) => readonly Bridge[] | undefined,
 * }} Energy the rules that tokwatt itself compares by
 */

/** Where the meter of an adapter reads. */
const METERED = new Map([
  ["ascend", { boundary: "package", tool: "`npu-smi`" }],
  ["gpu", { boundary: "board", tool: "`nvidia-smi`" }],
]);

/** What every accelerator of both systems is taken to read: not measured on anything, only something to divide by. */
export const READINGS_WATTS = [300, 600];

const TABLE = /^(<!-- table: (\S+) -->\n)[\s\S]*?^(<!-- end -->)$/gm;

/**
 * Fills the tables of a page, each between `<!-- table: NAME -->` and `<!-- end -->`.
 *
 * @param {string} page
 * @param {ReadonlyMap<string, string>} tables
 */
export function fillTables(page, tables) {
  return page.replace(TABLE, (_, opening, name, closing) => {
    const table = tables.get(name);
    if (table === undefined) throw new Error(`no table is called ${name}`);
    return `${opening}\n${table}\n${closing}`;
  });
}

/**
 * @param {readonly System[]} systems in the order of the rows
 * @param {Energy} energy
 */
export function systemsTables(systems, energy) {
  const real = systems.filter((system) => METERED.has(system.adapter) && system.topology !== undefined);
  return new Map([
    ["systems", systemsTable(real)],
    ["bridges", bridgesTable(real)],
    ["pairs", pairsTable(real, energy)],
  ]);
}

/** @param {readonly System[]} systems */
function systemsTable(systems) {
  const rows = systems.map(({ id, title, adapter, accelerators, topology }) => {
    const meter = METERED.get(adapter);
    const { nodes = 1, packagesPerNode = 1, diesPerPackage = 1, superNodes } = topology ?? {};
    const domain = superNodes === undefined ? "node" : superNodes === 1 ? "all nodes" : `${nodes / superNodes} nodes`;
    return [
      `\`${id}\``,
      title.en,
      `${accelerators.count} (${nodes} x ${packagesPerNode})`,
      String(diesPerPackage),
      domain,
      `${meter?.tool}: ${meter?.boundary}`,
    ];
  });
  return table(["id", "system", "packages (nodes x each)", "dies a package", "scale-up domain", "read"], rows);
}

/** @param {readonly System[]} systems */
function bridgesTable(systems) {
  const rows = systems.flatMap(({ id, accelerators, power }) =>
    power.bridges.map(({ from, to, wattsLow, wattsHigh }) => [
      `\`${id}\``,
      `${from} to ${to}`,
      `${grouped(wattsLow)} to ${grouped(wattsHigh)}`,
      `${round(wattsLow / accelerators.count)} to ${round(wattsHigh / accelerators.count)}`,
    ]),
  );
  return table(["system", "bridge", "W", "W an accelerator"], rows);
}

/**
 * @param {readonly System[]} systems
 * @param {Energy} energy
 */
function pairsTable(systems, energy) {
  const [candidates, baselines] = ["ascend", "gpu"].map((adapter) => systems.filter((one) => one.adapter === adapter));
  const rows = (candidates ?? []).flatMap((candidate) => {
    /** @type {Map<string, string[]>} baselines by what a row says of them */
    const alike = new Map();
    for (const baseline of baselines ?? []) {
      const boundary = commonBoundary(candidate, baseline, energy);
      const widths = READINGS_WATTS.map((watts) => ratioWidth(candidate, baseline, boundary, watts, energy));
      const said = [boundary ?? "none", ...widths].join(" | ");
      alike.set(said, [...(alike.get(said) ?? []), `\`${baseline.id}\``]);
    }
    return [...alike].map(([said, ids]) => [`\`${candidate.id}\``, ids.join(", "), said]);
  });
  const readings = READINGS_WATTS.map((watts) => `width at ${watts} W each`);
  return table(["candidate", "baseline", "compared at", ...readings], rows);
}

/**
 * The narrowest boundary that both reach, as `compare/common-boundary.ts` chooses it.
 *
 * @param {System} candidate
 * @param {System} baseline
 * @param {Energy} energy
 */
function commonBoundary(candidate, baseline, energy) {
  const [a, b] = [candidate, baseline].map(({ adapter, power }) =>
    energy.reachable(power.bridges, [meteredAt(adapter)]),
  );
  return energy.boundaries.find((boundary) => a?.has(boundary) && b?.has(boundary));
}

/**
 * How far the true ratio of tokens/J may lie from the printed one because of bridges alone: a bridge adds the middle of its
 * watts, and half its width is the bound (`energy/window-energy.ts`). Tokens/J go with one over the energy.
 *
 * @param {System} candidate
 * @param {System} baseline
 * @param {string | undefined} boundary
 * @param {number} readingWatts
 * @param {Energy} energy
 */
function ratioWidth(candidate, baseline, boundary, readingWatts, energy) {
  if (boundary === undefined) return "-";
  const [a, b] = [candidate, baseline].map((system) => wattsAt(system, boundary, readingWatts, energy));
  if (a === undefined || b === undefined) return "-";
  const low = b.low / b.middle / (a.high / a.middle);
  const high = b.high / b.middle / (a.low / a.middle);
  return low === 1 && high === 1 ? "none" : `x ${low.toFixed(2)} to ${high.toFixed(2)}`;
}

/**
 * @param {System} system
 * @param {string} boundary
 * @param {number} readingWatts
 * @param {Energy} energy
 */
function wattsAt({ adapter, accelerators, power }, boundary, readingWatts, energy) {
  const read = readingWatts * accelerators.count;
  const path = energy.path(power.bridges, meteredAt(adapter), boundary);
  if (path === undefined) return undefined;
  const low = path.reduce((sum, bridge) => sum + bridge.wattsLow, read);
  const high = path.reduce((sum, bridge) => sum + bridge.wattsHigh, read);
  return { low, high, middle: (low + high) / 2 };
}

/** @param {string} adapter */
function meteredAt(adapter) {
  const meter = METERED.get(adapter);
  if (meter === undefined) throw new Error(`where does the adapter ${adapter} read?`);
  return meter.boundary;
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
function table(head, rows) {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `${lines.join("\n")}\n`;
}

/** @param {number} watts */
function grouped(watts) {
  return watts.toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** @param {number} watts */
function round(watts) {
  return String(Math.round(watts));
}
