/**
 * What the watts of a package's dies are, seen at start-up beside the package's own. Which one holds on a machine is not
 * documented for every output (reference/power-and-mlperf.md section 3.2), and a wrong guess doubles or halves the energy.
 *
 * - `single-die`: there is nothing to mistake.
 * - `package-on-first-die`: the first die tells the whole package, the others nothing.
 * - `repeated`: each die tells the whole package.
 * - `halves`: each die tells its share, which sum up to the package.
 * - `unclear`: none of these, or nothing to compare with.
 */
export type DieWatts = "single-die" | "package-on-first-die" | "repeated" | "halves" | "unclear";

/** The package is read a moment before its dies, under whatever load; twice or half the watts lie well outside. */
const TOLERANCE = 0.25;

/**
 * @param dies watts of each die, in order; `undefined` where the output tells none, or 0, which no die that is on draws
 * @param packageWatts of the same package, from the table; `undefined` where it does not tell them as one number
 */
export function classifyDieWatts(
  dies: readonly (number | null | undefined)[],
  packageWatts: number | undefined,
): DieWatts {
  if (dies.length <= 1) return "single-die";
  const told = dies.flatMap((watts) => (typeof watts === "number" && watts > 0 ? [watts] : []));
  const [first] = dies;
  const isPackage = (watts: number): boolean => packageWatts !== undefined && isNear(watts, packageWatts);
  if (told.length === 1 && typeof first === "number" && first > 0) {
    return packageWatts === undefined || isPackage(first) ? "package-on-first-die" : "unclear";
  }
  if (told.length < dies.length || packageWatts === undefined) return "unclear";
  if (told.every(isPackage)) return "repeated";
  return told.every((watts) => isNear(watts, packageWatts / dies.length)) ? "halves" : "unclear";
}

function isNear(watts: number, expected: number): boolean {
  return Math.abs(watts - expected) <= TOLERANCE * expected;
}
