import { valueAt } from "../suite/peek.js";

/** Conditions of `exports` under which Node imports a package; `types` and the like never count. */
const CONDITIONS: ReadonlySet<string> = new Set(["node-addons", "node", "import", "module-sync", "default"]);

/**
 * The file that `exports` of a package means by `import "name"`, relative to the package's folder (`./index.js`), as
 * Node's rules have it. Undefined where it exports nothing under its own name.
 *
 * @param exported what stands behind `exports` in package.json
 */
export function exportedEntry(exported: unknown): string | undefined {
  return targetOf(hasSubpaths(exported) ? valueAt(exported, ".") : exported);
}

/** Keys of `exports` are either all subpaths (`.`, `./testing`) or all conditions. */
function hasSubpaths(exported: unknown): boolean {
  if (typeof exported !== "object" || exported === null || Array.isArray(exported)) return false;
  return Object.keys(exported).some((key) => key.startsWith("."));
}

/** The first condition that holds decides, in the order of the file; of a list the first target that can be used. */
function targetOf(target: unknown): string | undefined {
  if (typeof target === "string") return target.startsWith("./") ? target : undefined;
  if (typeof target !== "object" || target === null) return undefined;
  if (Array.isArray(target)) return target.map(targetOf).find((path) => path !== undefined);
  for (const [condition, inner] of Object.entries(target)) {
    if (!CONDITIONS.has(condition)) continue;
    const path = targetOf(inner);
    if (path !== undefined) return path;
  }
  return undefined;
}
