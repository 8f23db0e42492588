/** How the chips of a node reach each other, from the matrix of `npu-smi info -t topo`. */
export interface NpuTopology {
  /** Chips of the matrix, as it names them: `NPU0`, on A3 `Phy-ID0`. */
  readonly chips: readonly string[];
  /** Pairs of chips by the kind of their connection: `HCCS` 28, `HCCS_SW` 112, `SIO` 8, `UB` ... */
  readonly pairs: Readonly<Record<string, number>>;
}

const CHIP = /^(?:NPU|Phy-ID)\d{1,4}$/;

/**
 * Reads the matrix above the legend; the legend is not read, as it names kinds that no pair has. Columns after the chips'
 * (network cards, CPU affinity) are left out. `undefined` where there is no whole matrix.
 */
export function readNpuTopology(output: string): NpuTopology | undefined {
  const rows = output
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter(([first = ""]) => CHIP.test(first));
  const [heading = [], ...matrix] = rows;
  const end = heading.findIndex((name) => !CHIP.test(name));
  const chips = end < 0 ? heading : heading.slice(0, end);
  if (chips.length === 0 || matrix.length < chips.length) return undefined;
  const pairs: Record<string, number> = {};
  for (const [row, chip] of chips.entries()) {
    const cells = matrix[row] ?? [];
    if (cells[0] !== chip || cells.length <= chips.length) return undefined;
    for (const kind of cells.slice(row + 2, chips.length + 1)) pairs[kind] = (pairs[kind] ?? 0) + 1;
  }
  return { chips, pairs };
}
