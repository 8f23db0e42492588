/** How two GPUs are linked, as `nvidia-smi topo -m` says: `NV18`, `PIX`, `SYS` ... */
export interface GpuLink {
  readonly from: number;
  readonly to: number;
  readonly link: string;
}

const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/**
 * The links between the GPUs of `nvidia-smi topo -m`, each once. Network cards and the columns of CPU affinity are left
 * out. Some versions underline the header, also where no terminal reads it.
 */
export function parseGpuLinks(text: string): readonly GpuLink[] {
  const links: GpuLink[] = [];
  let header: readonly string[] = [];
  for (const line of text.replace(ESCAPES, "").split(/\r?\n/)) {
    const words = line.trim().split(/\s+/);
    if (header.length === 0) {
      header = words[0] === "GPU0" && !words.includes("X") ? words : [];
      continue;
    }
    const from = gpuNumber(words[0]);
    if (from === undefined || words.length <= header.filter((name) => gpuNumber(name) !== undefined).length) continue;
    for (const [column, name] of header.entries()) {
      const to = gpuNumber(name);
      const link = words[column + 1];
      if (to !== undefined && to > from && link !== undefined) links.push({ from, to, link });
    }
  }
  return links;
}

/**
 * A topology in a few words: `NV18 full mesh` or `PIX between all` where every pair is linked alike, else how many pairs
 * have which link.
 *
 * @returns `undefined` where there is no pair
 */
export function summarizeLinks(links: readonly GpuLink[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { link } of links) counts.set(link, (counts.get(link) ?? 0) + 1);
  const [only, ...others] = counts.keys();
  if (only === undefined) return undefined;
  if (others.length === 0) return only.startsWith("NV") ? `${only} full mesh` : `${only} between all`;
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([link, count]) => `${link} x ${count}`);
  return `${parts.join(", ")} of ${links.length} pairs`;
}

function gpuNumber(word: string | undefined): number | undefined {
  const [, digits] = /^GPU(\d+)$/.exec(word ?? "") ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** NVLinks of one GPU, as `nvidia-smi nvlink -s` shows them. */
export interface NvLinks {
  readonly gpu: number;
  /** Speed of each active link, in the tool's words: `26.562 GB/s`. */
  readonly speeds: readonly string[];
  readonly inactive: number;
}

/** The GPUs of `nvidia-smi nvlink -s`; one without NVLink, or in MIG mode, has no links. */
export function parseNvLinks(text: string): readonly NvLinks[] {
  const gpus: { gpu: number; speeds: string[]; inactive: number }[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, gpu] = /^GPU (\d+):/.exec(line) ?? [];
    const [, speed] = /^\s+Link \d+: (.+?)\s*$/.exec(line) ?? [];
    const last = gpus.at(-1);
    if (gpu !== undefined) gpus.push({ gpu: Number(gpu), speeds: [], inactive: 0 });
    else if (speed !== undefined && last !== undefined) {
      if (/inactive/i.test(speed)) last.inactive += 1;
      else last.speeds.push(speed);
    }
  }
  return gpus;
}

/** `18 x 26.562 GB/s` where all GPUs have the same links, else each kind; `undefined` where there is none. */
export function summarizeNvLinks(gpus: readonly NvLinks[]): string | undefined {
  const kinds = new Set<string>();
  for (const { speeds } of gpus) {
    const distinct = [...new Set(speeds)];
    const parts = distinct.map((speed) => `${speeds.filter((other) => other === speed).length} x ${speed}`);
    if (parts.length > 0) kinds.add(parts.join(" + "));
  }
  return kinds.size === 0 ? undefined : [...kinds].join("; ");
}

/** MIG devices of a GPU, as `nvidia-smi -L` lists them: profiles such as `3g.40gb`, by index of the GPU. */
export function parseMigProfiles(text: string): ReadonlyMap<number, readonly string[]> {
  const profiles = new Map<number, string[]>();
  let gpu = -1;
  for (const line of text.split(/\r?\n/)) {
    const [, index] = /^GPU (\d+):/.exec(line) ?? [];
    const [, profile] = /^\s+MIG (\S+)\s+Device\s+\d+:/.exec(line) ?? [];
    if (index !== undefined) gpu = Number(index);
    if (profile !== undefined) profiles.set(gpu, [...(profiles.get(gpu) ?? []), profile]);
  }
  return profiles;
}
